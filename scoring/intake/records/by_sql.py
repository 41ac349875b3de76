"""The checks in the engine: counts from the bit-mask, and rows only of the rules that are broken."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.engine.database import Session
from scoring.intake.inputs.schemas import TYPE_CODES
from scoring.intake.inputs.tables import InputTable
from scoring.intake.records.failures import DUPLICATE, MOST_SHOWN, UNKNOWN_UNIT, Failure, Findings, shown_files
from scoring.intake.records.rules import BITS, BLANK, Rule, breaks_sql, broken, rules_of

_UNKNOWN = "unit_id is not null and case when unit_id in (select u.unit_id from units as u) then 0 else 1 end = 1"


def check_by_sql(session: Session, table: InputTable, rows: str, checked: str) -> Findings:
    """Everything that is wrong with the rows of a table.

    Args:
        session: Holds ``units`` and the checked rows.
        table: The declaration.
        rows: SQL of the rows after ``from``: ``_id`` (their order), ``_file``, ``unit_id``, the typed columns, ``_mask_0`` ... of the
            broken rules.
        checked: The same rows with ``_row``, their number in the file from 0; asked only where there are failures.

    Returns:
        Counts by rule and file, and the first rows of each.
    """
    rules = rules_of(table)
    masks = ", ".join(f"_mask_{number}" for number in range((len(rules) - 1) // BITS + 1))
    found = Findings()
    counted = session.rows(
        f"select _file, strange, count(*), {masks} from (select _file, {masks}, {_UNKNOWN} as strange from {rows} as r) as t\n"
        f"where strange or {' or '.join(f'{mask} <> 0' for mask in masks.split(', '))} group by all"
    )
    for file, strange, times, *values in counted:
        if values[0] == BLANK:
            continue
        for rule in broken(rules, values):
            found.counts[rule, file] += times
        if strange:
            found.counts[UNKNOWN_UNIT, file] += times
    for rule, files in shown_files(found.counts).items():
        where = f"_mask_0 <> {BLANK} and {_UNKNOWN}" if rule == UNKNOWN_UNIT else breaks_sql(rules, rule)
        found.failures += _first(session, checked, rule, where, files)
    _duplicates(session, table, (rows, checked), found)
    return found


def _first(session: Session, checked: str, rule: Rule, where: str, files: Sequence[int]) -> list[Failure]:
    chosen = ", ".join(map(str, files))
    sql = (
        f"select _file, _row from {checked} where {where} and _file in ({chosen})\n"
        f"qualify row_number() over (partition by _file order by _row) <= {MOST_SHOWN} order by 1, 2"
    )
    return [Failure(rule, file, row) for file, row in session.rows(sql)]


def unsound(table: InputTable) -> list[Rule]:
    """Rules of the key: a row that breaks one of them has no key to be compared."""
    keyed = {column.name: column for column in table.columns if column.name in table.key}
    return [rule for rule in rules_of(table) if rule.column in keyed and rule.code in {"I028", TYPE_CODES.get(keyed[rule.column].kind)}]


def _duplicates(session: Session, table: InputTable, source: tuple[str, str], found: Findings) -> None:
    """Rows whose key stood in an earlier row of any file."""
    if not table.key:
        return
    rows, checked = source
    rules, keys = rules_of(table), ", ".join(f'"{name}"' for name in table.key)
    sound = " and ".join([f"_mask_0 <> {BLANK}", *(f"not ({breaks_sql(rules, rule)})" for rule in unsound(table))])
    twice = f"select {keys}, min(_id) as _first from {rows} as k where {sound} group by {keys} having count(*) > 1"
    # Hashes of eight bytes take half the memory and time of the keys; where two rows share one, the keys themselves decide.
    different, whole = session.rows(f"select count(distinct hash({keys})), count(*) from {rows} as k where {sound}")[0]
    if different == whole:
        return
    same = " and ".join(f't."{name}" is not distinct from d."{name}"' for name in table.key)
    later = f"select t._file, t._row, d._first from {checked} as t inner join ({twice}) as d on {same}\nwhere t._id > d._first and {sound}"
    counts = session.rows(f"select _file, count(*) from ({later}) as l group by 1 order by 1")
    found.counts.update({(DUPLICATE, file): times for file, times in counts})
    files = ", ".join(map(str, shown_files(found.counts)[DUPLICATE]))
    shown = session.rows(
        f"select l._file, l._row, f._file, f._row from ({later}) as l inner join {checked} as f on f._id = l._first\n"
        f"where l._file in ({files}) qualify row_number() over (partition by l._file order by l._row) <= {MOST_SHOWN} order by 1, 2"
    )
    found.failures += [Failure(DUPLICATE, file, row, (first, first_row)) for file, row, first, first_row in shown]
