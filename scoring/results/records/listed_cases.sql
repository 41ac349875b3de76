-- Cases that are late or cannot be judged, by unit and by the measures that are taken over them: the worst {most} of every state, and
-- how many are listed in that state (listed).
select *
from (
    select
        l.measure,
        c.*,
        count(*) over (partition by c.unit_id, l.measure, c.deadline, c.state) as listed,
        row_number() over (partition by c.unit_id, l.measure, c.deadline, c.state order by c.place) as nth
    from (select * from record_listed where {own}) as l
    inner join record_cases as c on c.unit_id = l.unit_id and c.deadline = l.deadline and c.place = l.place
) as w
where nth <= {most}
order by unit_id, measure, deadline, place
