count(*) as n,
    count(*) filter (where is_hit) as k,
    coalesce(string_agg(shown, '、' order by place) filter (where is_hit and place <= {most_listed}), '') as listed,
    coalesce(string_agg(code, ';' order by place) filter (where is_hit and place <= {most_listed}), '') as metric,
    coalesce(string_agg(locator, ';' order by place) filter (where is_hit and place <= {most_listed}), '') as locator
