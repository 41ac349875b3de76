-- Cases that are late or cannot be judged, by unit and by the measures that are taken over them, the worst first.
select
    l.measure,
    c.*
from (select * from record_listed where {own}) as l
inner join record_cases as c on c.unit_id = l.unit_id and c.deadline = l.deadline and c.place = l.place
where c.place <= {most}
order by c.unit_id, l.measure, c.deadline, c.place
