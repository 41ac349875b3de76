"""The sliders that are asked for: factors by id, given one by one or in a file as the page of the explorer writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from scoring.criteria.model import Criteria
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import nearest

COLUMNS = ("id", "title", "factor")
_NEEDED = ("id", "factor")
MOST_DIGITS = 4  # decimals of a factor
MOST = Decimal(100)  # largest factor: more than any argument about weights is about


@dataclass(frozen=True, slots=True)
class Slider:
    """One factor as it was given: where, of which node, the text."""

    file: str
    line: int | None
    node: str
    text: str


def given(texts: Iterable[str]) -> list[Slider]:
    """Sliders given as ``ID=FACTOR``."""
    return [Slider("", None, identity.strip(), factor.strip()) for identity, _, factor in (text.partition("=") for text in texts)]


def read_weights(path: Path) -> list[Slider]:
    """The sliders of a file: columns id and factor, title if wanted; CSV, a workbook or Parquet.

    Raises:
        ProblemsFound: S055 (columns), I002-I009, I029, I031, I033.
    """
    from scoring.intake.inputs.files import read_raw

    shown = str(path)
    raw = read_raw(path, shown, "、".join(COLUMNS))
    if not set(_NEEDED) <= set(raw.header) <= set(COLUMNS):
        raise ProblemsFound([Problem("S055", shown, 1, found="、".join(raw.header), args={"columns": "、".join(COLUMNS)})])
    if raw.problems:
        raise ProblemsFound(raw.problems)
    rows = [dict(zip(raw.header, row, strict=True)) for row in raw.rows]
    return [Slider(shown, line, row["id"] or "", row["factor"] or "") for line, row in zip(raw.numbers, rows, strict=True)]


def factors_of(criteria: Criteria, sliders: Iterable[Slider]) -> dict[str, Decimal]:
    """Factor by node id.

    Raises:
        ProblemsFound: S051 (no such node), S052 (no factor), S054 (twice), S057 (none is given), S058 (an amount beside the tree).
    """
    factors: dict[str, Decimal] = {}
    problems = []
    for slider in sliders:
        found = list(_problems(criteria, slider, factors))
        problems += found
        if not found:
            factors[slider.node] = Decimal(slider.text)
    if not factors and not problems:
        problems.append(Problem("S057"))
    if problems:
        raise ProblemsFound(problems)
    return factors


def _problems(criteria: Criteria, slider: Slider, before: Mapping[str, Decimal]) -> Iterator[Problem]:
    known = [node.id for node in criteria.nodes()]
    if slider.node in {node.id for node in criteria.scored()} - set(known):
        yield Problem("S058", slider.file, slider.line, found=slider.node)
    elif slider.node not in known:
        yield Problem("S051", slider.file, slider.line, found=slider.node, args={"nearest": nearest(slider.node, known)})
    elif slider.node in before:
        yield Problem("S054", slider.file, slider.line, found=slider.node)
    if not _is_factor(slider.text):
        args = {"most": str(MOST), "digits": MOST_DIGITS}
        yield Problem("S052", slider.file, slider.line, slider.node, slider.text, args)


def _is_factor(text: str) -> bool:
    try:
        factor = Decimal(text)
    except InvalidOperation:
        return False
    return factor.is_finite() and 0 <= factor <= MOST and -int(factor.normalize().as_tuple().exponent) <= MOST_DIGITS


def groups_of(criteria: Criteria, wanted: Iterable[str]) -> tuple[str, ...]:
    """Ids of the groups whose weights change, all where none is named; raises ProblemsFound S056."""
    known = {name: group.id for group in criteria.groups for name in (group.title, group.id)}
    wanted = list(wanted)
    wrong = [
        Problem("S056", found=name, args={"groups": "、".join(group.id for group in criteria.groups)})
        for name in wanted
        if name not in known
    ]
    if wrong:
        raise ProblemsFound(wrong)
    chosen = {known[name] for name in wanted} or {group.id for group in criteria.groups}
    return tuple(group.id for group in criteria.groups if group.id in chosen)
