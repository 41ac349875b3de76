-- Rows of large tables that belong to some units: their figures are not facts one by one.
select
    d.unit_id,
    d.period,
    s.path,
    d.line
from data_rows as d
inner join sources as s on d.source_id = s.source_id
where d.unit_id in ({units})
