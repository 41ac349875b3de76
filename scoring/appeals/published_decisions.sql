-- One row per decision that counts now and did not count in the ranking that was published.
select
    a.line,
    a.appeal_id,
    a.unit_id
from appeals as a
left join published_appeals as p on a.appeal_id = p.appeal_id
where a.applied and p.appeal_id is null
order by a.line
