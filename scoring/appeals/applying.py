"""What upheld appeals make of the office's own tables: findings, marks, exemptions and corrections as they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.appeals.model import CORRECTION, EXEMPTION, FINDING, MARK, POINTS, Appeal
from scoring.problems import Problem
from scoring.rules.adjusting import EVENT_OF, NODE_OF

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]
TABLES = ("findings", "marks", "exemptions")


@dataclass
class Judged:
    """One table as appeals leave it.

    Args:
        frame: Its rows as they came in.
        gone: Lines and files of the rows that no longer count.
        added: Rows that count instead or besides.
    """

    frame: pl.DataFrame
    gone: set[tuple[int, str | None]] = field(default_factory=set)
    added: list[Row] = field(default_factory=list)

    def changed(self) -> pl.DataFrame:
        """The added rows alone."""
        import polars as pl

        return pl.DataFrame([[row.get(name) for name in self.frame.schema] for row in self.added], schema=self.frame.schema, orient="row")

    def whole(self) -> pl.DataFrame:
        """The table that counts."""
        import polars as pl

        gone = pl.DataFrame(sorted(self.gone, key=str), schema={"line": pl.Int64, "file": pl.String}, orient="row")
        return pl.concat([self.frame.join(gone, on=["line", "file"], how="anti", nulls_equal=True), self.changed()])


def correction_rows(appeals: Sequence[Appeal], file: str, run_date: date) -> pl.DataFrame:
    """Upheld corrections of figures as rows of the table ``corrections``, each with its ``line`` and ``file``.

    A decision without its day, or with one after ``run_date``, is told with all others (P001, P003) and corrects nothing.
    """
    import polars as pl

    texts = ("unit_id", "period", "metric", "part", "old", "new", "corrected_by", "reason", "evidence", "file")
    schema = dict.fromkeys(texts, pl.String) | {"corrected_on": pl.Date, "line": pl.Int64}
    rows = [_correction(item, file) for item in appeals if _corrects(item, run_date)]
    return pl.DataFrame(rows, schema=schema)


def _corrects(item: Appeal, run_date: date) -> bool:
    signed = bool(item.decided_on and item.decided_on <= run_date)
    return item.applied and item.effect == CORRECTION and bool(item.metric and item.new) and signed


def _correction(item: Appeal, file: str) -> Row:
    named = {name: getattr(item, name) or None for name in ("unit_id", "period", "metric", "part", "old", "new", "evidence")}
    by = {"corrected_by": item.decided_by, "corrected_on": item.decided_on, "reason": f"{item.reason}，复核{item.appeal_id}"}
    return named | by | {"line": item.line, "file": file}


def judged_tables(tables: Mapping[str, pl.DataFrame], appeals: Sequence[Appeal], file: str) -> tuple[dict[str, Judged], list[Problem]]:
    """Findings, marks and exemptions with what was decided.

    Args:
        tables: The tables as they came in, each with ``line`` and ``file``.
        appeals: All appeals, without problems of their own.
        file: The table of appeals inside the folder.

    Returns:
        The tables that change, and problems: P012 (the old value is another), P013 (no such row, or several), P014
        (nothing changes), P021 (exempt already).
    """
    judged = {name: Judged(tables[name]) for name in TABLES}
    problems: list[Problem] = []
    for item in appeals:
        if item.applied:
            problems += _EFFECTS.get(item.effect, _nothing)(judged, item, file)
    return {name: table for name, table in judged.items() if table.added or table.gone}, problems


def _nothing(_judged: Mapping[str, Judged], _item: Appeal, _file: str) -> Iterator[Problem]:
    yield from ()


def _mark(judged: Mapping[str, Judged], item: Appeal, file: str) -> Iterator[Problem]:
    """A mark that was judged again, or given for the first time."""
    table = judged["marks"]
    same = {"unit_id": item.unit_id, "indicator_id": item.indicator_id} | ({"marker": item.marker} if item.marker else {})
    row, problems = _meant(_rows(table.frame, same), item, "mark", file)
    yield from problems
    if not problems:
        was = numbers.plain(row["mark"]) if row else "未评"
        remark = f"经复核由{was}改评为{item.new}：{item.reason}"
        _replace(table, row, {**same, "marker": item.marker or None, **(row or {}), "mark": _exact(item.new), "remark": remark}, item, file)


def _finding(judged: Mapping[str, Judged], item: Appeal, file: str) -> Iterator[Problem]:
    """A finding with another quantity, without (0 strikes it), or one that had not been registered."""
    table = judged["findings"]
    named = {"unit_id": item.unit_id, "indicator_id": item.indicator_id, "event": item.event}
    more = {"happened_on": item.happened_on, "evidence": item.entry}
    row, problems = _meant(_rows(table.frame, named | {key: value for key, value in more.items() if value}), item, "quantity", file)
    yield from problems
    if problems:
        return
    if _exact(item.new) == 0:
        if row:
            table.gone.add((row["line"], row["file"]))
        return
    was = numbers.plain(row["quantity"]) if row else "0"
    said = f"经复核由{was}改为{item.new}：{item.reason}"
    evidence = "，".join(filter(None, (row["evidence"] if row else item.evidence, said)))
    new = {**named, "happened_on": item.happened_on, "found_by": item.decided_by, **(row or {})}
    _replace(table, row, new | {"quantity": _exact(item.new), "evidence": evidence}, item, file)


def _exemption(judged: Mapping[str, Judged], item: Appeal, file: str) -> Iterator[Problem]:
    """An indicator that does not apply to the unit after all."""
    table = judged["exemptions"]
    named = {"unit_id": item.unit_id, "indicator_id": item.indicator_id}
    if found := _rows(table.frame, named):
        yield Problem("P021", file, item.line, where="indicator_id", found=item.indicator_id, args={"first": found[0]["line"]})
        return
    _replace(table, None, named | {"reason": f"{item.reason}（复核{item.appeal_id}）"}, item, file)


def _points(judged: Mapping[str, Judged], item: Appeal, file: str) -> Iterator[Problem]:
    """Points on the total: an event of the bonus or deduction that holds adjustments; those on an indicator are added to it."""
    amount = _exact(item.new)
    if amount == 0:
        yield Problem("P014", file, item.line, where="new", found=item.new)
    elif not item.indicator_id:
        side = "up" if amount > 0 else "down"
        words = "，".join(filter(None, (item.appeal_id, item.reason, item.evidence)))
        named = {"unit_id": item.unit_id, "indicator_id": NODE_OF[side], "event": EVENT_OF[side]}
        signed = {"happened_on": item.decided_on, "found_by": item.decided_by, "evidence": words}
        _replace(judged["findings"], None, named | signed | {"quantity": abs(amount)}, item, file)


_EFFECTS = {MARK: _mark, FINDING: _finding, EXEMPTION: _exemption, POINTS: _points}


def _replace(table: Judged, row: Row | None, new: Row, item: Appeal, file: str) -> None:
    if row:
        table.gone.add((row["line"], row["file"]))
    table.added.append(new | {"line": item.line, "file": file})


def _rows(frame: pl.DataFrame, same: Mapping[str, object]) -> list[Row]:
    """Rows whose cells are these."""
    import polars as pl

    return frame.filter([pl.col(name) == value for name, value in same.items()]).to_dicts()


def _meant(rows: Sequence[Row], item: Appeal, amount: str, file: str) -> tuple[Row | None, list[Problem]]:
    """The one row that an appeal speaks of (None where there is none and it names no old value), and why it cannot be told."""
    old = _exact(item.old) if item.old else None
    if len(rows) > 1 and old is not None:
        rows = [row for row in rows if row[amount] == old] or rows
    shown = "、".join(f"{row['line']}:{numbers.plain(row[amount])}" for row in rows)
    lacking = not rows and old is not None and (amount == "mark" or old != 0)
    if len(rows) > 1 or lacking:
        return None, [Problem("P013", file, item.line, where="old", found=item.old or item.appeal_id, args={"rows": shown or "—"})]
    row = rows[0] if rows else None
    if row and row[amount] != old:
        args = {"read": numbers.plain(row[amount]), "line": row["line"]}
        return None, [Problem("P012", file, item.line, where="old", found=item.old or "(空)", args=args)]
    if _exact(item.new) == (row[amount] if row else 0 if amount == "quantity" else None):
        return None, [Problem("P014", file, item.line, where="new", found=item.new)]
    return row, []


def _exact(text: str) -> Decimal:
    return Decimal(text)
