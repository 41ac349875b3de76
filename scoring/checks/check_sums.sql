-- One row per linear relation, unit and period: statutory footing rules, continuity with last year, sums of prose.
with
applied as ( -- which relation speaks of which unit and period
    select distinct t.relation, s.unit_id, s.period, s.source_id
    from sources as s
    inner join check_terms as t on t.kind = 'form' and t.form = s.form
    where s.read_status = 'read'
    union all
    select distinct t.relation, f.unit_id, f.period + t.years_back as period, '' as source_id
    from facts_chosen as f
    inner join check_terms as t on t.kind <> 'form' and t.metric = f.metric and t.part = f.part
    left join (select distinct unit_id, period, form from sources) as s
        on s.unit_id = f.unit_id and s.period = f.period + t.years_back and s.form = t.form
    -- a sum of prose gives way to the form's own rule; continuity is between two reports on the same form
    where (t.kind = 'prose') = (s.form is null)
),
summands as (
    select
        a.relation,
        a.unit_id,
        a.period,
        a.source_id as form_source,
        t.ord,
        t.side,
        f.source_id,
        f.locator,
        f.uom,
        nullif(f.scope, '') as scope,
        f.qualifier,
        coalesce(f.is_ambiguous, false) as is_ambiguous,
        case
            when t.metric = '' then t.coefficient
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
        coalesce(sum(amount) filter (where side = 'left'), 0) as parts,
        coalesce(sum(amount) filter (where side = 'right'), 0) as total,
        count(*) filter (where amount is null and side = 'left') as parts_missing,
        count(*) filter (where amount is not null and side = 'left') as parts_stated,
        count(*) filter (where amount is null and side = 'right') as totals_missing,
        count(*) filter (where is_ambiguous) as ambiguous,
        count(*) filter (where qualifier = 'about') as approximate,
        count(*) filter (where qualifier in ('at_least', 'at_most')) as bounds,
        min(scope) <> max(scope) as scopes_differ,
        min(uom) as low_uom,
        max(uom) as high_uom,
        string_agg(rtrim(rtrim(cast(amount as varchar), '0'), '.'), '+' order by ord) filter (where side = 'left' and amount <> 0) as parts_shown,
        string_agg(rtrim(rtrim(cast(amount as varchar), '0'), '.'), '+' order by ord) filter (where side = 'right' and amount <> 0) as totals_shown,
        coalesce(min(source_id) filter (where side = 'right'), min(source_id), min(form_source)) as source_id,
        coalesce(min(locator) filter (where side = 'right'), min(locator), '') as locator
    from summands
    group by relation, unit_id, period
),
compared as (
    select
        s.*,
        r.kind,
        r.check_id,
        r.title,
        r.severity,
        r.op,
        r.place as part,
        r.open_list,
        r.needs_total,
        r.any_scope,
        r.same_unit,
        total - parts as difference,
        cast(w.word as decimal(9, 6)) as about_tolerance,
        parts_missing + totals_missing = 0 as is_complete,
        case
            when r.op = '=' then abs(total - parts) <= r.tolerance
            when r.op = '<=' then parts - total <= r.tolerance
            else total - parts <= r.tolerance
        end as is_met
    from sums as s
    inner join check_terms as r on r.relation = s.relation and r.ord = 0
    cross join (select word from check_words where kind = 'about_tolerance') as w
)
select
    *,
    case
        -- Blanks, two readings, bounds and other scopes forbid a verdict; they are never a failure.
        when kind <> 'prose' and (not is_complete or ambiguous + bounds > 0) then 'not_assessable'
        when kind = 'prose' and (ambiguous + bounds > 0 or scopes_differ and not any_scope) then 'not_assessable'
        when kind = 'prose' and totals_missing > 0 then 'not_assessable'
        when is_complete and is_met then 'holds'
        when is_complete and approximate > 0
            and abs(difference) <= about_tolerance * greatest(abs(parts), abs(total)) then 'holds'
        when is_complete then 'fails'
        -- A list that is not closed: only what already exceeds the total, or completes it, says something.
        when approximate > 0 then 'not_assessable'
        when difference < 0 then 'fails'
        when difference = 0 then 'holds'
        else 'not_assessable'
    end as outcome
from compared
where
    kind = 'form'
    or is_complete
    or (kind = 'prose' and totals_missing = 0 and parts_stated > 0 and open_list and difference <= 0)
    or (kind = 'prose' and totals_missing > 0 and parts_stated > 0 and needs_total)
