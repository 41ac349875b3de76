-- What the document promises about itself: title, date, tables, parts, annexes, names, scope.
with
reports as (
    select * from check_documents where genre = 'annual_report'
),
found as (
    select 'S-title' as check_id, 'warning' as severity, case when title_present = '1' then 'holds' else 'fails' end as outcome, unit_id, source_id, period,
        '1' as expected, title_present as found, '' as caused_by,
        case when title_present = '1' then '报告有标题' else '报告没有标题' end as message, '' as locator
    from reports
    union all
    select 'S-published', 'warning',
        case when r.published_on is null then 'not_assessable' when r.published_on <= cast(r.period + 1 as varchar) || '-' || d.until then 'holds' else 'fails' end,
        r.unit_id, r.source_id, r.period, cast(r.period + 1 as varchar) || '-' || d.until, coalesce(r.published_on, ''), '',
        case
            when r.published_on is null then '没有注明发布日期，无法判断是否按时发布'
            when r.published_on <= cast(r.period + 1 as varchar) || '-' || d.until then '发布日期' || r.published_on || '，未超过' || cast(r.period + 1 as varchar) || '-' || d.until
            else '发布日期' || r.published_on || '，超过' || cast(r.period + 1 as varchar) || '-' || d.until
        end,
        coalesce(r.published_at, '')
    from reports as r
    inner join (
        select
            cast(max(word) filter (where role = 'from') as integer) as first_year,
            cast(max(word) filter (where role = 'to') as integer) as last_year,
            max(word) filter (where role = 'until') as until
        from check_words
        where kind = 'deadline'
        group by number
    ) as d on r.period between d.first_year and d.last_year
    union all
    select 'S-statutory-table', 'warning', case when r.statutory_table = 'present' then 'holds' else 'not_assessable' end, r.unit_id, r.source_id, r.period,
        'present', r.statutory_table, case when r.statutory_table = 'absent' and r.is_table_announced and r.announced_parts is not null then 'S-parts' else '' end,
        case when r.statutory_table = 'present' then '报告附有统计表' else '文件中没有统计表，表内关系无法核对' end, ''
    from reports as r
    inner join check_words as w on w.kind = 'tables_since' and r.period >= cast(w.word as integer)
    union all
    select 'S-parts', case when missing_parts is null then 'info' else 'warning' end,
        case when announced_parts = sections_present and missing_parts is null then 'holds' else 'fails' end,
        unit_id, source_id, period, cast(announced_parts as varchar), cast(sections_present as varchar), '',
        '报告称有' || cast(announced_parts as varchar) || '个部分，实有' || cast(sections_present as varchar) || '个部分'
            || coalesce('，缺少：' || missing_parts, ''),
        announced_at
    from reports
    where announced_parts is not null and sections_present > 0 -- sections numbered in another way cannot be counted
        -- a table announced as a part is no numbered section
        and not (is_table_announced and missing_parts is null and announced_parts = sections_present + 1)
    union all
    select 'S-parts', 'warning', 'holds', unit_id, source_id, period, cast(announced_parts as varchar), cast(sections_present as varchar), '',
        '报告所称' || cast(announced_parts as varchar) || '个部分齐全（含统计表）', announced_at
    from reports
    where is_table_announced and missing_parts is null and announced_parts = sections_present + 1
    union all
    select 'S-numbering', 'warning', case when s.value is null then 'holds' else 'fails' end, r.unit_id, r.source_id, r.period,
        '', coalesce(s.quote, ''), '', case when s.value is null then '各部分序号连续' else '部分序号不连续：“' || s.quote || '”应为第' || split_part(s.value, '|', 1) || '部分' end, coalesce(s.locator, '')
    from reports as r
    left join structure as s on s.source_id = r.source_id and s.unit_id = r.unit_id and s.item = 'section_misnumbered'
    where r.sections_present > 0
    union all
    -- What a statutory table should state may be there and unread.
    select 'S-promised', 'warning',
        case when count(f.metric) > 0 then 'holds' when max(d.statutory_table) = 'present' or split_part(s.value, '|', 3) = 'said' then 'not_assessable' else 'fails' end, s.unit_id, s.source_id, s.period,
        split_part(s.value, '|', 1), cast(count(f.metric) as varchar), '',
        case
            when count(f.metric) > 0 then '标题所列“' || split_part(s.value, '|', 1) || '”有相应数据'
            when max(d.statutory_table) = 'present' or split_part(s.value, '|', 3) = 'said' then '标题列有“' || split_part(s.value, '|', 1) || '”，没有读出相应数据，无法判断'
            else '标题列有“' || split_part(s.value, '|', 1) || '”，正文没有相应数据'
        end,
        s.locator
    from structure as s
    left join check_documents as d on d.unit_id = s.unit_id and d.source_id = s.source_id and d.period = s.period
    left join facts as f
        on f.unit_id = s.unit_id and f.source_id = s.source_id and f.period = s.period
        and (',' || split_part(s.value, '|', 2) || ',' like '%,' || f.metric || ',%'
            or (f.metric like 'review%' and split_part(s.value, '|', 2) like 'review%')
            or ((f.metric like 'litigation%' or f.metric like 'suit%') and split_part(s.value, '|', 2) like 'litigation%'))
    where s.item = 'promised'
    group by s.unit_id, s.source_id, s.period, s.value, s.locator
    union all
    select 'S-scope', 'warning', case when count(f.metric) > 0 then 'fails' else 'holds' end, r.unit_id, r.source_id, r.period, '', coalesce(min(f.scope), ''), '',
        case when count(f.metric) > 0 then '报告单位为' || r.unit_name || '，所列数为“' || min(f.scope) || '”范围' else '所列数的范围与报告单位一致' end,
        coalesce(min(f.locator), '')
    from reports as r
    left join (
        select f.unit_id, f.source_id, f.metric, f.scope, f.locator
        from facts as f
        inner join check_words as w on w.kind = 'wide_scope' and w.word = f.scope
        inner join check_words as m on m.kind = 'region_metric' and m.word = f.metric
    ) as f on f.unit_id = r.unit_id and f.source_id = r.source_id
    where exists (select 1 from check_words as o where o.kind = 'office' and r.unit_name like '%' || o.word)
    group by r.unit_id, r.source_id, r.period, r.unit_name
    union all
    select 'S-heading-cut', 'warning', 'fails', unit_id, source_id, period, '', string_agg(value, '、' order by locator), '',
        '表头被截断：' || string_agg(value, '、' order by locator) || '，已按列的位置读取', min(locator)
    from structure
    where item = 'heading_cut'
    group by unit_id, source_id, period
    union all
    select 'S-annexes', 'warning', case when annexes_present >= annexes_listed then 'holds' else 'fails' end, unit_id, source_id, period,
        cast(annexes_listed as varchar), cast(annexes_present as varchar), '',
        '列有附件' || cast(annexes_listed as varchar) || '个，文件中有' || cast(annexes_present as varchar) || '个', annexes_at
    from check_documents
    where annexes_listed is not null
    union all
    select 'S-citation', 'warning', 'fails', unit_id, source_id, period, split_part(value, '|', 1), split_part(value, '|', 2), '',
        '同一文件有两种名称：' || split_part(value, '|', 1) || '与' || split_part(value, '|', 2), locator
    from structure
    where item = 'document_name_variant'
    union all
    select 'S-subject', 'info', case when split_part(value, '|', 1) = split_part(value, '|', 2) then 'holds' else 'fails' end, unit_id, source_id, period,
        split_part(value, '|', 1), split_part(value, '|', 2), '',
        '标题的事项为“' || split_part(value, '|', 1) || '”，附件为“' || split_part(value, '|', 2) || '”', min(locator)
    from structure
    where item = 'annex_subject'
    group by unit_id, source_id, period, value
)
select
    check_id,
    severity,
    outcome,
    unit_id,
    source_id,
    period,
    case when check_id = 'S-promised' then expected else 'total' end as part,
    expected,
    found,
    '' as difference,
    caused_by,
    message,
    locator
from found
