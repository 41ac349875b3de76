-- One row per linear relation, unit and period: statutory footing rules, continuity with last year, sums of prose.
with
reported as ( -- several files of one unit and year are one report
    select unit_id, period, form, min(source_id) as source_id
    from sources
    where read_status = 'read'
    group by unit_id, period, form
),
relations as (
    select distinct relation, kind, form, years_back, metric, part from check_terms
),
applied as ( -- which relation speaks of which unit and period
    select distinct r.relation, s.unit_id, s.period, s.source_id, false as is_same_form
    from reported as s
    inner join relations as r on r.kind = 'form' and r.form = s.form
    union all
    -- continuity: last year's report, or this one in its prose, states the figure; another form is compared where it has the row
    select r.relation, s.unit_id, s.period, s.source_id, max(case when p.form is null then 0 else 1 end) > 0 as is_same_form
    from reported as s
    inner join relations as r on r.kind = 'years' and r.form = s.form and r.years_back > 0
    inner join facts_chosen as f
        on f.unit_id = s.unit_id and f.period = s.period - r.years_back and f.metric = r.metric and f.part = r.part
    left join reported as p on p.unit_id = s.unit_id and p.period = s.period - r.years_back and p.form = s.form
    group by r.relation, s.unit_id, s.period, s.source_id
    union all
    -- a sum of prose gives way to the form's own rule
    select distinct r.relation, f.unit_id, f.period, '' as source_id, false as is_same_form
    from facts_chosen as f
    inner join relations as r on r.kind = 'prose' and r.metric = f.metric and r.part = f.part
    left join reported as s
        on s.unit_id = f.unit_id and s.period = f.period
        and (s.form = r.form or (r.form = 'table' and s.form in (select role from check_words where kind = 'form_table')))
    where s.form is null
),
summands as (
    select
        a.relation,
        a.unit_id,
        a.period,
        a.source_id as form_source,
        a.is_same_form,
        t.ord,
        t.side,
        t.years_back,
        f.unit_id is not null as is_printed,
        t.is_optional,
        f.source_id,
        f.locator,
        f.uom,
        nullif(f.scope, '') as scope,
        f.qualifier,
        coalesce(f.semantic = 'not_applicable', false) as is_void,
        coalesce(f.is_ambiguous, false) as is_ambiguous,
        case
            when t.metric = '' then t.coefficient
            when t.is_optional and f.unit_id is null then cast(0 as decimal(24, 6)) -- a part that most lists do not have
            when f.semantic = 'not_applicable' then cast(0 as decimal(24, 6))
            when not f.is_ambiguous then cast(t.coefficient * f.value as decimal(24, 6))
        end as amount
    from applied as a
    inner join check_terms as t on t.relation = a.relation
    left join facts_chosen as f
        on f.unit_id = a.unit_id and f.period = a.period - t.years_back and f.metric = t.metric and f.part = t.part
),
sums as (
    select
        relation,
        unit_id,
        period,
        bool_or(is_same_form) as is_same_form,
        coalesce(sum(amount) filter (where side = 'left'), 0) as parts,
        coalesce(sum(amount) filter (where side = 'right'), 0) as total,
        count(*) filter (where amount is null and side = 'left') as parts_missing,
        count(*) filter (where amount is not null and side = 'left' and (is_printed or not is_optional)) as parts_stated,
        count(*) filter (where amount is null and side = 'right') as totals_missing,
        count(*) filter (where is_printed) as printed,
        count(*) filter (where side = 'left' and not is_void) = 0 as is_left_void,
        count(*) filter (where side = 'right' and is_void) > 0 and count(*) filter (where side = 'right' and not is_void) = 0 as is_right_void,
        count(*) filter (where is_ambiguous) as ambiguous,
        count(*) filter (where qualifier = 'about') as approximate,
        count(*) filter (where qualifier in ('at_least', 'at_most')) as bounds,
        min(scope) <> max(scope) as scopes_differ,
        min(uom) as low_uom,
        max(uom) as high_uom,
        string_agg(rtrim(rtrim(cast(amount as varchar), '0'), '.'), '+' order by ord) filter (where side = 'left' and amount <> 0) as parts_shown,
        string_agg(rtrim(rtrim(cast(amount as varchar), '0'), '.'), '+' order by ord) filter (where side = 'right' and amount <> 0) as totals_shown,
        coalesce(min(nullif(form_source, '')), min(source_id) filter (where side = 'right'), min(source_id), '') as source_id,
        coalesce(min(locator) filter (where side = 'right' and years_back = 0), min(locator) filter (where years_back = 0), min(locator), '') as any_at
    from summands
    group by relation, unit_id, period
),
other_totals as (
    select distinct w.check_id, f.unit_id, f.period, f.value
    from check_words as w
    inner join facts_chosen as f on f.metric = w.word and f.part = 'total'
    where w.kind = 'other_total' and f.value is not null
),
compared as (
    select
        s.*,
        o.value is not null as is_of_other_total,
        r.kind,
        r.check_id,
        r.title,
        case when s.is_same_form and r.same_form_severity <> '' then r.same_form_severity else r.severity end as severity,
        r.op,
        r.place as part,
        r.open_list,
        r.needs_total,
        r.any_scope,
        r.same_unit,
        total - parts as difference,
        cast(w.word as decimal(9, 6)) as about_tolerance,
        parts_missing + totals_missing = 0 as is_complete,
        -- "/" counts nothing, but it is no figure that could contradict another one
        (is_left_void and (is_right_void or total <> 0)) or (is_right_void and parts <> 0) as is_void,
        case
            when r.op = '=' then abs(total - parts) <= r.tolerance
            when r.op = '<=' then parts - total <= r.tolerance
            else total - parts <= r.tolerance
        end as is_met
    from sums as s
    inner join check_terms as r on r.relation = s.relation and r.ord = 0
    cross join (select word from check_words where kind = 'about_tolerance') as w
    left join other_totals as o on o.check_id = r.check_id and o.unit_id = s.unit_id and o.period = s.period and o.value = s.parts
)
select
    *,
    case
        -- Blanks, two readings, bounds and other scopes forbid a verdict; they are never a failure.
        when kind <> 'prose' and (not is_complete or is_void or ambiguous + bounds > 0) then 'not_assessable'
        when kind = 'prose' and (ambiguous + bounds > 0 or scopes_differ and not any_scope) then 'not_assessable'
        when kind = 'prose' and totals_missing > 0 then 'not_assessable'
        when is_complete and is_met then 'holds'
        when is_complete and approximate > 0
            and abs(difference) <= about_tolerance * greatest(abs(parts), abs(total)) then 'holds'
        when is_complete and is_of_other_total then 'not_assessable'
        when is_complete then 'fails'
        -- A list that is not closed: only what already exceeds the total, or completes it, says something.
        when approximate > 0 then 'not_assessable'
        when difference < 0 then 'fails'
        when difference = 0 then 'holds'
        else 'not_assessable'
    end as outcome
from compared
where
    -- an inequality between figures of a table that is not there says nothing
    (kind = 'form' and (op = '=' or printed > 0))
    or kind = 'years'
    or is_complete
    or (kind = 'prose' and totals_missing = 0 and parts_stated > 0 and open_list and difference <= 0)
    or (kind = 'prose' and totals_missing > 0 and parts_stated > 0 and needs_total)
