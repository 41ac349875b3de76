-- What a database of a run never holds: views and macros, which compute when they are read.
select concat('view ', view_name) as told
from duckdb_views()
where database_name = ? and not internal
union all
select concat('macro ', function_name) as told
from duckdb_functions()
where database_name = ? and not internal
order by told
