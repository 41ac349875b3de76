-- The first cases of every unit, deadline and reason that cannot be judged.
select
    unit_id,
    deadline,
    state,
    case_key,
    file
from record_cases
where period = {period} and state >= {first}
order by unit_id, deadline, state, place
