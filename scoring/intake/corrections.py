"""Corrections: figures of a report that the office has put right, each with who, when and why.

What was read stays in ``facts``; table ``corrections`` says what stands for it in measures and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.criteria.suggestions import CODE_ELSE, meant, named
from scoring.engine.database import Session, sql_file
from scoring.intake.dictionary import Metric, parts_of
from scoring.problems import Problem
from scoring.problems.nearest import probable

if TYPE_CHECKING:
    import polars as pl

COLUMNS = (
    *("line", "unit_id", "period", "metric", "part", "old", "old_value", "new", "new_value", "status"),
    *("corrected_on", "corrected_by", "reason", "evidence", "file", "source_id", "locator", "quote"),
)
NUMBER, NOT_APPLICABLE, BLANK = 0, 1, 2  # status of a value, as in scored_facts.sql
_NUMBER = re.compile(r"[+-]?[0-9]{1,17}(\.[0-9]{1,10})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_WORDS = {
    **dict.fromkeys(("不适用", "not_applicable", "/", "／", "-", "—", "——"), NOT_APPLICABLE),
    **dict.fromkeys(("空白", "未填", "blank"), BLANK),
}
_UNREAD = ("未读出", "未读", "unread")
_SHOWN = {NOT_APPLICABLE: "不适用", BLANK: "空白"}


@dataclass(frozen=True, slots=True)
class Assessed:
    """What corrections are held against.

    Args:
        metrics: All metrics by code.
        period: The year assessed.
        run_date: The day of the run.
        file: The table of corrections as the user would name it inside the folder.
        large: Metrics of a large table ``data``, whose figures are no facts.
    """

    metrics: Mapping[str, Metric]
    period: int
    run_date: date
    file: str = "corrections.csv"
    large: frozenset[str] = field(default_factory=frozenset)


def load_corrections(session: Session, rows: pl.DataFrame, assessed: Assessed) -> tuple[Problem, ...]:
    """Make table ``corrections``: one row per unit x period x metric x part that was corrected.

    ``old`` is what was read, as printed (empty where nothing was), ``new_value`` and ``status`` (0 a number,
    1 not applicable, 2 blank) what stands for it; ``source_id``, ``locator`` and ``quote`` say where it was read.

    Args:
        session: Holds ``facts`` and ``sources``.
        rows: The input table with its ``line``; ``file`` where a row stands in another table (an appeal that was upheld).
        assessed: What the rows are held against.

    Returns:
        Problems I030, I034-I037 and I060-I064.
    """
    problems = []
    asked = []
    for row in rows.iter_rows(named=True):
        wrong = list(_row_problems(row, assessed))
        problems += wrong
        if not wrong:
            asked.append({**row, "period": int(row["period"] or assessed.period), "part": row["part"] or "total"})
    problems += _repeated(asked, assessed)
    read = _read_facts(session, asked)
    judged = [(row, read.get(_key(row), [])) for row in asked]
    problems += [problem for row, found in judged for problem in _differences(row, found, assessed)]
    session.load("corrections", _frame([_corrected(row, found, assessed) for row, found in judged]))
    return tuple(problems)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["unit_id"], row["period"], row["metric"], row["part"]


def _file(row: Mapping[str, Any], assessed: Assessed) -> str:
    return row.get("file") or assessed.file


def _row_problems(row: Mapping[str, Any], assessed: Assessed) -> Iterator[Problem]:
    """What is wrong with a row by itself (I034-I037, I062-I064)."""

    def problem(code: str, place: str, found: object, **args: object) -> Problem:
        return Problem(code, _file(row, assessed), row["line"], where=place, found=str(found), args=args)

    metric, part = row["metric"], row["part"] or "total"
    if row["period"] and not _YEAR.fullmatch(row["period"]):
        yield problem("I034", "period", row["period"])
    if metric not in assessed.metrics:
        yield problem("I035", "metric", metric, hint=meant(metric, sorted(assessed.metrics), *CODE_ELSE))
    elif metric in assessed.large:
        yield problem("I064", "metric", metric)
    elif part not in parts_of(metric):
        yield problem("I037", "part", part, hint=named(probable(part, sorted(parts_of(metric))) or "total"))
    if row["corrected_on"] > assessed.run_date:
        yield problem("I062", "corrected_on", row["corrected_on"], run_date=assessed.run_date.isoformat())
    new, known = row["new"], assessed.metrics.get(metric)
    if not _NUMBER.fullmatch(new) and new not in _WORDS:
        yield problem("I063", "new", new)
    elif known and known.number == "count" and _NUMBER.fullmatch(new) and not _is_count(Decimal(new)):
        yield problem("I036", "new", new, column=metric)


def _is_count(value: Decimal) -> bool:
    return value >= 0 and value == value.to_integral_value()


def _repeated(rows: Sequence[Mapping[str, Any]], assessed: Assessed) -> Iterator[Problem]:
    """A figure that is corrected twice (I030), however its period and part are written."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = _key(row)
        if key in first:
            args = {"first": first[key], "columns": "unit_id、period、metric、part"}
            yield Problem("I030", _file(row, assessed), row["line"], where="metric", found=" ".join(map(str, key)), args=args)
        first.setdefault(key, row["line"])


def _read_facts(session: Session, asked: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """What was read of the figures that are corrected: those that scoring would use, a statutory table before the narrative."""
    import polars as pl

    keys = {"unit_id": pl.String, "period": pl.Int32, "metric": pl.String, "part": pl.String}
    session.load("corrections_asked", pl.DataFrame([_key(row) for row in asked], schema=keys, orient="row").unique(maintain_order=True))
    session.step("corrections_read", sql_file(__package__, "corrections_read.sql"))
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for fact in session.records("select * from corrections_read order by unit_id, period, metric, part, source_id, locator"):
        found.setdefault(_key(fact), []).append(fact)
    return found


def _differences(row: Mapping[str, Any], found: Sequence[Mapping[str, Any]], assessed: Assessed) -> Iterator[Problem]:
    """A correction of another version of the report (I060), or of nothing (I061)."""
    old = row["old"] or ""
    if not _is_read(old, found):
        shown = "、".join(_described(fact) for fact in found) or "没有读出"
        english = "; ".join(_described(fact) for fact in found) or "nothing"
        args = {"read": {"zh": shown, "en": english}}
        yield Problem("I060", _file(row, assessed), row["line"], where="old", found=old or "(空)", args=args)
    elif (
        len({(fact["value"], fact["semantic"]) for fact in found}) == 1
        and found[0]["qualifier"] == "exact"
        and _changes_nothing(row, found[0])
    ):
        yield Problem("I061", _file(row, assessed), row["line"], where="new", found=row["new"])


def _is_read(old: str, found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the old value is one that was read; empty stands for whatever is no number."""
    if not found:
        return old == "" or old in _UNREAD
    return any(_is_this(old, fact) for fact in found)


def _is_this(old: str, fact: Mapping[str, Any]) -> bool:
    # A blank that the office has declared to be a zero is both.
    if fact["semantic"] == "blank" and (old == "" or _WORDS.get(old) == BLANK):
        return True
    if fact["value"] is not None:
        return bool(_NUMBER.fullmatch(old)) and Decimal(old) == fact["value"]
    if fact["semantic"] == "not_applicable":
        return old == "" or _WORDS.get(old) == NOT_APPLICABLE
    if fact["semantic"] == "blank":
        return False
    return old in {"", fact["raw"], *_UNREAD}


def _changes_nothing(row: Mapping[str, Any], fact: Mapping[str, Any]) -> bool:
    if fact["value"] is not None:
        return bool(_NUMBER.fullmatch(row["new"])) and Decimal(row["new"]) == fact["value"]
    return {"not_applicable": NOT_APPLICABLE, "blank": BLANK}.get(fact["semantic"]) == _WORDS.get(row["new"], NUMBER)


def _described(fact: Mapping[str, Any]) -> str:
    return f"{_printed(fact)}（{' '.join(filter(None, (fact['path'], fact['locator'])))}）"


def _printed(fact: Mapping[str, Any]) -> str:
    """What was read, as a person would write it."""
    if fact["value"] is not None:
        return numbers.plain(fact["value"])
    return {"not_applicable": "不适用", "blank": "空白"}.get(fact["semantic"]) or fact["raw"]


def _corrected(row: Mapping[str, Any], found: Sequence[Mapping[str, Any]], assessed: Assessed) -> dict[str, Any]:
    fact = next((fact for fact in found if _is_this(row["old"] or "", fact)), {})
    status = _WORDS.get(row["new"], NUMBER)
    return {
        **row,
        "old": _printed(fact) if fact else "",
        "old_value": fact.get("value"),
        "new": _SHOWN.get(status, row["new"]),
        "new_value": None if status else _decimal(row["new"]),
        "status": status,
        "file": _file(row, assessed),
        **{name: fact.get(name) or "" for name in ("source_id", "locator", "quote")},
        "evidence": row["evidence"] or "",
    }


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    import polars as pl

    special: dict[str, Any] = {"line": pl.Int64, "period": pl.Int32, "status": pl.Int32, "corrected_on": pl.Date}
    schema = {name: special.get(name, pl.Decimal(28, 10) if name.endswith("_value") else pl.String) for name in COLUMNS}
    return pl.DataFrame([[row[name] for name in schema] for row in rows], schema=schema, orient="row")
