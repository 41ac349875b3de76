"""How a rule speaks: what it measured, where, and whether that is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.documents.layout.lines import Line
from scoring.documents.layout.standard import Standard

if TYPE_CHECKING:
    from scoring.documents.layout.parts import Document


@dataclass(frozen=True)
class Measure:
    """One thing measured.

    Args:
        page: Its page, from 1.
        is_right: Whether it is as the rule wants it.
        measured: What was measured, as text; empty where the thing was not found.
        expected: What is wanted, where that depends on the document; else the rule's own words are used.
        quote: Words of the document at this place.
        is_substitute: Whether an accepted substitute serves (fonts).
    """

    page: int
    is_right: bool
    measured: str
    expected: str = ""
    quote: str = ""
    is_substitute: bool = False


def wrong(page: int, measured: str, expected: str = "", words: str = "") -> Measure:
    """A measure that is not as wanted; without words nothing was found."""
    return Measure(page, is_right=False, measured=measured, expected=expected, quote=words)


def fine(page: int) -> Measure:
    """Nothing amiss on a page."""
    return Measure(page, is_right=True, measured="")


Check = Callable[["Document", Standard], Iterable[Measure]]
CHECKS: dict[str, Check] = {}  # rule id -> its function; rules.yaml says the rest
_QUOTE = 16  # characters


def rule(rule_id: str) -> Callable[[Check], Check]:
    """Register the function of a rule."""

    def register(check: Check) -> Check:
        CHECKS[rule_id] = check
        return check

    return register


def _tenths(value: float) -> str:
    """A measured length; zero has no sign. Lengths of a print are no figures of the assessment, so not in ``numbers``."""
    return f"{round(value, 1) + 0.0:.1f}"


def mm(value: float) -> str:
    """A length as text."""
    return f"{_tenths(value)} mm"


def pt(value: float) -> str:
    """A type size as text."""
    return f"{value:.4g} pt"


def chars(value: float) -> str:
    """A number of characters as text."""
    return f"{_tenths(value)} 字"


def rows(value: float) -> str:
    """A number of lines as text."""
    return f"{_tenths(value)} 行"


def quote(line: Line) -> str:
    """The beginning of a line."""
    return line.text if len(line.text) <= _QUOTE else f"{line.text[:_QUOTE]}…"


def at(line: Line, is_right: bool, measured: str, expected: str = "") -> Measure:  # noqa: FBT001 - the verdict is the point
    """A measure of a line."""
    return Measure(line.page, is_right, measured, expected, quote(line))


def faces(lines: Iterable[Line], role: str, standard: Standard) -> Iterator[Measure]:
    """One measure per font among lines that have to be set in the face of a role."""
    seen: set[str] = set()
    for line in lines:
        if line.family not in seen:
            seen.add(line.family)
            status = standard.families.status(role, line.family)
            yield Measure(line.page, status != "other", line.family, role, quote(line), is_substitute=status == "accepted")


def sizes(lines: Iterable[Line], least: float, most: float, standard: Standard) -> Iterator[Measure]:
    """One measure per type size among lines that have to be of one size; two reckonings of it are right."""
    seen: set[float] = set()
    off = standard.tolerances["size"]
    for line in lines:
        size = round(line.size, 1)
        if size not in seen:
            seen.add(size)
            yield at(line, least - off <= line.size <= most + off, pt(line.size))


def blank_below(edge: float, line: Line, pitch: float) -> float:
    """Blank lines between an edge and a line, which takes a whole line of the grid whatever its type size."""
    return (line.middle - pitch / 2 - edge) / pitch


def gap(upper: Line | None, lower: Line | None, wanted: int, standard: Standard, pitch: float | None) -> Iterator[Measure]:
    """Blank lines between two lines of one page."""
    if upper and lower and upper.page == lower.page:
        step = pitch or standard.pitch
        blank = (lower.middle - upper.middle) / step - 1
        yield at(lower, standard.within("gap", blank, wanted), rows(blank))
