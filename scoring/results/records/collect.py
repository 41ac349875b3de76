"""Tables of cases -> finished rows for workbook and data-quality page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.records import states
from scoring.results.records.model import BreakdownRow, DeadlineRow, RecordResults, UnusableCount, UnusableRow
from scoring.results.records.words import UNUSABLE_EFFECTS, late_count, state_title, unusable_reasons
from scoring.rules.changes import printed_value

MOST_ROWS = 50_000  # of the breakdown in the workbook; the others stand in results/record_measures.parquet
MOST_EXAMPLES = 5
# What the unit can mend: a term that did not exist yet, or days that no calendar knows, are no errors of its register.
DATA_ERRORS = frozenset({states.UNDATED, states.REVERSED, states.DISORDERED})
WHOLE, BLANK = "全部", "（空）"
_OUTCOMES = {"measured": "", "not_applicable": "不适用", "missing": "未提供", "not_assessable": "不作评价"}


@dataclass(frozen=True, slots=True)
class _Counted:
    """One unit x deadline: the number of cases by state."""

    unit_id: str
    unit: str
    group: str
    deadline: str
    states: Mapping[int, int]


def collect_records(session: Session, settings: Mapping[str, Any]) -> RecordResults:
    """What the workbook says of cases.

    Args:
        session: Holds ``units``, ``record_outcomes``, ``record_measures`` where the settings describe records.
        settings: Settings of the run: ``records`` as :mod:`scoring.results.records.describing` makes it, ``groups``, ``period``.
    """
    described = settings.get("records")
    if not described:
        return RecordResults()
    return RecordResults(tuple(_deadline_rows(session, settings)), tuple(_breakdowns(session, settings)))


def _deadline_rows(session: Session, settings: Mapping[str, Any]) -> Iterator[DeadlineRow]:
    described, titles = settings["records"], {group["id"]: group["title"] for group in settings["groups"]}
    listed: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in session.records(sql_file(__package__, "listed_cases.sql").format(own="1 = 1", most=1)):
        listed[row["unit_id"], row["measure"], row["deadline"]].append(row)
    for row in session.records(sql_file(__package__, "states.sql")):
        deadline = described["deadlines"][row["deadline"]]
        who = titles.get(row["grp"], row["grp"]), row["name"], described["measures"][row["measure"]]["title"], deadline["title"]
        cases = listed[row["unit_id"], row["measure"], row["deadline"]]
        late, reasons = late_count(deadline, row), unusable_reasons(row, cases, named=False)
        counts = str(row["cases"]), str(row["on_time"]), str(late), str(row["pending"]), str(row["unusable"])
        yield DeadlineRow(*who, *counts, reasons)


def collect_unusable(session: Session, described: Mapping[str, Any]) -> tuple[tuple[UnusableCount, ...], tuple[UnusableRow, ...]]:
    """Cases that cannot be judged: by deadline and reason, and by unit; nothing where the run has no records."""
    if not described.get("records"):
        return (), ()
    firsts: dict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
    query = sql_file(__package__, "unusable_cases.sql").format(period=described["period"], first=states.FIRST_UNUSABLE)
    for unit, deadline, state, key, file in session.rows(query):
        firsts[unit, deadline, state].append((key or "", file or ""))
    rows, counts = [], dict[tuple[str, int], tuple[int, int]]()
    for row in _counted(session, described):
        known = described["records"]["deadlines"][row.deadline]
        for state, number in row.states.items():
            if not states.is_usable(state):
                if state in DATA_ERRORS:
                    rows.append(_unusable(row, known, state, firsts.get((row.unit_id, row.deadline, state), [])))
                cases, units = counts.get((row.deadline, state), (0, 0))
                counts[row.deadline, state] = cases + number, units + 1
    return tuple(_counts(counts, described["records"]["deadlines"])), tuple(rows)


def _counts(counts: Mapping[tuple[str, int], tuple[int, int]], deadlines: Mapping[str, Mapping[str, str]]) -> Iterator[UnusableCount]:
    for (deadline, state), (cases, units) in sorted(counts.items()):
        known = deadlines[deadline]
        effect = UNUSABLE_EFFECTS[known["unusable"]]
        yield UnusableCount(known["table"], known["title"], state_title(state), effect, str(cases), str(units))


def _counted(session: Session, settings: Mapping[str, Any]) -> Iterator[_Counted]:
    titles = {group["id"]: group["title"] for group in settings["groups"]}
    found: dict[tuple[str, str], _Counted] = {}
    query = sql_file(__package__, "outcomes.sql").format(period=settings["period"])
    for unit, name, group, deadline, state, cases in session.rows(query):
        row = found.setdefault((unit, deadline), _Counted(unit, name, titles.get(group, group), deadline, {}))
        found[unit, deadline] = _Counted(unit, name, row.group, deadline, {**row.states, state: int(cases)})
    yield from found.values()


def _unusable(row: _Counted, known: Mapping[str, str], state: int, firsts: list[tuple[str, str]]) -> UnusableRow:
    keys = [key for key, _ in firsts if key]
    more = "等" if row.states[state] > MOST_EXAMPLES and keys else ""
    files = dict.fromkeys(file for _, file in firsts[:MOST_EXAMPLES] if file)
    who = row.unit_id, row.unit, row.group, known["table"], known["title"], row.deadline, state_title(state)
    examples = "、".join(keys[:MOST_EXAMPLES]) + more
    return UnusableRow(*who, str(row.states[state]), examples, "、".join(files), UNUSABLE_EFFECTS[known["unusable"]])


def _breakdowns(session: Session, settings: Mapping[str, Any]) -> Iterator[BreakdownRow]:
    described, titles = settings["records"], {group["id"]: group["title"] for group in settings["groups"]}
    if not described["measures"]:
        return
    for unit, group, measure, dimension, member, value, outcome, cases in session.rows(
        sql_file(__package__, "broken_down.sql").format(most=MOST_ROWS)
    ):
        known = described["measures"][measure]
        title = described["dimensions"][known["table"]].get(dimension, dimension) if dimension else WHOLE
        shown = "" if value is None else printed_value(value, known["show"], known["uom"])
        numbered = numbers.plain_or_blank(cases)
        name = (member or BLANK) if dimension else ""
        yield BreakdownRow(titles.get(group, group), unit, known["title"], title, name, shown, _OUTCOMES.get(outcome, outcome), numbered)
