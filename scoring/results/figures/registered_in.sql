-- Files in which the cases of every unit stand, each once.
select
    unit_id,
    file
from records_{table}
where file is not null
group by unit_id, file
order by unit_id, file
