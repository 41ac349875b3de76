-- The publication date that the reports of some units print.
select
    t.*,
    s.path
from structure as t
inner join sources as s on t.source_id = s.source_id
where t.unit_id in ({units}) and t.item = 'published_on'
