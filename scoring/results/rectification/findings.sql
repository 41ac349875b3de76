-- How much of everything was found with every unit, by event and the place it was entered at.
select
    unit_id,
    event,
    indicator_id,
    sum(quantity) as quantity
from records_findings
group by unit_id, event, indicator_id
order by unit_id, min(file), min(line), event, indicator_id
