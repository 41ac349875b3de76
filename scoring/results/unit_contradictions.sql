-- Checks of some units and year that fail for a reason of their own, with their files.
select
    c.*,
    s.path
from checks as c
left join sources as s on c.source_id = s.source_id
where
    c.unit_id in ({units}) and c.period = {period} and c.outcome = 'fails' and c.severity = 'error'
    and coalesce(c.caused_by, '') = ''
order by c.check_id, c.part, c.locator
