-- Facts of some units with their files, figures of tables before those of the running text.
select
    f.*,
    s.path
from facts as f
inner join sources as s on f.source_id = s.source_id
where f.unit_id in ({units})
order by case when f.locator like 'line %' then 1 else 0 end, f.locator
