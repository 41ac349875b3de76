"""Row labels that are misprinted or cut off: the nearest label of the form, where only one is near.

Distance is counted in characters lost, doubled, replaced or swapped (optimal string alignment). It never bridges
what tells rows apart: a negation, an ordinal, 上 and 下, 新; and a label that is also near another row, heading
or label of any form is not read. Asked only for rows of tables that are already recognised by exact labels.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter

from scoring.intake.forms import Row, load_forms
from scoring.intake.statutory.labels import Label, LabelIndex, fold_label, spellings

_DECISIVE = re.compile("[不未无非没否免上下新前后一二三四五六七八九十零〇0-9]")
_WORDS = re.compile("[\u3400-\u9fffA-Za-z0-9/]{4,}")
_CUT = ("…", "⋯", "..", "。。")
_SHORTEST = 4
_BEGUN = 5
_FAR = 5  # no label that differs by so many characters in length can be near or a rival
_first = itemgetter(0)
_ALONE = 2  # no other label may be less than so much farther than the nearest
_NUMBERED = 1  # ... where the printed number says the same


def _bound(words: str) -> int:
    """How many slips a label of this length may have."""
    return 0 if len(words) < _SHORTEST else 1 if len(words) < 2 * _SHORTEST else 2 if len(words) < 4 * _SHORTEST else 3


def decisive(words: str) -> list[str]:
    """The characters of a label that no slip may touch, in order."""
    return _DECISIVE.findall(words)


class NearLabels:
    """The labels of one table with everything that they must not be taken for.

    Args:
        index: The labels of the table.
    """

    def __init__(self, index: LabelIndex) -> None:
        self.targets: dict[str, tuple[Row, ...]] = {words: tuple(rows) for words, rows in index.exact.items()}
        for words, row in index.parts:
            self.targets.setdefault(words, (row,))
        known = [words for words in _known_words() if words not in self.targets]
        self.words = [*self.targets, *known, *(words for words in index.furniture if words not in self.targets)]
        self.index = index
        self.seen: dict[str, tuple[Row, ...]] = {}

    def rows(self, text: str) -> tuple[Row, ...]:
        """The rows whose label the text can only be a slip or the beginning of; usually none or one."""
        if text not in self.seen:
            self.seen[text] = self._find(text)
        return self.seen[text]

    def knows(self, label: Label) -> bool:
        """Whether the label is one of any form, or a heading."""
        return label.full in self.words or label.short in self.words

    def likeness(self, label: Label, row: Row) -> float:
        """How much of the label is also in that of a row, in per cent."""
        from rapidfuzz.fuzz import ratio

        return max(ratio(label.short, words) for words in spellings([row.label, *row.also]))

    def _find(self, text: str) -> tuple[Row, ...]:
        label = fold_label(text)
        if label is None or not _WORDS.fullmatch(label.full):
            return ()
        cut = text.rstrip().endswith(_CUT)
        for words in dict.fromkeys((label.full, label.short)):
            if len(words) >= _SHORTEST and (rows := self._nearest(words, label) or self._begun(words, label, cut=cut)):
                return rows
        return ()

    def _nearest(self, words: str, label: Label) -> tuple[Row, ...]:
        from rapidfuzz.distance import OSA

        found = sorted(((OSA.distance(words, known), known) for known in self.words if abs(len(known) - len(words)) <= _FAR), key=_first)
        if not found:
            return ()
        distance, best = found[0]
        rows = _numbered(self.targets.get(best, ()), label)
        if not rows or distance > _bound(best) or decisive(words) != decisive(best):
            return ()
        rival = next((score for score, other in found if self.targets.get(other) != self.targets[best]), None)
        margin = _NUMBERED if label.no else _ALONE
        return rows if rival is None or rival - distance >= margin else ()

    def _begun(self, words: str, label: Label, *, cut: bool) -> tuple[Row, ...]:
        """The rows of the only label that begins with the words."""
        least = _SHORTEST if cut else _BEGUN
        begun = {self.targets.get(known, ()): known for known in self.words if known.startswith(words)}
        if len(words) < least or len(begun) != 1:
            return ()
        (rows,) = begun
        return _numbered(rows, label) if cut or 2 * len(words) >= len(begun[rows]) else ()


def _numbered(rows: Sequence[Row], label: Label) -> tuple[Row, ...]:
    """The rows that do not contradict the printed number."""
    return tuple(row for row in rows if label.no in {"", row.no} and (row.bare or label.no))


@functools.cache
def _known_words() -> tuple[str, ...]:
    """Every label, variant and heading of every form."""
    texts = [
        text
        for form in load_forms()
        for table in form.tables
        for text in (*table.furniture, *(t for row in table.rows for t in (row.label, *row.also, *row.group)))
    ]
    return tuple(dict.fromkeys(spellings(texts)))


@functools.cache
def near_labels(index: LabelIndex) -> NearLabels:
    """The near labels of a table, compiled when first needed."""
    return NearLabels(index)


def contradicts(label: Label, rows: Sequence[Row], known: Mapping[str, Sequence[Row]], numbers: Sequence[str]) -> bool:
    """Whether a label that names some rows may be a slip of another one: ``4.同意公开答复数`` for 不同意公开答复数.

    Args:
        label: The label as printed.
        rows: The rows that it seems to name.
        known: Rows by label.
        numbers: Only rows with one of these numbers count as others; empty for all.
    """
    from rapidfuzz.distance import OSA

    return any(
        OSA.distance(words, label.short) <= _ALONE
        for words, others in known.items()
        if any(other not in rows and (not numbers or other.no in numbers) for other in others)
    )
