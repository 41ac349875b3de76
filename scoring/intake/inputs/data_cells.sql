-- One row per cell of the table data: what it says, and of which sort it is.
select
    line,
    unit_id,
    metric,
    coalesce(part, 'total') as part,
    period as period_text,
    coalesce(try_cast(period as integer), {period}) as period,
    coalesce(qualifier, 'exact') as qualifier,
    source,
    raw,
    case when is_number then cast(raw as decimal(28, 10)) end as value,
    case
        when raw is null then 'blank'
        when raw in ('/', '／', '-', '—', '——') then 'not_applicable'
        when not is_number then 'text'
        when cast(raw as decimal(28, 10)) = 0 then 'zero'
        else 'numeric'
    end as semantic
from (
    select *, coalesce(regexp_matches(raw, '^[+-]?[0-9]{1,17}([.][0-9]{1,10})?$'), false) as is_number
    from data_text
) as t
