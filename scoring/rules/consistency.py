"""Rule kind ``consistency`` (R19)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from scoring import numbers
from scoring.criteria.fields import Field
from scoring.criteria.model import Node
from scoring.criteria.shapes import NUMBER, WORDS
from scoring.measures import Input
from scoring.problems.nearest import nearest
from scoring.rules.base import Bound, Row, RuleKind, floor_words, joined, left_sql, score_words
from scoring.rules.losses import BOUNDLESS, floor_standard, left_over
from scoring.rules.naming import Naming
from scoring.rules.reading import Reading

REPORT = Input("report", "")
ALL_CHECKS = ""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Loss per failed check, its limit, and titles of the checks that count by id (empty: all)."""

    each: Decimal
    at_most: Decimal | None
    checks: Mapping[str, str]


class Consistency(RuleKind):
    """Each contradiction in the unit's own report costs an amount (R19, 年报数据前后矛盾).

    Counted are the failed checks of severity error in the report of the year; a failure that only
    follows from another one, or is said twice, counts once. ``checks`` limits the rule to those
    listed. Loss = ``each`` x count, at most ``at_most``; points = full - loss, never below 0. A
    unit without a report is missing, not free of contradictions.
    """

    name = "consistency"
    code = "R19"
    scheme = "S11 鲤城区政务公开指数：年报内容不准确扣5分；国办公开办函〔2021〕30号要求数据准确"
    fields: ClassVar = {
        "each": Field("每处扣分 loss per failed check", NUMBER, required=True),
        "at_most": Field("最多扣分 most that is lost", NUMBER),
        "checks": Field("只计这些核对 only these checks, all unless given", WORDS),
    }

    def read(self, reading: Reading, parameters: object) -> Parameters:
        reader, path = reading.reader, reading.path
        fields = reader.mapping(parameters, path, self.fields)
        return Parameters(
            reader.number(fields.get("each", 1), (*path, "each"), above=0),
            reader.number(fields["at_most"], (*path, "at_most"), above=0) if "at_most" in fields else None,
            self._checks(reading, fields["checks"]) if "checks" in fields else {},
        )

    def _checks(self, reading: Reading, value: object) -> dict[str, str]:
        reader, path, known = reading.reader, (*reading.path, "checks"), countable()
        checks: dict[str, str] = {}
        for i, item in enumerate(reading.listed(value, path)):
            identity = reader.text(item, (*path, i))
            if identity in checks:
                reader.problem("C020", (*path, i), identity, first=reader.source.line((*path, list(checks).index(identity))))
            elif identity and identity not in known:
                reader.problem("C042", (*path, i), identity, nearest=nearest(identity, known))
            checks.setdefault(identity, known.get(identity, ""))
        return checks

    def inputs(self, node: Node, parameters: Any) -> tuple[Input, ...]:
        del node
        return (REPORT, *(Input("check", check) for check in parameters.checks or [ALL_CHECKS]))

    def input_titles(self, node: Node, parameters: Any) -> Mapping[str, str]:
        del node, parameters
        return {REPORT.column: "年度报告"}

    def points_sql(self, bound: Bound) -> str:
        rule: Parameters = bound.parameters
        counts = " + ".join(found.column for found in bound.inputs[1:])
        loss = f"({counts}) * {numbers.decimal_sql(rule.each)}"
        if rule.at_most is not None:
            loss = f"least({loss}, {numbers.decimal_sql(rule.at_most)})"
        return left_sql(bound, loss)

    def sentence(self, bound: Bound, row: Row) -> str:
        rule: Parameters = bound.parameters
        counts = {found.key: row.value(found.column) for found in bound.inputs[1:]}
        total = sum(counts.values(), Decimal(0))
        if total == 0:
            return f"年度报告数据核对没有不符，{score_words(row)}"
        which = joined(f"{_named(check, rule.checks)}{numbers.plain(count)}处" for check, count in counts.items() if check and count)
        places = f"年度报告数据核对不符{numbers.plain(total)}处" + (f"：{which}" if which else "")
        product = total * rule.each
        limit = f"（最多扣{numbers.plain(rule.at_most)}分）" if rule.at_most is not None and product > rule.at_most else ""
        floor = floor_words(row)
        lost = f"共扣{numbers.plain(row.full - row.points)}分{floor}"
        return f"{places}，每处扣{numbers.plain(rule.each)}分{limit}，{lost}，{score_words(row)}"

    def standard(self, bound: Bound, naming: Naming) -> str:
        del naming
        rule: Parameters = bound.parameters
        which = f"（{joined(title or check for check, title in rule.checks.items())}）" if rule.checks else ""
        limit = floor_standard(bound) if rule.at_most is None else f"最多扣{numbers.plain(rule.at_most)}分"
        return f"年度报告数据核对{which}每有一处不符扣{numbers.plain(rule.each)}分，{limit}"

    def reachable(self, bound: Bound, full: Decimal) -> tuple[Decimal, Decimal]:
        most = BOUNDLESS if bound.parameters.at_most is None else bound.parameters.at_most
        return left_over(bound, full, most), full


def _named(check: str, titles: Mapping[str, str]) -> str:
    return f"“{titles[check]}”（{check}）" if titles[check] else f"“{check}”"


@functools.cache
def countable() -> Mapping[str, str]:
    """Every check whose failure is an error, by id, with its title; no title where its places have different ones."""
    from scoring.checks.catalogue import catalogue
    from scoring.checks.declarations import prose_relations
    from scoring.intake.forms import continuity_relations, footing_relations

    titles: dict[str, set[str]] = {}
    for relation in (*footing_relations(), *continuity_relations(), *prose_relations()):
        titles.setdefault(relation.check_id, set()).add(relation.title)
    return {
        check: next(iter(titles.get(check, {described.title}))) if len(titles.get(check, {described.title})) == 1 else ""
        for check, described in catalogue().items()
        if "error" in described.severities
    }
