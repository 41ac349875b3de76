-- What does not add up in the workbooks that came back: one row per failure that follows from no other.
select
    unit_id,
    locator,
    message
from checks
where outcome = 'fails' and caused_by = ''
order by unit_id, locator, message
