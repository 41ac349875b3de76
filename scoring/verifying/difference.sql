-- The first row that two tables do not share, its first differing column, and how many rows differ.
select
    {keys},
    {column} as differing_column,
    {before} as recorded,
    {after} as recomputed,
    count(*) over () as differing_rows
from (select *, true as is_there from {recorded}) as a
full join (select *, true as is_there from {recomputed}) as b
    on {same}
where {differs}
order by {order}
limit 1
