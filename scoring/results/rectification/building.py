"""整改: which units get a notice, why, and what each has to mend; one row per unit x problem, every number a finished string."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from scoring import numbers
from scoring.results.material import Material, SourceEntry

if TYPE_CHECKING:
    from scoring.engine.database import Session
    from scoring.results.model import GroupTable, PointRow
    from scoring.results.quality.model import Quality
    from scoring.results.rectification.known import Known

STATES = ("未整改", "整改中", "已完成", "已销号")  # of a problem in the ledger; never of a score
DONE, STATE = "完成日期", "状态"
FILLED = ("整改措施", "责任人", DONE, STATE, "销号人", "备注")  # columns of the ledger that people fill in
Filled = Mapping[str, str | date]
Kind = Literal["gate", "indicator", "event", "check", "report"]


@dataclass(frozen=True, slots=True)
class ToMend:
    """One problem of one unit.

    Args:
        unit_id: The unit.
        item_id: Stable id of the problem inside the unit: the id of an indicator or gate, ``event:<place>:<event>``,
            ``check:<check>:<part>``, ``report:<file>``. A ledger of a later run is joined by it.
        kind: What it is about.
        title: Title of the indicator, gate, event or check.
        found: What was found, a sentence with its numbers.
        lost: Points lost, exact; empty where no points hang on it.
        rule: The rule of scoring in words, or what the gate does.
        basis: Legal basis as the criteria cite it, may be empty.
        measure: What is asked for.
        due: ISO date by which.
        sources: What proves it, and where it stands.
    """

    unit_id: str
    item_id: str
    kind: Kind
    title: str
    found: str
    lost: str
    rule: str
    basis: str
    measure: str
    due: str
    sources: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What one unit is told: its number, why it gets a notice, what it has to mend (never empty)."""

    unit_id: str
    unit: str
    group: str
    number: str
    why: tuple[str, ...]
    rows: tuple[ToMend, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        """Points lost by each row with as many decimals as the longest has: a column of numbers. Empty as in the row."""
        digits = max((len(row.lost.partition(".")[2]) for row in self.rows), default=0)
        return tuple(row.lost and numbers.fixed(Decimal(row.lost), digits) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Gone:
    """A row of an earlier ledger that is not in this one, with what was filled in."""

    unit_id: str
    item_id: str
    unit: str
    title: str
    found: str
    filled: Filled


@dataclass(frozen=True, slots=True)
class Rectification:
    """The notices of a run, in the order of their numbers; none where nobody meets a condition.

    ``carried`` is what an earlier ledger had filled in, by unit and problem; ``gone`` are its rows that are no problem any more.
    """

    notices: tuple[Notice, ...]
    carried: Mapping[tuple[str, str], Filled] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()

    @property
    def rows(self) -> tuple[ToMend, ...]:
        """One row per unit x problem, in the order of the notices."""
        return tuple(row for notice in self.notices for row in notice.rows)


@dataclass(frozen=True, slots=True)
class Scored:
    """What a run has of its units: rankings, points, checks and reports, words and sources."""

    groups: Sequence[GroupTable]
    points: Sequence[PointRow]
    quality: Quality
    material: Material


def collect_rectification(session: Session, settings: Mapping[str, Any], scored: Scored, wanted: Mapping[str, Any]) -> Rectification:
    """Choose the units that get a notice and put together what it says.

    Args:
        session: The tables of the run.
        settings: The settings of the run (titles, tree, standards, ...).
        scored: What the run has of its units.
        wanted: Section ``rectification`` of assessment.yaml as ``scoring/folder/paperwork/rectification.py`` reads it.
    """
    from scoring.results.rectification.conditions import Chosen, choose
    from scoring.results.rectification.known import know
    from scoring.results.rectification.rows import RowMaker

    known = know(session, settings, scored)
    chosen: dict[str, Chosen] = {
        unit.unit_id: found for group in known.groups for unit in group.rows if (found := choose(known, group, unit, wanted["who"]))
    }
    maker = RowMaker(session, known, wanted, chosen)
    kept = [(unit, rows) for unit in _in_order(known) if unit in chosen and (rows := maker.rows(unit, chosen[unit]))]
    first = int(wanted.get("first", 1))
    notices = tuple(
        Notice(unit, known.names[unit], known.group_titles[unit], _numbered(wanted, number), chosen[unit].why, tuple(rows))
        for number, (unit, rows) in enumerate(kept, first)
    )
    return _carried_over(notices, wanted.get("carried", ()))


def _numbered(wanted: Mapping[str, Any], number: int) -> str:
    return str(wanted["number"]).replace("{n}", str(number))


def _carried_over(notices: tuple[Notice, ...], earlier: Sequence[Mapping[str, Any]]) -> Rectification:
    """What an earlier ledger says of problems that are still there, and its rows that are not."""
    there = {(row.unit_id, row.item_id) for notice in notices for row in notice.rows}
    carried = {(row["unit_id"], row["item_id"]): row["filled"] for row in earlier if (row["unit_id"], row["item_id"]) in there}
    gone = tuple(Gone(**row) for row in earlier if (row["unit_id"], row["item_id"]) not in there)
    return Rectification(notices, carried, gone)


def _in_order(known: Known) -> Iterator[str]:
    """Units in the order of the groups and, within one, of the register: numbers do not change with ranks."""
    place = {unit.unit_id: i for i, unit in enumerate(known.quality.units)}
    for group in known.groups:
        yield from sorted((unit.unit_id for unit in group.rows), key=lambda unit: place.get(unit, len(place)))
