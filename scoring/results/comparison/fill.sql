-- What an indicator counts as where a scoring has no data for it: the points of the run that had these criteria, so that
-- the data count as unchanged. One row per unit of the scored data x indicator.
select
    l.{own} as unit_id,
    i.item,
    case
        when count(*) = 1 then max(i.points)
        when count(i.points) = count(*) then {mean}
    end as points
from scored_items as i
inner join unit_links as l on i.unit_id = l.{other}
where i.world = '{world}'
group by l.{own}, i.item
