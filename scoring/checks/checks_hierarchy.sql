-- The report of a whole region against those of the units below it: H-sum, per figure and applicant column.
-- Judged only where every unit below that must report has the figure; where one has no report at all, one row says so.
with
below as (
    select
        p.unit_id as parent,
        c.unit_id,
        c.name,
        c.ord,
        coalesce(c.status, '') <> 'exempt' as is_required,
        count(o.word) > 0 as is_own_office
    from units as p
    inner join units as c on c.parent_id = p.unit_id and c.unit_id <> p.unit_id
    left join check_words as o on o.kind = 'own_office' and c.name like '%' || o.word
    group by p.unit_id, c.unit_id, c.name, c.ord, c.status
),
regions as ( -- a report that speaks for its region: of a government, or of an office that says 全县
    select u.unit_id, u.period, u.name
    from check_units as u
    where (u.speaks_widely or not u.is_office) and u.unit_id in (select parent from below)
),
added as (
    select distinct m.metric, m.part, m.title
    from check_metrics as m
    inner join check_words as w
        on (w.kind = 'added_table' and w.word = m.tables) or (w.kind = 'added_metric' and w.word = m.metric)
),
reporting as ( -- the units below, and whether they have a report of the year
    select r.unit_id as parent, r.period, b.unit_id, b.name, b.ord, b.is_required, b.is_own_office, s.unit_id is not null as has_report
    from regions as r
    inner join below as b on b.parent = r.unit_id
    left join (select distinct unit_id, period from facts_chosen where not is_prose) as s on s.unit_id = b.unit_id and s.period = r.period
),
gathered as (
    select
        parent,
        period,
        count(*) filter (where has_report) as reported,
        count(*) filter (where is_required) as required,
        count(*) filter (where is_required and not has_report) as missing,
        string_agg(name, '、' order by ord, unit_id) filter (where is_required and not has_report) as missing_names,
        bool_or(is_own_office) as has_own_office
    from reporting
    group by parent, period
),
sums as (
    select
        g.parent as unit_id,
        g.period,
        f.metric,
        f.part,
        a.title,
        f.value as total,
        f.source_id,
        f.locator,
        f.is_ambiguous or f.qualifier <> 'exact' or f.value is null as is_total_open,
        max(case when g.has_own_office then 1 else 0 end) = 1 as has_own_office,
        sum(c.value) as parts,
        count(*) as n,
        count(*) filter (where c.value is null and coalesce(c.semantic, 'blank') <> 'not_applicable' or c.is_ambiguous or c.qualifier <> 'exact') as open_parts,
        string_agg(n.name || rtrim(rtrim(cast(c.value as varchar), '0'), '.'), '、' order by c.value desc, n.ord, n.unit_id) filter (where c.value <> 0) as parts_shown,
        count(*) filter (where c.value <> 0) as parts_used,
        string_agg(n.name || rtrim(rtrim(cast(c.value as varchar), '0'), '.'), '、' order by c.value desc, n.ord, n.unit_id) filter (where c.value <> 0 and n.place <= 3) as first_shown
    from gathered as g
    inner join facts_chosen as f on f.unit_id = g.parent and f.period = g.period and not f.is_prose
    inner join added as a on a.metric = f.metric and a.part = f.part
    inner join (
        select *, row_number() over (partition by parent, period order by ord, unit_id) as place from reporting where is_required or has_report
    ) as n on n.parent = g.parent and n.period = g.period
    left join facts_chosen as c on c.unit_id = n.unit_id and c.period = g.period and c.metric = f.metric and c.part = f.part and not c.is_prose
    where g.missing = 0 and g.reported > 0
    group by g.parent, g.period, f.metric, f.part, a.title, f.value, f.source_id, f.locator, f.is_ambiguous, f.qualifier
    having count(c.unit_id) > 0
),
judged as (
    select
        *,
        total - parts as gap,
        case when is_total_open or open_parts > 0 then 'not_assessable' when total = parts then 'holds' else 'fails' end as outcome
    from sums
),
explained as ( -- a mistake that a footing check has shown, in the report above or in one below
    select j.unit_id, j.period, j.metric, j.part, min(case when e.n > 1 then e.root else e.check_id end) as cause
    from judged as j
    left join below as b on b.parent = j.unit_id
    inner join check_errors as e
        on e.cell_period = j.period and e.metric = j.metric and e.part = j.part
        and ((e.unit_id = j.unit_id and e.error = j.gap) or (e.unit_id = b.unit_id and e.error = -j.gap))
    where j.outcome = 'fails'
    group by j.unit_id, j.period, j.metric, j.part
),
shown as (
    select
        j.*,
        coalesce(e.cause, case when j.part <> 'total' and t.unit_id is not null then 'H-sum' end, '') as caused_by,
        rtrim(rtrim(cast(cast(coalesce(j.parts, 0) as decimal(24, 6)) as varchar), '0'), '.') as expected,
        rtrim(rtrim(cast(cast(j.total as decimal(24, 6)) as varchar), '0'), '.') as found,
        rtrim(rtrim(cast(cast(j.gap as decimal(24, 6)) as varchar), '0'), '.') as difference
    from judged as j
    left join explained as e on e.unit_id = j.unit_id and e.period = j.period and e.metric = j.metric and e.part = j.part
    left join judged as t on t.unit_id = j.unit_id and t.period = j.period and t.metric = j.metric and t.part = 'total' and t.outcome = 'fails'
)
select
    'H-sum' as check_id,
    -- what exceeds the sum may be the region's own office, where it is no unit of its own in the table of units
    case when outcome = 'fails' and gap > 0 and not has_own_office then 'info' else 'warning' end as severity,
    outcome,
    unit_id,
    source_id,
    period,
    case when part = 'total' then metric else metric || '__' || part end as part,
    case when outcome = 'not_assessable' then '' else expected end as expected,
    case when outcome = 'not_assessable' then '' else found end as found,
    case when outcome = 'not_assessable' then '' else difference end as difference,
    case when outcome = 'fails' then caused_by else '' end as caused_by,
    title || case
        when outcome = 'not_assessable' and is_total_open then '：本级报告未填或不能确定此数，无法与下级合计核对'
        when outcome = 'not_assessable' then '：下级' || cast(n as varchar) || '个单位中有' || cast(open_parts as varchar) || '个未填或不能确定此数，无法核对'
        else '：下级' || cast(n as varchar) || '个单位之和为' || expected
            || coalesce('（' || case when parts_used > 5 then coalesce(first_shown || '等', '其中') || cast(parts_used as varchar) || '个单位不为零' else parts_shown end || '）', '')
            || '，本级报告为' || found || case when outcome = 'holds' then '，成立' else '，相差' || difference end
            || case when outcome = 'fails' and gap > 0 and not has_own_office then '；如含本级机关自身的数，属正常' else '' end
    end as message,
    locator
from shown
union all
select
    'H-sum' as check_id,
    'warning' as severity,
    'not_assessable' as outcome,
    g.parent as unit_id,
    coalesce(min(s.source_id), '') as source_id,
    g.period,
    'total' as part,
    '' as expected,
    '' as found,
    '' as difference,
    '' as caused_by,
    '下级' || cast(g.required as varchar) || '个单位中有' || cast(g.missing as varchar) || '个没有可读取的统计表（'
    || case when g.missing <= 5 then g.missing_names else split_part(g.missing_names, '、', 1) || '、' || split_part(g.missing_names, '、', 2) || '、' || split_part(g.missing_names, '、', 3) || '等' end
    || '），上下级数据无法核对' as message,
    '' as locator
from gathered as g
left join sources as s on s.unit_id = g.parent and s.period = g.period and s.read_status = 'read'
where g.missing > 0 and g.reported > 0
group by g.parent, g.period, g.required, g.missing, g.missing_names
