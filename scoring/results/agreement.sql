-- One row per unit x judgement that several people marked: how far their marks are apart.
select
    unit_id,
    indicator_id,
    count(mark) as markers,
    min(mark) as lowest,
    max(mark) as highest,
    max(mark) - min(mark) as spread
from records_marks
group by unit_id, indicator_id
having count(mark) > 1
order by unit_id, indicator_id
