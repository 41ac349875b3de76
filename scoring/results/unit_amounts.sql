-- Exact total of every unit and what it lacks. One row per unit.
select unit_id, total_exact, margin_to_next_rank, margin_to_next_grade
from ranking
order by unit_id
