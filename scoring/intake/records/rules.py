"""The declaration of a record table as numbered rules, and as the bit-mask of those that a row breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.database import literal
from scoring.intake.inputs.schemas import TYPE_CODES
from scoring.intake.inputs.tables import Column, InputTable

BITS = 60
"""Rules per mask; a table with more has several."""
BLANK = -1
"""Mask of a row without a filled cell: no row at all."""
EXTRA = "_extra"
"""What stands in cells beyond the last column that has a name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one column must fulfil, by the code of the problem.

    Args:
        code: Problem code.
        column: Name of the column, empty for the row as a whole.
    """

    code: str
    column: str


@dataclass(frozen=True, slots=True)
class Cell:
    """SQL expressions of a cell.

    Args:
        value: The typed value.
        blank: Whether the cell is blank.
        wrong: Whether its text is none of the kind; empty where it cannot be.
        text: The text, for columns with a closed list of values or a pattern.
    """

    value: str
    blank: str
    wrong: str = ""
    text: str = ""


def rules_of(table: InputTable) -> list[Rule]:
    """All rules over one row, but that of the unit, in a fixed order."""
    return [Rule("I029", ""), *(Rule(code, column.name) for column in table.columns for code in _codes(column))]


def _codes(column: Column) -> Iterator[str]:
    if column.required:
        yield "I028"
    if column.kind in TYPE_CODES:
        yield TYPE_CODES[column.kind]
    if column.allowed and column.kind != "flag":
        yield "I027"
    if column.pattern:
        yield "I066"
    if column.low is not None or column.high is not None:
        yield "I067"
    if column.not_before:
        yield "I068"


def masks_sql(table: InputTable, cells: dict[str, Cell], extra: str) -> list[str]:
    """Expressions of the masks of a row, ``BLANK`` in the first for a row without a filled cell.

    Args:
        table: The declaration.
        cells: Expressions by column.
        extra: Expression of what stands beyond the last column, ``null`` where nothing can.
    """
    columns = {column.name: column for column in table.columns}
    tests = [f"{extra} is not null" if not rule.column else _test(rule.code, columns[rule.column], cells) for rule in rules_of(table)]
    masks = []
    for first in range(0, len(tests), BITS):
        terms = [f"case when {test} then {1 << bit} else 0 end" for bit, test in enumerate(tests[first : first + BITS]) if test]
        masks.append("cast(" + "\n    + ".join(terms or ["0"]) + " as bigint)")
    empty = " and ".join(cell.blank for cell in cells.values()) + f" and {extra} is null"
    masks[0] = f"case when {empty} then {BLANK} else {masks[0]} end"
    return masks


def _test(code: str, column: Column, cells: dict[str, Cell]) -> str:
    """What is true of a row that breaks a rule; empty where none can."""
    cell = cells[column.name]
    if code == "I028":
        return cell.blank
    if code == "I066":
        return f"not regexp_full_match({cell.text}, {literal(column.pattern)})"
    if code == "I067":
        bounds = [(column.low, "<"), (column.high, ">")]
        return "(" + " or ".join(f"{cell.value} {sign} {_number(bound)}" for bound, sign in bounds if bound is not None) + ")"
    if code == "I068":
        return f"{cell.value} < {cells[column.not_before].value}"
    if code == TYPE_CODES.get(column.kind):
        return cell.wrong
    return f"{cell.text} not in ({', '.join(map(literal, column.allowed))})"


def _number(value: Decimal) -> str:
    return f"cast('{value:f}' as decimal(28,10))"


def broken(rules: Sequence[Rule], masks: Sequence[int]) -> Iterator[Rule]:
    """The rules that a row with these masks breaks."""
    for number, rule in enumerate(rules):
        if masks[number // BITS] >> (number % BITS) & 1:
            yield rule


def breaks_sql(rules: Sequence[Rule], rule: Rule) -> str:
    """Condition over the columns ``_mask_0`` ... of a row that breaks a rule."""
    number = rules.index(rule)
    return f"_mask_0 <> {BLANK} and (_mask_{number // BITS} & {1 << number % BITS}) <> 0"
