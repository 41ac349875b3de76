"""Rule kind ``update_cycle`` (R17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import DATE, ID, NUMBER, TEXT, WHOLE, either, map_of, mapping
from scoring.criteria.suggestions import day_like
from scoring.measures import Input
from scoring.numbers import day_words
from scoring.rules.base import Bound, Row, RuleKind, floor_words, left_sql, score_words
from scoring.rules.losses import BOUNDLESS, floor_standard, left_over
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading

CYCLE = {"days": Field("天数 calendar days", WHOLE, required=True), "title": Field("名称 title", TEXT, required=True)}
EVENTS = {
    "stale": Field("未按期更新（含无日期）的栏目 stale or undated columns", ID),
    "blank": Field("空白栏目 blank columns", ID),
}
STATES = {"stale": "超过更新周期", "undated": "没有更新日期", "blank": "空白"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The day of the inspection, days by cycle, losses per column, and the events as which columns count elsewhere."""

    observed_on: date
    cycles: Mapping[str, int]
    titles: Mapping[str, str]
    each: Decimal
    blank: Decimal
    free: Decimal
    at_most: Decimal | None
    counts_as: Mapping[str, str]


class UpdateCycle(RuleKind):
    """Columns of a website against their update cycle (R17, 栏目更新).

    The table ``updates`` has a row per column (栏目): its cycle, the day of its last update and, if counted, its
    number of items. On ``observed_on`` a column is *blank* with 0 items, else *undated* without a day, else
    *stale* when more calendar days have passed than its cycle has. Loss = ``each`` x (stale + undated - ``free``)
    + ``blank`` x blank columns, at most ``at_most``; points never fall below 0. A unit without a row has not been
    inspected: missing. ``counts_as`` names the event as which such columns count in gates and measures.
    """

    name = "update_cycle"
    code = "R17"
    scheme = "S12 半月、季度、半年更新；S1 动态信息两周、其他信息六个月内未更新的栏目数，5个以上单项否决"
    fields: ClassVar = {
        "observed_on": Field("检查日期 day of the inspection", DATE, required=True),
        "cycles": Field(
            "各类栏目的更新周期：天数，或天数与名称 days by cycle, or days and title", map_of(either(WHOLE, mapping(CYCLE))), required=True
        ),
        "each": Field("每个未按期更新的栏目扣分 loss per stale or undated column", NUMBER, required=True),
        "blank": Field("每个空白栏目扣分，不写则同 each loss per blank column", NUMBER),
        "free": Field("不扣分的栏目数 how many stale or undated columns cost nothing, 0 unless given", NUMBER),
        "at_most": Field("最多扣分 most that is lost", NUMBER),
        "counts_as": Field("另按哪些事件计数，供一票否决等使用 events as which such columns count elsewhere", mapping(EVENTS)),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        day = fields.get("observed_on", date(1970, 1, 1))
        if not isinstance(day, date):
            reader.problem("C037", (*path, "observed_on"), day, nearest=day_like(str(day)))
            day = date(1970, 1, 1)
        each = reader.number(fields.get("each", 1), (*path, "each"), low=0)
        cycles = self._cycles(reading, fields) if "cycles" in fields else {}
        return Parameters(
            day,
            {key: days for key, (days, _) in cycles.items()},
            {key: title for key, (_, title) in cycles.items()},
            each,
            reader.number(fields["blank"], (*path, "blank"), low=0) if "blank" in fields else each,
            reader.number(fields.get("free", 0), (*path, "free"), low=0),
            reader.number(fields["at_most"], (*path, "at_most"), above=0) if "at_most" in fields else None,
            self._counts_as(reading, fields["counts_as"]) if "counts_as" in fields else {},
        )

    def _cycles(self, reading: Reading, fields: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
        reader, path = reading.reader, (*reading.path, "cycles")
        if fields["cycles"] == {}:
            reader.problem("C043", path)
        cycles = {}
        for key, value in reader.mapping(fields["cycles"], path).items():
            own = (*path, key)
            named = reader.mapping(value, own, CYCLE) if isinstance(value, dict) else {"days": value, "title": key}
            place = (*own, "days") if isinstance(value, dict) else own
            days = reader.whole_number(named.get("days", 1), place, low=1, high=3660)
            cycles[reading.part(key, own)] = days, reader.text(named.get("title", key), own)
        return cycles

    def _counts_as(self, reading: Reading, value: object) -> dict[str, str]:
        reader, path, known = reading.reader, (*reading.path, "counts_as"), reading.names.criteria.events
        events = {}
        for state, name in reader.mapping(value, path, EVENTS).items():
            event = reader.text(name, (*path, state))
            if event and event not in known:
                reader.problem("C030", (*path, state), event, hint=reading.names.hint(event, known))
            events[state] = event
        return events

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del parameters
        return tuple(Input("column", node.id, state) for state in ("all", *STATES))

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        return {found.column: f"{node.title}检查记录" for found in self.inputs(node, parameters)}

    def points_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        stale, undated, blank = (_whole(found) for found in bound.inputs[1:])
        old = f"greatest({stale} + {undated} - {numbers.decimal_sql(rule.free)}, 0) * {numbers.decimal_sql(rule.each)}"
        loss = f"{old} + {blank} * {numbers.decimal_sql(rule.blank)}"
        return left_sql(bound, loss if rule.at_most is None else f"least({loss}, {numbers.decimal_sql(rule.at_most)})")

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        total, *states = (row.value(found.column) for found in bound.inputs)
        head = f"{day_words(rule.observed_on)}检查{numbers.plain(total)}个栏目"
        words = [f"{numbers.plain(count)}个{words}" for count, words in zip(states, STATES.values(), strict=True) if count]
        if not words:
            return f"{head}，均按期更新，{score_words(row)}"
        old, blank = states[0] + states[1], states[2]
        charged = max(old - rule.free, Decimal(0))
        spared = f"，免扣{numbers.plain(rule.free)}个" if rule.free and old else ""
        terms = [f"{numbers.plain(charged)}×{numbers.plain(rule.each)}分"] if charged else []
        terms += [f"空白{numbers.plain(blank)}×{numbers.plain(rule.blank)}分"] if blank else []
        loss = charged * rule.each + blank * rule.blank
        cost = f"，扣{'+'.join(terms)}={numbers.plain(loss)}分" if terms else "，不扣分"
        limit = f"（最多扣{numbers.plain(rule.at_most)}分）" if rule.at_most is not None and loss > rule.at_most else ""
        floor = floor_words(row) if loss else ""
        return f"{head}，其中{'、'.join(words)}{spared}{cost}{limit}{floor}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        cycles = "、".join(f"{rule.titles[name]}{days}天" for name, days in rule.cycles.items())
        spared = f"（{numbers.plain(rule.free)}个以内不扣）" if rule.free else ""
        blank = f"，空白的每个扣{numbers.plain(rule.blank)}分" if rule.blank != rule.each or rule.free else ""
        kinds = "未按期更新或没有更新日期的栏目" if blank else "未按期更新、没有更新日期或空白的栏目"
        limit = f"最多扣{numbers.plain(rule.at_most)}分" if rule.at_most is not None else floor_standard(bound)
        day = day_words(rule.observed_on)
        return f"{day}检查，更新周期{cycles}，{kinds}每个扣{numbers.plain(rule.each)}分{spared}{blank}，{limit}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        rule: Parameters = bound.parameters
        return left_over(bound, full, BOUNDLESS if rule.at_most is None else rule.at_most), full


def _whole(found: Input) -> str:
    """SQL of a count as an exact decimal."""
    return f"cast({numbers.guard_sql(found.column)} as decimal(18,4))"
