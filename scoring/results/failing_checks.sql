-- Checks that fail for a reason of their own, and the number of units with one.
select
    count(*) as failing,
    count(distinct unit_id) as units
from checks
where outcome = 'fails' and coalesce(caused_by, '') = ''
