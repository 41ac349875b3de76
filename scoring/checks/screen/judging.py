"""From the counts of a rule's step to anomalies: how unusual each is, and the sentence that says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.checks.screen.catalogue import Rule, rules
from scoring.checks.screen.tails import binomial_tail

if TYPE_CHECKING:
    from scoring.engine.database import Session


@dataclass(frozen=True, slots=True, order=True)
class Anomaly:
    """One anomaly of one unit; ``expected``, ``found`` and ``unusual`` are finished texts."""

    rule: str
    unit_id: str
    metric: str
    other_id: str
    expected: str
    found: str
    unusual: str
    sentence: str
    source_id: str
    locator: str

    @classmethod
    def columns(cls) -> list[str]:
        """Names of the columns of table ``anomalies`` that it fills."""
        return [f.name for f in fields(cls)]

    def row(self) -> tuple[str, ...]:
        """The values of these columns."""
        return astuple(self)


@dataclass(frozen=True)
class Judged:
    """What a rule found: how many units it could assess, and their anomalies."""

    units: int
    anomalies: list[Anomaly] = field(default_factory=list)


Row = Mapping[str, Any]
_EPOCH = dt.date(1970, 1, 1).toordinal()


def _counts(
    name: str, chance: Callable[[Rule, Row], Fraction], tries: Callable[[Rule, int], int] | None = None
) -> Callable[[Session, str], Judged]:
    """The judge of a rule that counts ``k`` of ``n``: noted where the chance of so many does not exceed ``alpha``."""

    def judge(session: Session, table: str) -> Judged:
        rule = rules()[name]
        enough = f"where n >= {rule.parameters['least_figures']}"
        units = (
            _reporting(session, rule) if name == "twins" else session.rows(f"select count(distinct unit_id) from {table} {enough}")[0][0]
        )
        times = tries(rule, max(units - 1, 1)) if tries else 1
        rows = session.records(f"select * from {table} {enough} and k >= 3 order by unit_id")
        return Judged(units, list(_unusual(rule, rows, lambda row: chance(rule, row), times)))

    return judge


def _unusual(rule: Rule, rows: Iterable[Row], chance: Callable[[Row], Fraction], tries: int) -> Iterable[Anomaly]:
    for row in rows:
        one = chance(row)
        tail = binomial_tail(int(row["n"]), int(row["k"]), one) * tries
        if tail <= rule.number("alpha"):
            odds = numbers.odds(tail)
            words = {**rule.parameters, **row, "odds": odds}
            expected = numbers.plain(numbers.rounded(one * int(row["n"]), 1))
            yield _anomaly(rule, row, expected, str(row["k"]), f"≤{odds}", rule.sentence.format(**words))


def _reporting(session: Session, rule: Rule) -> int:
    """Units with enough figures to be like those of another unit."""
    least, enough = rule.parameters["least"], rule.parameters["least_figures"]
    figures = f"select unit_id, count(distinct value) as n from screen_figures where not is_stock and value >= {least} group by unit_id"
    return int(session.rows(f"select count(*) from ({figures}) as reporting where n >= {enough}")[0][0])


def _anomaly(rule: Rule, row: Row, expected: str, found: str, unusual: str, sentence: str) -> Anomaly:
    return Anomaly(
        rule.rule, row["unit_id"], row.get("metric", ""), row.get("other_id", ""), expected, found, unusual, sentence,
        row.get("source_id", ""), row.get("locator", ""),
    )  # fmt: skip


def _fixed_chance(rule: Rule, _row: Row) -> Fraction:
    return rule.number("chance")


def _peers_chance(_rule: Rule, row: Row) -> Fraction:
    # One more of each digit than was seen: what the peers never had is rare, not impossible.
    return Fraction(int(row["peers_k"]) + 1, int(row["peers_n"]) + 10)


def _jump(session: Session, table: str) -> Judged:
    rule = rules()["jump"]
    units = session.rows(f"select count(distinct unit_id) from {table}")[0][0]
    found = []
    for row in session.records(f"select * from {table} where is_noted order by unit_id, metric"):
        shown = {name: numbers.fixed(row[name], 2) for name in ("ratio", "lower", "upper")}
        shown |= {"value": numbers.plain(row["value"]), "last": numbers.plain(row["last_value"])}
        middle = f"{shown['lower']}至{shown['upper']}倍"
        sentence = rule.sentence.format(**{**row, **shown})
        found.append(_anomaly(rule, row, middle, f"{shown['ratio']}倍", f"同组{row['peers']}个单位之外限以外", sentence))
    return Judged(units, found)


def _share(session: Session, table: str) -> Judged:
    rule = rules()["share"]
    units = session.rows(f"select count(distinct unit_id) from {table}")[0][0]
    found = []
    for row in session.records(f"select * from {table} where is_noted order by unit_id, metric"):
        shown = {"value": numbers.plain(row["value"]), "whole_value": numbers.plain(row["whole_value"])}
        found.append(_anomaly(rule, row, "", f"{shown['value']}%", "算术上不可能", rule.sentence.format(**{**row, **shown})))
    return Judged(units, found)


def _constant(session: Session, table: str) -> Judged:
    rule = rules()["constant"]
    units = session.rows(f"select count(distinct unit_id) from {table}")[0][0]
    rows = session.records(f"select * from {table} order by unit_id, what")
    frequent = [row for row in rows if Fraction(row["k"], row["n"]) >= rule.number("most_share") and row["peers_n"] >= row["n"]]
    return Judged(units, list(_unusual(rule, map(_of_cases, frequent), lambda row: Fraction(row["peers_k"] + 1, row["peers_n"] + 2), 1)))


def _of_cases(row: Row) -> Row:
    """A row with the value in words."""
    day = dt.date.fromordinal(_EPOCH + int(row["value"])) if abs(int(row["value"])) < _EPOCH else ""
    return {**row, "metric": f"records.{row['what']}", "what": row["words"].format(days=row["value"], day=day)}


JUDGES: Mapping[str, Callable[[Session, str], Judged]] = {
    "copied": _counts("copied", _fixed_chance),
    "heaping": _counts("heaping", _fixed_chance),
    "digits": _counts("digits", _peers_chance, lambda rule, _others: int(rule.number("tries"))),
    "jump": _jump,
    "twins": _counts("twins", _fixed_chance, lambda _rule, others: others),
    "share": _share,
    "constant": _constant,
}
