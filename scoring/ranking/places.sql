-- One row per group x place: its score, that of the place before, and the tie-breaker that tells it
-- from a neighbour with the same score - from the place before, or for the first of them from the next.
select
    grp,
    place,
    rank_score,
    before_score,
    {decided} as tie_broken_by
from (
    select
        *,
        {neighbours}lag(rank_score) over (partition by grp order by place) as before_score,
        lead(rank_score) over (partition by grp order by place) as after_score
    from (
        select
            grp,
            place,
            {keys}min(rank_score) as rank_score
        from placed
        group by grp, place
    ) as once
) as stepped
