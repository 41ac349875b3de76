-- One row per unit x measure whose value was changed as an outlier: before, after, how (winsorised, log,
-- bounds, percentiles), skewness and excess kurtosis of the distribution before and after, and whether it
-- passes now. Taking the logarithm changes every value of the distribution.
select
    v.unit_id,
    v.measure,
    v.x as before,
    case
        when t.how = 'log' then l.x
        when v.x < t.lower_cut then t.lower_cut
        else t.upper_cut
    end as after,
    t.how,
    t.skewness_before,
    t.kurtosis_before,
    t.skewness_after,
    t.kurtosis_after,
    t.passes
from treat_values as v
inner join treatments as t on v.measure = t.measure and v.scope = t.scope
left join logged as l on v.measure = l.measure and v.unit_id = l.unit_id
where t.how = 'log' or v.x < t.lower_cut or v.x > t.upper_cut
order by v.unit_id, v.measure
