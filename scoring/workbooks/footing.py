"""Live footing checks: the relations of a form as formulas of its fill-in workbook.

The formulas say what ``scoring check`` says of the same figures: a relation is judged only when all its figures are
there; what does not apply counts as nothing; a difference is an error or, where the form's rule is a warning, a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scoring.intake.filled.marker import NOT_APPLICABLE
from scoring.intake.formats.read_xlsx import column_name
from scoring.intake.forms import Form
from scoring.intake.relations import LinearRelation, Term
from scoring.workbooks.page import Figure, Page

HOLDS, FAILS, DOUBT, OPEN, VOID = "✔ 相符", "✘ 不符", "！ 请核实", "— 未填全", "— 不适用"
SIGNS = {"=": "＝", "<=": "≤", ">=": "≥"}
_PREV = "@prev"


@dataclass(frozen=True)
class Spot:
    """The cell of a summand: its page, row and column, and the column that says whether its row applies."""

    page: Page
    row: int
    column: int
    applies: int | None


@dataclass(frozen=True)
class Check:
    """A relation of the workbook.

    Args:
        relation: The relation of the form.
        page: Page that it is shown on.
        anchor: The figure that it is shown beside.
        left: Formula of the left side, empty text while figures are missing.
        right: The same of the right side.
    """

    relation: LinearRelation
    page: Page
    anchor: Figure
    left: str
    right: str

    def result(self, row: int, left: str, right: str) -> str:
        """Formula of the verdict, from the cells of both sides in a row (from 0)."""
        one, other = f"{left}{row + 1}", f"{right}{row + 1}"
        fails = FAILS if self.relation.severity == "error" else DOUBT
        judged = f'IF(ROUND(N({one})-N({other}),6){self.relation.op}0,"{HOLDS}","{fails}")'
        # What does not apply counts nothing, but it is no figure that could contradict another one.
        void = [f'AND({a}="{NOT_APPLICABLE}",OR({b}="{NOT_APPLICABLE}",N({b})<>0))' for a, b in ((one, other), (other, one))]
        return f'=IF(OR({one}="",{other}=""),"{OPEN}",IF(OR({",".join(void)}),"{VOID}",{judged}))'


def footing_checks(form: Form, pages: Sequence[Page], past: Mapping[tuple[str, str], object]) -> list[Check]:
    """The checks of a workbook in the order of the form; those with last year only where last year's figures are known.

    Args:
        form: The form.
        pages: Its tables laid out.
        past: Last year's figures by (metric, part).
    """
    found = (_check(relation, pages, past) for relation in (*form.relations, *form.continuity))
    return [check for check in found if check]


def _check(relation: LinearRelation, pages: Sequence[Page], past: Mapping[tuple[str, str], object]) -> Check | None:
    spots = {term: _spot(term, pages, past) for term in relation.terms}
    if not all(spots.values()):
        return None
    terms = sorted(relation.terms, key=lambda term: (term[2].endswith(_PREV), term[0] != "right"))
    anchor = _place(terms[0], pages)
    if anchor is None:
        return None
    page, figure = anchor
    sides = [[(term, spot) for term, spot in spots.items() if spot and term[0] == side] for side in ("left", "right")]
    return Check(relation, page, figure, side_formula(sides[0]), side_formula(sides[1]))


def _place(term: Term, pages: Iterable[Page]) -> tuple[Page, Figure] | None:
    metric = term[2].removesuffix(_PREV)
    return next(((page, figure) for page in pages if (figure := page.place(metric, term[3]))), None)


def _spot(term: Term, pages: Iterable[Page], past: Mapping[tuple[str, str], object]) -> Spot | None:
    found = _place(term, pages)
    if found is None:
        return None
    page, figure = found
    if not term[2].endswith(_PREV):
        return Spot(page, figure.row, figure.column, page.applies)
    if (term[2].removesuffix(_PREV), term[3]) not in past:
        return None
    return Spot(page, *page.past(figure), None)


def side_formula(side: Sequence[tuple[Term, Spot]]) -> str:
    """``=IF(COUNT(...)=n, SUM(...), "")``: the sum of one side once all its figures are there; 不适用 where none of them applies."""
    if not side:
        return "=0"
    areas = list(_areas(spot for _, spot in side))
    count = "+".join(f"COUNT({area})" for area, _ in areas)
    absent = "+".join(_absent(area, applies) for area, applies in areas)
    total = "".join(f"{'-' if term[1] < 0 else '+'}SUM({area})" for term, area in _summed(side))
    whole = f'IF({absent}={len(side)},"{NOT_APPLICABLE}",{total.removeprefix("+")})'
    return f'=IF({count}+{absent}={len(side)},{whole},"")'


def _absent(area: str, applies: str) -> str:
    """How many cells of an area say that they do not apply."""
    words = f'({area}="{NOT_APPLICABLE}")+({area}="/")'
    rows = f'+({applies}="{NOT_APPLICABLE}")*({area}="")' if applies else ""
    return f"SUMPRODUCT({words}{rows})"


def _summed(side: Sequence[tuple[Term, Spot]]) -> Iterator[tuple[Term, str]]:
    """The areas of a side, those that are taken off apart from the others."""
    for sign, same in groupby(sorted(side, key=lambda pair: pair[0][1], reverse=True), key=lambda pair: pair[0][1]):
        pairs = list(same)
        yield from ((("left", sign, "", ""), area) for area, _ in _areas(spot for _, spot in pairs))


def _areas(spots: Iterable[Spot]) -> Iterator[tuple[str, str]]:
    """Cells joined into areas of one row or one column: (area, the area that says whether its rows apply)."""
    rest = sorted(spots, key=lambda spot: (spot.page.name, spot.column, spot.row))
    while rest:
        first = rest[0]
        down = _run(rest, first, (1, 0))
        across = [] if first.applies is not None else _run(rest, first, (0, 1))
        run = across if len(across) > len(down) else down
        rest = [spot for spot in rest if spot not in run]
        yield _area(run), _applies(run)


def _run(spots: Sequence[Spot], first: Spot, step: tuple[int, int]) -> list[Spot]:
    known = {(spot.row, spot.column): spot for spot in spots if (spot.page, spot.applies) == (first.page, first.applies)}
    run = []
    place = (first.row, first.column)
    while place in known:
        run.append(known[place])
        place = (place[0] + step[0], place[1] + step[1])
    return run


def _area(run: Sequence[Spot]) -> str:
    return reference(run[0].page, (run[0].row, run[0].column), (run[-1].row, run[-1].column))


def _applies(run: Sequence[Spot]) -> str:
    column = run[0].applies
    return "" if column is None else reference(run[0].page, (run[0].row, column), (run[-1].row, column))


def reference(page: Page, first: tuple[int, int], last: tuple[int, int] | None = None) -> str:
    """A cell or area of another sheet, such as ``'表三'!D7:D9``."""
    one = f"{column_name(first[1])}{first[0] + 1}"
    other = one if last is None else f"{column_name(last[1])}{last[0] + 1}"
    return f"'{page.name}'!{one}" + ("" if one == other else f":{other}")
