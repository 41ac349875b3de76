-- One row per unit: whose report it is and when it was published. The office's own record of the date
-- outranks the date that the report prints.
select
    u.unit_id,
    max(r.file) as file,
    coalesce(max(r.published_on), max(p.printed_on)) as published_on,
    case when max(r.published_on) is not null then 'reports.csv' when max(p.printed_on) is not null then 'report' end as origin
from units as u
left join records_reports as r on u.unit_id = r.unit_id
left join printed_dates as p on u.unit_id = p.unit_id
group by u.unit_id
order by u.unit_id
