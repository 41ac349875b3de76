-- The publication date that a unit's report prints.
select
    t.*,
    s.path
from structure as t
inner join sources as s on t.source_id = s.source_id
where t.unit_id = {unit} and t.item = 'published_on'
