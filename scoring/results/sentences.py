"""The Chinese sentence of every point, and the terms it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.measures import STATUS_OUTCOME, Input
from scoring.results.appeals.words import decision_words
from scoring.results.changes import changes_by_unit
from scoring.results.corrections import corrections_by_unit
from scoring.results.records.said import CaseSentences
from scoring.rules import Bound, Plan, Row
from scoring.rules.changes import change_words
from scoring.rules.peer_steps import peer_columns, peer_joins
from scoring.rules.peers import PREFIX
from scoring.rules.steps import slug
from scoring.rules.words import written

if TYPE_CHECKING:
    import polars as pl

# Columns of the wide row that hold numbers: inputs by their kind, measures, and what peers are like.
_NUMBERS = ("c__", "f__", "e__", "u__", "m__", "x__", "d__", "r__", "v__", PREFIX)


def wide_sql(plan: Plan) -> str:
    """Points, outcomes, measures, inputs and what the peers are like: one row per unit, all that sentences are made from."""
    measures = [f"m.{letter}__{identity}" for letter in "vs" for identity in plan.measures]
    columns = ", ".join(["i.*", "p.* exclude (unit_id, grp)", *measures, *peer_columns(plan)])
    joins = "inner join points_wide as p\n    on m.unit_id = p.unit_id\ninner join inputs as i\n    on m.unit_id = i.unit_id"
    return f"select {columns}\nfrom measures_wide as m\n{joins}{peer_joins(plan)}\norder by m.unit_id"


def reasons_frame(session: Session, plan: Plan, rows: Collection[Mapping[str, Any]] | None = None) -> pl.DataFrame:
    """One row per unit x indicator: unit_id, indicator_id, reason, evidence, terms.

    Args:
        session: Holds ``points_wide``, ``measures_wide``, ``records_findings``, ``records_marks``, ``corrections``,
            ``exempt_leaves``; ``record_outcomes`` and ``record_cases`` where something is measured over records.
        plan: The bound criteria.
        rows: Wide rows; those of the session when None.
    """
    import polars as pl

    found: list[tuple[str, ...]] = []
    if rows is None or rows:  # what a writer looks up grows with the cases
        writer = SentenceWriter(session, plan)
        values = session.records(wide_sql(plan)) if rows is None else rows
        found = [row for wide in values for row in writer.rows(wide)]
    schema = {"unit_id": pl.String, "indicator_id": pl.String, "reason": pl.String, "evidence": pl.String, "terms": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")


class SentenceWriter:
    """Everything that sentences need besides the wide row, looked up once."""

    def __init__(self, session: Session, plan: Plan, unit: str | None = None) -> None:
        self.plan = plan
        naming = plan.naming()
        self.titles = {bound.node.id: _own_titles(bound, naming.titles) for bound in plan.bound}
        self.uoms, self.labels = naming.uoms, plan.labels()
        self.cases = CaseSentences(session, plan, unit)
        self.evidence = _evidence(session)
        self.changes = changes_by_unit(session)
        self.corrections = corrections_by_unit(session)
        events = {event.id: event.title for event in plan.criteria.events.values()}
        self.decided = decision_words(session, events) if plan.appealed else {}
        self.exempt = {
            (unit, leaf): reason for unit, leaf, reason in session.rows("select unit_id, indicator_id, reason from exempt_leaves")
        }

    def rows(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
        """Unit, indicator, sentence, evidence and terms of every indicator of one wide row."""
        unit = values["unit_id"]
        exact = {name: _exact(value) for name, value in values.items() if name.startswith(_NUMBERS)}
        for bound in self.plan.bound:
            code = values[f"o__{slug(bound.node.id)}"]
            if code is None:
                continue
            outcome = STATUS_OUTCOME[code]
            changes = self.changes.get(unit, {})
            name, full = slug(bound.node.id), bound.node.points[values["grp"]]
            row = Row(
                full, values.get(f"j__{name}", values[f"p__{name}"]), exact, self.titles[bound.node.id], changes, self.uoms, self.labels
            )
            reason = _measured(bound, row) if outcome == "measured" else self._without_number(bound, row, outcome, values)
            if unit in self.corrections and outcome != "exempt":
                reason += self._corrected(bound, unit)
            if outcome != "exempt":
                reason += self.cases.said(unit, self._all_inputs(bound))
                reason += self._decided(bound, unit, values)
            yield unit, bound.node.id, reason, self.evidence.get((unit, bound.node.id), ""), self._terms(bound, exact)

    def _without_number(self, bound: Bound, row: Row, outcome: str, values: Mapping[str, Any]) -> str:
        full = f"满分{numbers.plain(row.full)}分"
        if outcome == "exempt":
            return f"合理缺项：{self.exempt[values['unit_id'], bound.node.id]}，{full}，不计入总分基数。"
        if outcome == "not_applicable":
            return f"{self._why_not_applicable(bound, row, values)}，本项不适用，{full}，不计入总分基数。"
        gone = (self._called(row, found, outcome) for found in self._inputs(bound) if values.get(found.status, 0) not in {0, None})
        lacking = "、".join(dict.fromkeys(gone))
        if outcome == "missing" and row.points is not None:
            return f"未提供{lacking or bound.node.title}数据，按规定不得分，{full}，得0分。"
        refused = outcome == "not_assessable" and self._all_there(bound, values)
        reason = bound.kind.refusal(bound, row) if refused else "" if lacking else self._without_value(bound, row, values)
        if reason:
            return f"{reason}，本项不作评价，{full}，不计入总分基数。"
        trouble = "未提供" if outcome == "missing" else "无法采用"
        return f"{trouble}{lacking or bound.node.title}数据，本项不作评价，{full}，不计入总分基数。"

    def _called(self, row: Row, found: Input, outcome: str) -> str:
        """How an input without a number is called; of cases that were not delivered the table, not what would be counted of them."""
        if found.kind != "record" or outcome != "missing":
            return row.titles[found.column]
        names = self.plan.names
        return names.criteria.records[names.aggregates[found.key].table].title

    def _all_there(self, bound: Bound, values: Mapping[str, Any]) -> bool:
        """Whether nothing is lacking, so that only the rule itself can have refused the unit."""
        condition = self.plan.conditions.get(bound.node.id)
        inputs = (*bound.inputs, *(self.plan.names.inputs(condition) if condition else ()))
        statuses = [found.status for found in inputs] + [judged.status for judged in bound.judged.values()]
        return not any(values.get(status) for status in statuses)

    def _without_value(self, bound: Bound, row: Row, values: Mapping[str, Any]) -> str:
        """Words for a measure whose formula has no value though its numbers are there."""
        for identity, judged in bound.judged.items():
            known = all(values.get(found.status) in {0, None} for found in self.plan.names.inputs(self.plan.measures[identity]))
            if known and values.get(judged.status):
                return f"{judged.measure.title}按{written(judged.formula, row)}无法计算"
        return ""

    def _why_not_applicable(self, bound: Bound, row: Row, values: Mapping[str, Any]) -> str:
        marked = [found for found in self._inputs(bound) if values.get(found.status) == 1]
        if any(found.kind == "record" for found in marked):
            titles = (judged.measure.title for judged in bound.judged.values())
            return f"没有可以计算{'、'.join(titles)}的办件"
        if marked:
            return f"{'、'.join(row.titles[found.column] for found in marked)}填报为不适用"
        if (empty := self._without_value(bound, row, values)) and any(judged.formula.is_partial for judged in bound.judged.values()):
            return empty
        for judged in bound.judged.values():
            for divisor in judged.formula.divisors():
                names = dict.fromkeys(name.name for name in divisor.names())
                if names and not any(values.get(name) for name in names):
                    return f"{'与'.join(row.titles.get(name, name) for name in names)}为0"
        return empty or "不符合适用条件"  # a divisor may also be 0 because its figures cancel out

    def _inputs(self, bound: Bound) -> tuple[Input, ...]:
        found = list(bound.inputs)
        for identity in bound.judged:
            found += self.plan.names.inputs(self.plan.measures[identity])
        if bound.node.id in self.plan.conditions:
            found += self.plan.names.inputs(self.plan.conditions[bound.node.id])
        return tuple(dict.fromkeys(found))

    def _corrected(self, bound: Bound, unit: str) -> str:
        """What was corrected of the figures that went in."""
        words, period = self.corrections[unit], self.plan.criteria.period
        said = ""
        for found in self._all_inputs(bound):
            metric, _, part = found.key.partition("__")
            key = metric, part or "total", period - found.years_back
            if found.kind == "fact" and key in words:
                said += f"其中{self.titles[bound.node.id][found.column]}{words[key]}。"
        return said

    def _decided(self, bound: Bound, unit: str, values: Mapping[str, Any]) -> str:
        """What was decided on appeal, and the points that count where some were added to those of the rule."""
        named, name = (bound.node.id, *(found.key for found in bound.inputs if found.kind == "mark")), slug(bound.node.id)
        said = "".join(self.decided.get((unit, key), "") for key in dict.fromkeys(named))
        counts = values[f"p__{name}"]
        return said if values.get(f"j__{name}", counts) == counts else f"{said}共计{numbers.plain(counts)}分。"

    def _all_inputs(self, bound: Bound) -> tuple[Input, ...]:
        """Everything that is looked at for the indicator, figures of earlier years included."""
        earlier = [found for judged in bound.earlier for found in self.plan.names.inputs(self.plan.measures[judged.measure.id])]
        return tuple(dict.fromkeys((*self._inputs(bound), *earlier)))

    def _terms(self, bound: Bound, exact: Mapping[str, Decimal | None]) -> str:
        """The inputs as ``kind:key:scope=value``, one per line, for ``scoring explain``."""
        terms = []
        for found in self._all_inputs(bound):
            value = exact.get(found.column)
            terms.append(f"{found.kind}:{found.key}:{found.scope}={'' if value is None else numbers.plain(value)}")
        if bound.peers:
            for column, title in bound.columns.shown(bound.peers).items():
                value = exact.get(column)
                terms.append(f"peer:{title}:{bound.peers.label}={'' if value is None else numbers.plain(value)}")
        return "\n".join(terms)


def _own_titles(bound: Bound, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Titles with the indicator's own words for its inputs: another indicator may read the same one and call it otherwise."""
    return {**titles, **bound.kind.input_titles(bound.node, bound.parameters)}


def _measured(bound: Bound, row: Row) -> str:
    """The kind's sentence; what was done to a measure that the kind does not speak of follows it."""
    reason = bound.kind.sentence(bound, row)
    for judged in bound.judged.values():
        change = row.changes.get(judged.value)
        words = change_words(judged.measure, change) if change else ""
        if words and judged.measure.title + words.partition("：")[0] not in reason:
            reason += f"其中{judged.measure.title}{words}。"
    return reason


def _exact(value: float | None) -> Decimal | None:
    """The number; None where there is none, or one so large that no formula may have it."""
    return None if value is None or not abs(value) < numbers.LARGEST else numbers.from_double(value)


def _evidence(session: Session) -> dict[tuple[str, str], str]:
    """Evidence references of findings and remarks of markers, by unit and indicator."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, indicator, text in session.rows(sql_file(__package__, "evidence.sql")):
        found[unit, indicator].append(text)
    return {key: ";".join(dict.fromkeys(texts)) for key, texts in found.items()}
