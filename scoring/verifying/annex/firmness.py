"""Annexes on how firm the ranks are: their cells against the stored analysis of the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.engine.database import literal
from scoring.results.packing import unpacked
from scoring.verifying.annex.reading import Printed, Row, unit_rows
from scoring.verifying.annex.units import NONE, Listed, Wrong

if TYPE_CHECKING:
    from scoring.engine.database import Session

MEDIAN, INTERVAL, CHART, TOGETHER = "中位名次", "名次区间", "名次区间图", "难分先后的单位"
_OTHERS = "其他单位"


@dataclass(frozen=True)
class Firm:
    """The stored analysis: how it was made in words; by unit its ranks (median, low, high, worst) and the units not told apart from it."""

    note: str
    ranks: Mapping[str, tuple[int, int, int, int]]
    together: Mapping[str, Sequence[str]]
    names: Mapping[str, str]


def read_firm(session: Session, settings: Mapping[str, Any]) -> Firm | None:
    """The analysis of a run; None where it was made without one.

    Args:
        session: Tables of the run.
        settings: Its settings.
    """
    from scoring.results.robustness.asked import asked_of
    from scoring.results.robustness.collecting import analysis_note

    section = unpacked(settings["documents"]).get("sensitivity")
    if section is None:
        return None
    asked = asked_of(section)
    where = f"where distribution = {literal(asked.distributions[0])}"
    ranks = {
        unit: found for unit, *found in session.rows(f"select unit_id, median, low, high, greatest(worst, rank) from robust_ranks {where}")
    }
    pairs = session.rows(
        "select distinct a.unit_id, b.unit_id, r.ord from robust_runs as a"
        " inner join robust_runs as b on a.grp = b.grp and a.run = b.run and a.unit_id <> b.unit_id"
        f" inner join (select unit_id, ord from robust_ranks {where}) as r on b.unit_id = r.unit_id order by a.unit_id, r.ord"
    )
    together: dict[str, list[str]] = {}
    for unit, other, _ in pairs:
        together.setdefault(unit, []).append(other)
    names = dict(session.rows("select unit_id, coalesce(nullif(short_name, ''), name) from units"))
    return Firm(analysis_note(asked), {unit: (row[0], row[1], row[2], row[3]) for unit, row in ranks.items()}, together, names)


def is_firmness(annex: Printed) -> bool:
    """Whether an annex shows how firm the ranks are."""
    return any(TOGETHER in heads for heads, _ in annex.tables)


def check_firmness(firm: Firm | None, listed: Listed, annex: Printed) -> Iterator[Wrong]:
    """Cells that are not what is stored.

    Args:
        firm: The stored analysis.
        listed: The units that the annex lists.
        annex: What is printed.
    """
    units = {row: unit for unit, row in listed.rows.items()}
    for heads, row in unit_rows(annex):
        for head, cell in zip(heads, row.cells, strict=True):
            expected = _expected(firm, listed, head, units.get(row))
            if expected is not None and cell != expected:
                yield Wrong(row.page, row.cells[heads.index("单位")], head, cell, expected)
    yield from _scales(firm, listed, annex)


def _expected(firm: Firm | None, listed: Listed, head: str, unit: str | None) -> str | None:
    """What must stand in a cell; None where the head is not of the analysis."""
    if head not in {MEDIAN, INTERVAL, TOGETHER}:
        return None
    if firm is None or unit is None or unit not in firm.ranks:
        return ""
    median, low, high, _ = firm.ranks[unit]
    if head == MEDIAN:
        return str(median)
    if head == INTERVAL:
        return str(low) if low == high else f"{low}—{high}"
    return _together(firm, listed, unit)


def _together(firm: Firm, listed: Listed, unit: str) -> str:
    """Two names and how many they are; without a number where some are not listed."""
    others = firm.together.get(unit, ())
    named = [firm.names[other] for other in others if other in listed.rows]
    words = "、".join(named[:2])
    if len(named) < len(others):
        return f"{words}等" if named else _OTHERS
    return (f"{words}等{len(named)}个" if named[2:] else words) or NONE


def _scales(firm: Firm | None, listed: Listed, annex: Printed) -> Iterator[Wrong]:
    """Scales that do not count on evenly from 1 to the worst rank drawn."""
    most = max((firm.ranks[unit][3] for unit in listed.rows if unit in firm.ranks), default=0) if firm else 0
    allowed = {_scale(step * 10**size, most) for size in range(len(str(most))) for step in (1, 2, 5)}
    for heads, body in annex.tables:
        for head in heads:
            printed = head.removeprefix(CHART)
            if head.startswith(CHART) and printed not in allowed:
                yield Wrong(_page(body), "表头", CHART, printed, min(allowed, key=len))


def _scale(step: int, most: int) -> str:
    return "".join(str(rank) for rank in sorted({1, *range(step, most + 1, step)}))


def _page(body: Sequence[Row]) -> int:
    return body[0].page if body else 0
