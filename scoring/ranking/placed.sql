-- One row per ranked unit: its place in the order of its group (equal only where nothing tells two
-- units apart), its rank, how many units share the place, and the place by the tie-breakers alone.
-- Table ranked_units holds the score that ranks (rank_score, NULL where a unit is not ranked) and
-- one column per tie-breaker (b0, b1, ...).
select
    unit_id,
    grp,
    rank_score,
    {columns}dense_rank() over (partition by grp order by {order}) as place,
    {rank_function}() over (partition by grp order by {order}) as rank,
    {overall} as rank_overall,
    count(*) over (partition by grp, rank_score{keys}) as sharing,
    {tie_place} as tie_place
from ranked_units
where rank_score is not null
