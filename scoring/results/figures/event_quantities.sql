-- One row per unit with an event: how often it was found, with what the state of website columns counts as it.
select unit_id, cast(sum(quantity) as decimal(28, 10)) as quantity
from (
    select unit_id, event, quantity from records_findings
    union all
    select unit_id, event, cast(1 as decimal(28, 10)) as quantity from column_states where event <> ''
) as r
where event = {event}
group by unit_id
