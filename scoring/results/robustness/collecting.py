"""Tables of an analysis -> frozen :class:`Robustness`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.engine.database import literal
from scoring.results.packing import unpacked
from scoring.results.robustness.asked import Asked, asked_of
from scoring.results.robustness.model import GroupFirmness, InputShare, Robustness, UnitFirmness, VariantOutcome
from scoring.results.robustness.titles import DISTRIBUTION_WORDS, KINDS

if TYPE_CHECKING:
    from scoring.engine.database import Session

_LEVELS = {"indicators": "各指标", "blocks": "一级指标"}
_SHARE_DIGITS = 2


def collect_robustness(session: Session, settings: Mapping[str, Any], asked: Asked) -> Robustness:
    """Read the tables of an analysis.

    Args:
        session: Holds the tables of :mod:`scoring.results.robustness.storing` and ``units``.
        settings: Settings of the run.
        asked: What was asked.
    """
    found = {row[0] for row in session.rows("select distinct grp from robust_ranks")}
    groups = [group for group in settings["groups"] if group["id"] in found]
    collected = tuple(_group(session, group["id"], group["title"], asked) for group in groups)
    return Robustness(analysis_note(asked), asked.draws, asked.seed, collected)


def stored_robustness(session: Session, settings: Mapping[str, Any]) -> Robustness | None:
    """The analysis that a run was made with; None where its settings have no section ``sensitivity``."""
    section = unpacked(settings["documents"]).get("sensitivity")
    return None if section is None else collect_robustness(session, settings, asked_of(section))


def analysis_note(asked: Asked) -> str:
    """How an analysis was made: what was drawn, how often, from which seed, and what its words mean."""
    words = [DISTRIBUTION_WORDS[name] for name in asked.distributions]
    each, shown = ("各", f"，所列为{words[0]}的结果") if len(words) > 1 else ("", "")
    return (
        f"{_LEVELS[asked.level]}的{asked.range_words()}，按{'和'.join(words)}{each}模拟{asked.draws}次（随机数种子{asked.seed}）{shown}；"
        f"名次区间为第5至第95百分位；两个单位在{asked.separable}%以上的模拟中先后一致的，方认定能分先后。"
    )


def _group(session: Session, group: str, title: str, asked: Asked) -> GroupFirmness:
    where = f"where r.grp = {literal(group)}"
    names = {row[0]: row[1] for row in session.rows("select unit_id, coalesce(nullif(short_name, ''), name) from units")}
    runs: dict[int, list[str]] = {}
    for run, unit in session.rows(f"select r.run, r.unit_id from robust_runs as r {where} order by r.run, r.place"):
        runs.setdefault(run, []).append(unit)
    return GroupFirmness(
        group,
        title,
        tuple(_units(session, where, names, asked, not_told_apart([*runs.values()]))),
        tuple(tuple(names[unit] for unit in run) for run in runs.values()),
        tuple(_variants(session, where, names)),
        tuple(_inputs(session, where)),
    )


def not_told_apart(runs: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The units of the same runs by unit, in the order of the ranking; runs are stretches of one order that may overlap."""
    order = list(dict.fromkeys(unit for run in runs for unit in run))
    shared = {unit: {other for run in runs if unit in run for other in run} - {unit} for unit in order}
    return {unit: tuple(other for other in order if other in others) for unit, others in shared.items()}


def _units(
    session: Session, where: str, names: Mapping[str, str], asked: Asked, together: Mapping[str, tuple[str, ...]]
) -> Iterator[UnitFirmness]:
    only = f"{where} and r.distribution = {literal(asked.distributions[0])}"
    shares: dict[str, list[tuple[int, int]]] = {}
    counted = f"select r.unit_id, r.rank, r.draws from robust_acceptability as r {only} order by r.unit_id, r.rank"
    for unit, rank, draws in session.rows(counted):
        shares.setdefault(unit, []).append((rank, int(numbers.rounded(Fraction(draws * 1000, asked.draws), 0))))
    columns = "r.unit_id, r.rank, r.low, r.median, r.high, r.best, r.worst, r.kept, r.sentence"
    for unit, rank, low, median, high, best, worst, kept, told in session.rows(
        f"select {columns} from robust_ranks as r {only} order by r.ord"
    ):
        share = numbers.percent(Fraction(kept, asked.draws), 1)
        yield UnitFirmness(
            unit, names[unit], rank, low, median, high, best, worst, share, told, tuple(shares[unit]), together.get(unit, ())
        )


def _variants(session: Session, where: str, names: Mapping[str, str]) -> Iterator[VariantOutcome]:
    rows = session.rows(f"select r.ord, r.kind, r.title, r.unit_id, r.rank, r.shift from robust_variants as r {where} order by r.ord")
    variants: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        variants.setdefault(row[0], []).append(row[1:])
    for found in variants.values():
        ranked = [row for row in found if row[3] is not None]
        largest = max(ranked, key=lambda row: abs(row[4]), default=None)
        moved = sum(1 for row in ranked if row[4])
        first = "、".join(names[row[2]] for row in ranked if row[3] == 1)
        move, unit = (largest[4], names[largest[2]]) if largest and largest[4] else (0, "")
        yield VariantOutcome(KINDS[found[0][0]], found[0][1], moved, move, unit, first, len(found) - len(ranked))


def _inputs(session: Session, where: str) -> Iterator[InputShare]:
    columns = "r.title, r.first, r.total, r.error, r.ranks_first, r.ranks_total"
    query = f"select {columns} from robust_inputs as r {where} order by r.ranks_total desc nulls last, r.input"
    for title, *values in session.rows(query):
        yield InputShare(title, *(_shown(value) for value in values))


def _shown(value: Decimal | None) -> str:
    """A share of variance; an estimate a little below zero is zero."""
    return "" if value is None else numbers.fixed(max(value, Decimal(0)), _SHARE_DIGITS)
