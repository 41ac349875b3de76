"""Statutory tables whose cells run on in one line: ``(一)予以公开 4 0 0 0 0 0 4 (二)部分公开 0 ...``.

Text copied from a page or made by simple programs may have the whole report in one line. Where such a line holds many
row labels with figures behind them, every row becomes a line of its own for the reader of line tables, and the stretch is
blanked in the running text, so that no figure of a table is ever taken for one of prose. Where not even blanks are
left between the cells (``1.属于国家秘密00012.其他``) nothing can be read, and the stretch is only blanked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.intake.cells import UNIT
from scoring.intake.document import Document, Line
from scoring.intake.statutory.labels import LONGEST, LabelIndex
from scoring.intake.statutory.line_tables import is_cell

_LONG = 150  # characters; a row that stands alone is shorter
_MIN_LABELS = 5  # so many different row labels make a table
_LABEL_TOKENS = 8  # pieces that blanks may break a label into
_MANY_CELLS = 10  # figures in a row that have no label: those of table 4
_LONG_LABEL = 6  # characters
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Group:
    """Words and the cells behind them.

    Args:
        words: Tokens that are no cells, with their places in the line.
        cells: Tokens that are.
        label: How many of the last words make up a row label; 0 when they make none.
    """

    words: Sequence[re.Match[str]]
    cells: Sequence[re.Match[str]]
    label: int


def with_flat_tables(document: Document, indexes: Sequence[LabelIndex]) -> tuple[Document, frozenset[int]]:
    """The document with the rows of such lines as lines of their own.

    Returns:
        The document, and the identities of the added lines, which are no running text.
    """
    if all(len(line.text) < _LONG for line in document.lines):
        return document, frozenset()
    lines: list[Line] = []
    added: list[Line] = []
    for line in document.lines:
        groups = list(_groups(line.text, indexes)) if len(line.text) >= _LONG else []
        found = [n for n, group in enumerate(groups) if group.label]
        if len({_label(groups[n]) for n in found}) < _MIN_LABELS:
            lines.append(_without_run_together(line, indexes))
            continue
        last = max(n for n, group in enumerate(groups) if group.label or len(group.cells) >= _MANY_CELLS)
        table = groups[found[0] : last + 1]
        rows = [Line(text, line.locator) for group in table for text in _texts(group, indexes)]
        lines += [replace(line, text=_blanked(line.text, table)), *rows]
        added += rows
    return replace(document, lines=tuple(lines)), frozenset(map(id, added))


def _without_run_together(line: Line, indexes: Sequence[LabelIndex]) -> Line:
    """The line with a table blanked whose cells run together; prose has a counter or a mark behind each of its figures."""
    if len(line.text) < _LONG or sum(word in "".join(line.text.split()) for word in _words(tuple(indexes))) < _MIN_LABELS:
        return line
    found = list(_run_together(tuple(indexes)).finditer(line.text))
    if len({match["label"] for match in found}) < _MIN_LABELS:
        return line
    return replace(line, text=_blank(line.text, found[0].start(), found[-1].end()))


@functools.cache
def _words(indexes: tuple[LabelIndex, ...]) -> frozenset[str]:
    """The words of all row labels that are long enough to be no part of a sentence's wording by chance."""
    return frozenset(word for index in indexes for word in index.exact if len(word) >= _LONG_LABEL)


@functools.cache
def _run_together(indexes: tuple[LabelIndex, ...]) -> re.Pattern[str]:
    """A row label, perhaps a unit, and figures with nothing but the next label behind them."""
    labels = "|".join(r"\s*".join(word) for word in sorted(_words(indexes), key=len, reverse=True))
    return re.compile(
        rf"(?P<label>{labels})(?:\s*{UNIT.pattern})?\s*[0-9０-９][0-9０-９\s.,/—-]*(?=[(（]?[一二三四五六七八九十\d]*[)）、.．]?\s*(?:{labels})|$)"
    )


def without(lines: Sequence[Line], added: frozenset[int]) -> tuple[Line, ...]:
    """The running text, without the lines that were added for the tables."""
    return tuple(line for line in lines if id(line) not in added) if added else tuple(lines)


def _groups(text: str, indexes: Sequence[LabelIndex]) -> Iterator[_Group]:
    words: list[re.Match[str]] = []
    cells: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if is_cell(token[0]):
            cells.append(token)
        elif cells:
            yield _Group(words, cells, _label_length(words, indexes))
            words, cells = [token], []
        else:
            words.append(token)
    if cells:
        yield _Group(words, cells, _label_length(words, indexes))


def _label_length(words: Sequence[re.Match[str]], indexes: Sequence[LabelIndex]) -> int:
    for count in range(1, min(len(words), _LABEL_TOKENS) + 1):
        label = "".join(word[0] for word in words[-count:])
        if len(label) > LONGEST:
            return 0
        if any(index.rows(label) for index in indexes):
            return count
    return 0


def _label(group: _Group) -> str:
    return "".join(word[0] for word in group.words[-group.label :])


def _texts(group: _Group, indexes: Sequence[LabelIndex]) -> Iterator[str]:
    """A line for every heading in front of the label, and one for the row; without a label words and cells stand apart."""
    heads = group.words[: len(group.words) - group.label]
    yield from (word[0] for word in heads if len(word[0]) <= LONGEST and _is_heading(word[0], indexes))
    cells = " ".join(cell[0] for cell in group.cells)
    yield f"{_label(group)} {cells}" if group.label else cells


def _is_heading(word: str, indexes: Sequence[LabelIndex]) -> bool:
    return any(index.is_furniture(word) or any(mark in word for mark in index.table.marks) for index in indexes)


def _blanked(text: str, table: Sequence[_Group]) -> str:
    first, last = table[0], table[-1]
    return _blank(text, first.words[-first.label].start(), last.cells[-1].end())


def _blank(text: str, start: int, end: int) -> str:
    """The text with blanks in the place of a table and of its headings: the places of everything else stay."""
    begin = text.rfind("。", 0, start) + 1
    return f"{text[:begin]}{' ' * (end - begin)}{text[end:]}"
