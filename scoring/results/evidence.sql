-- Evidence of findings and remarks of markers, one row per text.
select
    unit_id,
    indicator_id,
    evidence
from records_findings
where evidence <> ''
union all
select
    unit_id,
    indicator_id,
    remark as evidence
from records_marks
where remark <> ''
order by unit_id, indicator_id, evidence
