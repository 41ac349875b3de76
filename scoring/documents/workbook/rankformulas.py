"""The rank of a unit as a formula over the ranked rows: score, then what decides between equal scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from scoring.documents.workbook.terms import Term
from scoring.results.model import Arithmetic, TieBreak

Best = Literal["highest", "lowest"]
_BETTER: dict[Best, str] = {"highest": ">", "lowest": "<"}
_FAR = 10**9  # beyond any points: a unit without the compared points goes last
COMPARED_FORMAT = {"highest": f'[<=-{_FAR}]"—";General', "lowest": f'[>={_FAR}]"—";General'}


def last_place(best: Best) -> int:
    """The number that stands for missing points, so that the unit goes last."""
    return -_FAR if best == "highest" else _FAR


def compared(breaker: TieBreak, reference: str | None, value: Decimal | None, carry: int) -> Term:
    """What a unit has of a tie-breaker: the cell that holds it, or the number where no cell of the sheet does."""
    last = last_place(breaker.best)
    if reference is None:
        return Term("", Decimal(last) if value is None else value)
    return Term(f"IF(ISNUMBER({reference}),ROUND({reference},{carry}),{last})", Decimal(last) if value is None else value)


def rank_formula(own: Sequence[str], everybody: Sequence[str], arithmetic: Arithmetic) -> str:
    """Rank of a row: 1 + the rows (1-2-2-4) or the different places (1-2-2-3) that go before.

    Args:
        own: The row's cells: score, then one per tie-breaker.
        everybody: The ranges of the same columns over all ranked rows.
        arithmetic: What the criteria declare.
    """
    plain = len(own) == 1
    if plain and arithmetic.ties == "competition":
        return f"RANK({own[0]},{everybody[0]},{0 if arithmetic.best == 'highest' else 1})"
    better = _better(own, everybody, directions(arithmetic))
    if arithmetic.ties == "competition":
        return f"SUMPRODUCT({better})+1"
    if plain:
        return f"ROUND(SUMPRODUCT({better}/COUNTIF({everybody[0]},{everybody[0]})),0)+1"
    same = "COUNTIFS(" + ",".join(f"{cells},{cells}" for cells in everybody) + ")"
    return f"ROUND(SUMPRODUCT(({better})/{same}),0)+1"


def _better(own: Sequence[str], everybody: Sequence[str], best: Sequence[Best]) -> str:
    """1 for every row that goes before: a better score, or the same score and better in what comes next."""
    here = f"({everybody[0]}{_BETTER[best[0]]}{own[0]})"
    if len(own) == 1:
        return here
    return f"({here}+({everybody[0]}={own[0]})*{_better(own[1:], everybody[1:], best[1:])})"


def directions(arithmetic: Arithmetic) -> list[Best]:
    """Which is better, of the score and of every tie-breaker."""
    return [arithmetic.best, *(breaker.best for breaker in arithmetic.break_ties)]


def ranks(scores: Sequence[Sequence[Decimal]], arithmetic: Arithmetic) -> list[int]:
    """The ranks that :func:`rank_formula` gives; every row is its score and its tie-breakers."""
    signs = [1 if best == "highest" else -1 for best in directions(arithmetic)]
    keys = [tuple(value * sign for value, sign in zip(row, signs, strict=True)) for row in scores]
    compared = sorted(set(keys)) if arithmetic.ties == "dense" else keys
    return [1 + sum(other > key for other in compared) for key in keys]
