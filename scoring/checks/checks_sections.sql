-- The parts of the report: statutory sections that are missing, parts without content, years that do not fit.
with
reports as (
    select d.*, s.form
    from check_documents as d
    inner join sources as s on s.source_id = d.source_id
    where d.genre = 'annual_report'
),
items as (
    select r.unit_id, r.source_id, r.period, s.item, s.value, s.quote, s.locator
    from reports as r
    inner join structure as s on s.source_id = r.source_id and s.unit_id = r.unit_id
),
expected as (
    select
        unit_id,
        source_id,
        period,
        max(value) filter (where item = 'sections_expected') as sections_expected,
        max(value) filter (where item = 'contents_expected') as contents_expected,
        string_agg('“' || value || '”', '、' order by locator, value) filter (where item = 'section_missing') as missing_sections,
        count(*) filter (where item = 'section_missing') as missing,
        string_agg('“' || value || '”', '、' order by locator, value) filter (where item = 'content_missing') as missing_contents,
        string_agg('“' || value || '”', '、' order by locator) filter (where item = 'section_duplicated') as duplicated,
        min(locator) filter (where item = 'section_duplicated') as duplicated_at,
        string_agg('“' || value || '”', '、' order by locator) filter (where item = 'section_without_table') as without_table,
        max(value) filter (where item = 'section_empty') as empty_section,
        min(locator) filter (where item in ('section_empty', 'section_filled')) as problems_at,
        count(*) filter (where item in ('section_empty', 'section_filled')) as problems,
        max(value) filter (where item = 'section_none' and value like '%其他%') as no_others,
        min(locator) filter (where item = 'section_none' and value like '%其他%') as no_others_at,
        count(*) filter (where item = 'section' and value like '%其他%') as others
    from items
    group by unit_id, source_id, period
),
charges as (
    select e.unit_id, e.source_id, e.period, e.no_others, e.no_others_at, e.others, e.sections_expected, max(f.value) as value, min(f.locator) as locator,
        rtrim(rtrim(cast(max(f.value) as varchar), '0'), '.') as shown
    from expected as e
    inner join facts_chosen as f on f.unit_id = e.unit_id and f.period = e.period and f.part = 'total' and not f.is_ambiguous
    inner join check_words as w on w.kind = 'charge' and w.word = f.metric
    group by e.unit_id, e.source_id, e.period, e.no_others, e.no_others_at, e.others, e.sections_expected
),
tables as ( -- which tables of its form a report has
    select r.unit_id, r.source_id, r.period, m.tables, w.title as shown, count(f.metric) as n
    from reports as r
    inner join check_words as w on w.kind = 'form_table' and w.role = r.form and w.title <> ''
    inner join (select distinct tables, metric, part from check_metrics where tables <> '') as m on m.tables = w.word
    left join facts_chosen as f on f.unit_id = r.unit_id and f.period = r.period and f.metric = m.metric and f.part = m.part and not f.is_prose
    group by r.unit_id, r.source_id, r.period, m.tables, w.title
),
found as (
    select 'S-sections' as check_id, 'warning' as severity, case when missing = 0 then 'holds' else 'fails' end as outcome, unit_id, source_id, period,
        'total' as part, sections_expected as expected, cast(cast(sections_expected as integer) - missing as varchar) as found,
        case when missing = 0 then '规定的' || sections_expected || '个部分齐全' else '缺少规定的部分：' || missing_sections end as message, '' as locator
    from expected
    where sections_expected is not null and sections_expected <> '0'
    union all
    select 'S-sections', 'warning', 'not_assessable', unit_id, source_id, period, 'total', '', '', '没有可识别的各部分标题，无法核对规定的部分是否齐全', ''
    from expected
    where sections_expected = '0'
    union all
    select 'S-contents', 'info', case when missing_contents is null then 'holds' else 'not_assessable' end, unit_id, source_id, period, 'total', '', '',
        case when missing_contents is null then '条例规定的各项内容均已说明' else '没有找到条例规定的内容：' || missing_contents || '，请核实' end, ''
    from expected
    where contents_expected is not null
    union all
    select 'S-duplicate', 'warning', 'fails', unit_id, source_id, period, 'total', '', '', '部分标题重复：' || duplicated, duplicated_at
    from expected
    where duplicated is not null
    union all
    select 'S-tables', 'warning', case when t.n > 0 then 'holds' else 'not_assessable' end, t.unit_id, t.source_id, t.period, '表' || t.tables, '', '',
        case when t.n > 0 then '“' || t.shown || '”表已读取' else '没有可读取的“' || t.shown || '”表，表内关系无法核对' || case when e.without_table is null then '' else '（' || e.without_table || '部分没有文字和表格，可能以图片发布）' end end,
        ''
    from tables as t
    inner join expected as e on e.source_id = t.source_id and e.unit_id = t.unit_id
    union all
    select 'PL-2', 'warning', case when empty_section is not null then 'fails' when problems > 0 then 'holds' else 'not_assessable' end, unit_id, source_id, period, 'total', '',
        coalesce(empty_section, ''),
        case when empty_section is not null then '“' || empty_section || '”部分没有内容' when problems > 0 then '说明了存在的问题' else '没有“存在的问题”部分，无法核对' end,
        coalesce(problems_at, '')
    from expected
    where problems > 0 or sections_expected is not null
    union all
    select 'PL-3', 'warning',
        case when value is null then 'not_assessable' when value = 0 then 'holds' when no_others is not null then 'fails' when others > 0 then 'holds' else 'not_assessable' end,
        unit_id, source_id, period, 'total', '', coalesce(shown, ''),
        case
            when value is null then '收费金额未填或无法读取，无法核对收费情况的说明'
            when value = 0 then '没有收费，无需在“' || coalesce(no_others, '其他需要报告的事项') || '”中说明'
            when no_others is not null then '收费' || shown || '万元，“' || no_others || '”部分却称没有需要报告的事项'
            when others > 0 then '收费' || shown || '万元，“其他需要报告的事项”部分有说明'
            else '没有“其他需要报告的事项”部分，无法核对收费情况的说明'
        end,
        locator || coalesce(';' || no_others_at, '')
    from charges
    where others > 0 or sections_expected is not null -- earlier reports need not have this section
    union all
    select 'PL-4', 'warning', case when value = cast(period as varchar) then 'holds' else 'fails' end, unit_id, source_id, period, 'total', cast(period as varchar), value,
        case when value = cast(period as varchar) then '正文所称年度与报告年度一致：' || value else '报告年度为' || cast(period as varchar) || '，正文却称“' || quote || '”' end,
        locator
    from items
    where item = 'stated_year'
)
select check_id, severity, outcome, unit_id, source_id, period, part, expected, found, '' as difference, message, locator
from found
