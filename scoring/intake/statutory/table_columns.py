"""Which applicant column of table 3 stands where, by the header where it can be read, else as the form prints them.

A page may swap columns, drop one, repeat one, or have further ones (a unit, remarks). The header is read as the
sequence of its lowest headings, because the columns of header and body often do not lie under each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from scoring.intake.document import Cell, Grid
from scoring.intake.forms import Table
from scoring.intake.statutory.labels import spellings
from scoring.intake.statutory.segments import role_of

Columns = tuple[int | None, ...]
"""For every cell behind the label: which value of the row it is (from 0), or None when it is none of the form."""

_HEADER_ROWS = 6
_OTHER = -1  # a heading that is not known
_GROUP = -2  # a heading over several others
_MIN_KNOWN = 5


def columns_of(grid: Grid, first: int, table: Table) -> Columns | None:
    """The columns as the header over a row says, None where it does not say it.

    Args:
        grid: The grid.
        first: The first row with a label.
        table: The table with its column headings.
    """
    names = {words: place for place, titles in enumerate(table.headings) for words in spellings(titles)}
    names |= {words: _GROUP for titles in table.groups for words in spellings(titles)}
    over = grid.rows[max(0, first - _HEADER_ROWS) : first]
    read = [(row, _headings(row, names)) for row in over]
    rows = [(row, places) for row, places in read if any(place is not None and place >= 0 for place in places)]
    if not rows:
        return None
    found = rows[-1][1]
    if len(rows) > 1 and not _is_sound(rows[-2][0], rows[-1][0], names):
        return None
    if len(set(found) & set(names.values())) <= _MIN_KNOWN and len(rows) > 1:
        found = _nested(rows[-2][1], found)
    found = [_OTHER if place == _GROUP else place for place in found]
    columns = _settled(found, len(table.headings))
    shown = not (grid.ragged or grid.gaps) or set(range(len(table.headings))) <= set(columns or ())
    return columns if shown else None  # a text may have lost a heading together with the cells under it


def matches(columns: Columns | None, cells: int, count: int) -> Columns | None:
    """The columns of a row with so many cells behind its label; None when header and row contradict each other.

    Args:
        columns: What the header says.
        cells: Cells behind the label.
        count: Columns of the form.
    """
    usual = tuple(range(count))
    if columns is None:
        return usual if cells >= count else None
    bare = tuple(place for place in columns if place is not None)
    if len(columns) == cells or (len(bare) == cells and bare != columns):
        return columns if len(columns) == cells else bare
    return usual if cells >= count and _run(bare) and (cells == count or bare == usual) else None


def _headings(row: Sequence[Cell], names: Mapping[str, int]) -> list[int | None]:
    """The headings of a row from left to right; what a span repeats to the right counts once."""
    return list(_trimmed([_place(cell.text, names) for cell in _single(row)]))


def _single(row: Sequence[Cell]) -> Iterator[Cell]:
    before: Cell | None = None
    for cell in row:
        if cell.text.strip() and not (before is not None and cell.spanned and cell.text == before.text):
            yield cell
        before = cell


def _place(text: str, names: Mapping[str, int]) -> int | None:
    words = "".join(text.split())
    if role_of(words) in {"unit", "skip"}:
        return None
    for spelled in spellings([words]):
        if spelled in names:
            return names[spelled]
        begun = {place for name, place in names.items() if len(spelled) > 1 and name.startswith(spelled)}
        if len(begun) == 1:
            return begun.pop()
    return _OTHER


def _trimmed(places: Sequence[int | None]) -> Iterator[int | None]:
    """Without the unknown headings in front of the first and behind the last known one."""
    known = [i for i, place in enumerate(places) if place != _OTHER]
    return iter(places[known[0] : known[-1] + 1] if known else ())


def _is_sound(upper: Sequence[Cell], lower: Sequence[Cell], names: Mapping[str, int]) -> bool:
    """Whether the lower headings lie exactly under the heading of their group: with a wrong colspan they do not."""
    group = {n for n, cell in enumerate(upper) if cell.text.strip() and _place(cell.text, names) == _GROUP}
    under = {n for n, (cell, above) in enumerate(zip(lower, upper, strict=False)) if cell.text.strip() and cell.text != above.text}
    spans = any(cell.spanned and cell.text.strip() for cell in lower)
    return not spans or (under == group if group else all(upper[n].text.strip() for n in under))


def _nested(upper: Sequence[int | None], lower: Sequence[int | None]) -> list[int | None]:
    """A lower row of headings in the place of the heading over it (法人或其他组织)."""
    if list(upper).count(_GROUP) != 1:
        return list(lower)
    return list(chain.from_iterable(lower if place == _GROUP else [place] for place in upper))


def _settled(found: Sequence[int | None], count: int) -> Columns | None:
    """The sequence when it decides something: all headings known, or each known one in its usual place."""
    known = [place for place in found if place is not None]
    if _OTHER in known:
        usual = len(found) == count and all(place in {_OTHER, n} for n, place in enumerate(found))
        return tuple(range(count)) if usual else None
    whole = {0, count - 1} <= set(known)  # without its ends it is only a part of the header
    return tuple(found) if whole and len(set(known)) >= _MIN_KNOWN else None


def _run(columns: tuple[int, ...]) -> bool:
    """Whether the headings are some of the usual ones in the usual order, without a gap."""
    return columns == tuple(range(columns[0], columns[0] + len(columns)))
