"""An amount as a spreadsheet formula together with the number that it must give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

LONGEST = 8000  # characters of a formula; Excel takes 8,192


@dataclass(frozen=True, slots=True)
class Term:
    """An amount as a formula (without ``=``) and as the number it must give."""

    formula: str
    value: Decimal


def plus(terms: Iterable[Term]) -> Term:
    """The sum of terms."""
    parts = list(terms)
    return Term("+".join(part.formula for part in parts) or "0", sum((part.value for part in parts), Decimal(0)))


def cell(row: int, column: int, *, fixed_row: bool = False) -> str:
    """A reference to a cell by 0-based row and column: ``D5``, or ``D$5`` where the row must stay."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{'$' if fixed_row else ''}{row + 1}"
