"""SQL of one cell: its text without what does not belong to it, and its value.

Most cells are written as they should be, so every expression first tries the quick way and takes the thorough one
only for what is left: an expression of SQL that is not needed for any row of a batch is not evaluated.
"""

from __future__ import annotations

from scoring.engine.database import literal
from scoring.intake.inputs.tables import YES_NO, Column
from scoring.intake.inputs.values import DATE, MIDNIGHT, NUMBER, WHOLE

# What str.strip takes away, as RE2 has no class for it.
_BLANKS = r"\t\n\x0b\x0c\r\x1c-\x1f \x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_AROUND = literal(f"^[{_BLANKS}]+|[{_BLANKS}]+$")
_BLANK_END = literal(f"[{_BLANKS}]$")
_KEPT_FROM_RUNNING = literal(rf"^'('*(?:[{_BLANKS}\x{{feff}}]*[=+\-@＝＋－＠]|[\t\r\n]))")  # scoring.files.csvfile
_SECOND = literal(r"\1")
_DAYS = "between date '0001-01-01' and date '9999-12-31'"


def clean_sql(raw: str) -> str:
    """The text of a cell without blanks around it and without the apostrophe that kept it from running; NULL where it is blank."""
    return f"nullif(regexp_replace(regexp_replace({raw}, {_AROUND}, '', 'g'), {_KEPT_FROM_RUNNING}, {_SECOND}), '')"


def text_sql(column: Column, raw: str) -> str:
    """The clean text of a column of texts."""
    if column.allowed:
        words = ", ".join(map(literal, column.allowed))
        return f"case when {raw} in ({words}) then {raw} else {clean_sql(raw)} end"
    # Whatever may have to go at the begin sorts before the bracket, or between the Latin letters and the ideographic comma.
    unclean = f"{raw} < '(' or ({raw} > '~' and {raw} < '、') or regexp_matches({raw}, {_BLANK_END})"
    return f"case when {unclean} then {clean_sql(raw)} else nullif({raw}, '') end"


def guess_sql(column: Column, raw: str) -> str:
    """What the engine itself takes a date for, to be confirmed by :func:`value_sql`; other kinds need none."""
    return f"try_cast({raw} as date)" if column.kind == "date" else "null"


def value_sql(column: Column, raw: str, guess: str) -> str:
    """The value of a cell by its kind; NULL where it is blank or none of the kind.

    Args:
        column: The column.
        raw: Expression of the text as it was written.
        guess: Expression of :func:`guess_sql`.
    """
    clean = clean_sql(raw)
    if column.kind == "date":
        # The engine takes more for a date than is meant (blanks between, years of two digits): what it writes itself is sure.
        return f"case when cast({guess} as varchar) = {raw} and {guess} {_DAYS} then {guess} else {_any_date(clean)} end"
    if column.kind == "number":
        return _checked(raw, clean, NUMBER, "decimal(28,10)")
    if column.kind == "whole":
        return _checked(raw, clean, WHOLE, "bigint")
    if column.kind == "flag":
        yes, no = map(literal, YES_NO)
        return f"case {raw} when {yes} then true when {no} then false else case {clean} when {yes} then true when {no} then false end end"
    return text_sql(column, raw)


def _checked(raw: str, clean: str, pattern: str, kind: str) -> str:
    words = literal(pattern)
    slow = f"case when regexp_matches({clean}, {words}) then try_cast({clean} as {kind}) end"
    return f"case when regexp_matches({raw}, {words}) then try_cast({raw} as {kind}) else {slow} end"


def _any_date(clean: str) -> str:
    day = f"regexp_replace({clean}, {literal(MIDNIGHT)}, '')"
    plain = f"rtrim(regexp_replace({day}, '[/.年月]', '-', 'g'), '日')"
    return f"case when regexp_matches({day}, {literal(DATE)}) then try_cast({plain} as date) end"


def of_parquet_sql(name: str, kind: str) -> str:
    """The text of a cell of Parquet by the type of its column: no decimals that are only the error of a double."""
    if kind in {"FLOAT", "DOUBLE"}:
        exact = f"cast(try_cast({name} as decimal(28,10)) as varchar)"
        return f"coalesce(rtrim(rtrim({exact}, '0'), '.'), cast({name} as varchar))"
    if kind == "BOOLEAN":
        return f"case when {name} then {literal(YES_NO[0])} when not {name} then {literal(YES_NO[1])} end"
    return name if kind == "VARCHAR" else f"cast({name} as varchar)"
