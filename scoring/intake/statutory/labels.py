"""Recognises the row labels of a statutory table in the ways that sites print them.

A label matches after folding (width, whitespace, punctuation, quotation marks), with or without
its number, with or without a bracketed note, as one of the declared variants, or, in the tables of
the six-section report, by a distinctive part. Equal labels are told apart by the section they
stand in. What is only similar is the business of ``near_labels``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scoring.intake.cells import LOST
from scoring.intake.forms import Row, Table

_NUMBER = re.compile(
    r"(?:其中:?)?(?:\((?P<in>[一二三四五六七八九十]{1,3}|\d{1,2})\)|(?P<cn>[一二三四五六七八九十]{1,3})[、.:,)]|(?P<ar>\d{1,2})(?:[、.:,)](?!\d)|(?=[^\d\W])))|其中:?(?=.)"
)
_NOT_WORD = re.compile(r"[^\w/]|_")
_NOTE = re.compile(r"\([^()]*\)?$")
_NEGATIONS = frozenset("不未无非没")
_MOST_REMEMBERED = 20_000
LONGEST = 80
"""Longer texts are prose, not labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A folded label: its number and its words, with and without the note in brackets."""

    no: str
    full: str
    short: str


@functools.lru_cache(maxsize=4096)
def fold_label(text: str) -> Label | None:
    """The number and the words of a text, None when it is too long, has no words, or has lost some."""
    if len(text) > LONGEST or text.isdigit() or LOST in text:
        return None
    rest = "".join(unicodedata.normalize("NFKC", text).split())
    no = ""
    while match := _NUMBER.match(rest):
        no = match["in"] or match["cn"] or match["ar"] or no
        rest = rest[match.end() :]
    full = rest if rest.isalnum() else _NOT_WORD.sub("", rest)
    short = _NOT_WORD.sub("", _NOTE.sub("", rest)) if "(" in rest else full
    return Label(no, full, short) if full else None


class _Remembered(dict[str, tuple[Row, ...]]):
    """The rows of the texts asked for so far; every cell of every report is looked up here, so a hit must cost no call."""

    def __init__(self, find: Callable[[str], Iterable[Row]]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, text: str) -> tuple[Row, ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()  # the labels of the forms are soon back, and the menus of thousands of pages need no memory
        rows = self[text] = tuple(self.find(text))
        return rows


@dataclass(eq=False)
class LabelIndex:
    """The labels of one table, compiled once.

    Args:
        table: The table.
    """

    table: Table
    exact: dict[str, list[Row]] = field(default_factory=dict)
    parts: list[tuple[str, Row]] = field(default_factory=list)

    def __post_init__(self) -> None:
        variants = self.table.layout in {"list", "rows"}
        for row in self.table.rows:
            for words in spellings([row.label, *(row.also if variants else ())]):
                rows = self.exact.setdefault(words, [])
                if row not in rows:
                    rows.append(row)
            if not variants:
                self.parts += [(words, row) for words in spellings(row.also)]
        self.furniture = frozenset(spellings([*self.table.furniture, *(g for row in self.table.rows for g in row.group)]))
        self.seen = _Remembered(self._rows)
        self.marks = frozenset(self.table.marks) | {mark.removeprefix("结果") for mark in self.table.marks}

    def rows(self, text: str) -> tuple[Row, ...]:
        """All rows that the text may be the label of; usually none or one."""
        return self.seen[text]

    def _rows(self, text: str) -> list[Row]:
        label = fold_label(text)
        if label is None:
            return []
        rows = self.exact.get(label.full) or self.exact.get(label.short)
        if rows is None:
            full = label.full
            held = [row for words, row in self.parts if words in full and _holds(full, words) and (row.bare or row.no == label.no)]
            return held if not held or not self._contradicts(label, held, ()) else []
        rows = [row for row in rows if row.bare or row.no == label.no]
        other = [row for row in rows if label.no not in {"", row.no}]
        return [row for row in rows if row not in other or not self._contradicts(label, rows, (label.no,))]

    def _contradicts(self, label: Label, rows: list[Row], numbers: tuple[str, ...]) -> bool:
        from scoring.intake.statutory.near_labels import contradicts  # rarely needed, and rapidfuzz takes time to load

        return contradicts(label, rows, self.exact, numbers)

    def is_furniture(self, text: str) -> bool:
        """Whether the text is a heading or group label of the table."""
        label = fold_label(text)
        return label is not None and (label.full in self.furniture or label.short in self.furniture)


def _holds(text: str, words: str) -> bool:
    """Whether the words stand in the text, and not behind a negation."""
    place = text.find(words)
    return place >= 0 and text[place - 1 : place] not in _NEGATIONS


def spellings(labels: Iterable[str]) -> list[str]:
    """The folded words of labels, with and without notes in brackets."""
    folded = [fold_label(label) for label in labels]
    return [words for label in folded if label for words in dict.fromkeys((label.full, label.short)) if words]
