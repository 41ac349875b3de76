"""The numbers in the notes under a table and in remarks beside units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from scoring import numbers
from scoring.criteria.model import Criteria
from scoring.verifying.annex.units import MARKS, Listed, Wrong
from scoring.verifying.derived import Derived

_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
_FULL = re.compile(r"满分为([^。]*)。")
_FULL_OF = re.compile(r"([^、，：]+?)([0-9.]+)分")
_TOP = re.compile(r"前(\d+)名")
_LEFT = re.compile(r"另有(\d+)个单位未(评定等次|参加排名)")
_PRINT = re.compile(r"校验码([0-9a-f]{6,64})")
_MARKED = re.compile(f"([{MARKS}]+)([^{MARKS}]+)")
_NAMED = re.compile(r"《[^》]*》")


class Notes:
    """The text under the tables of one annex.

    Args:
        derived: Every unit's scores.
        listed: What the tables list.
        page: Page of the notes.
        analysis: How the firmness of the ranks was analysed, in words; empty where it was not.
    """

    def __init__(self, derived: Derived, listed: Listed, page: int, analysis: str = "") -> None:
        self.derived, self.listed, self.page, self.analysis = derived, listed, page, analysis
        self.numbers = 0

    def check(self, text: str) -> Iterator[Wrong]:
        """Numbers that are not what is derived, or that nothing derives."""
        rest = text.replace(" ", "")
        if self.analysis and self.analysis in rest:
            self.numbers += len(_NUMBER.findall(self.analysis))
            rest = rest.replace(self.analysis, "")
        rest = _without_names(rest, self._words())
        for pattern, check in ((_PRINT, self._fingerprint), (_FULL, self._full), (_LEFT, self._left), (_TOP, self._top)):
            for found in pattern.finditer(rest):
                yield from check(found)
            rest = pattern.sub("", rest)
        for found in _MARKED.finditer(rest):
            units = [unit for mark in found[1] for unit in self.listed.marks.get(mark, ())]
            yield from self.remark(found[2], units, found[1])
        for number in _NUMBER.findall(_MARKED.sub("", rest)):
            self.numbers += 1
            yield Wrong(self.page, "注", "注", number, "")

    def remark(self, text: str, units: Sequence[str], place: str) -> Iterator[Wrong]:
        """Numbers of what is remarked of units: each must be one of theirs."""
        known = {number for unit in units for number in _of_unit(self.derived, unit)}
        for number in _NUMBER.findall(_without_names(text, self._words())):
            self.numbers += 1
            if Decimal(number) not in known:
                yield Wrong(self.page, place, "注", number, "、".join(sorted({numbers.plain(value) for value in known})))

    def _words(self) -> list[str]:
        """Texts of the run that may hold numbers of their own: titles, reasons."""
        criteria, settings = self.derived.stored.criteria, self.derived.stored.settings
        nodes = [node.title for node in (*criteria.nodes(), *criteria.scored())]
        reasons = (unit.reason for unit in self.derived.stored.units)
        return [settings["criteria_title"], *settings["gates"].values(), *nodes, *(group.title for group in criteria.groups), *reasons]

    def _fingerprint(self, found: re.Match[str]) -> Iterator[Wrong]:
        self.numbers += 1
        whole = self.derived.stored.settings["score_fingerprint"]
        if not whole.startswith(found[1]):
            yield Wrong(self.page, "注", "校验码", found[1], whole[: len(found[1])])

    def _full(self, found: re.Match[str]) -> Iterator[Wrong]:
        """满分为主动公开25分、政策解读15分。: the full points of nodes, of any group."""
        full = _full_points(self.derived.stored.criteria)
        for title, number in _FULL_OF.findall(found[1]):
            self.numbers += 1
            if Decimal(number) not in full.get(title, set()):
                expected = "、".join(sorted(numbers.plain(value) for value in full.get(title, ())))
                yield Wrong(self.page, "注", title, number, expected)

    def _left(self, found: re.Match[str]) -> Iterator[Wrong]:
        """另有2个单位未评定等次: of any group or of all."""
        self.numbers += 1
        stored = self.derived.stored
        groups = [{group.id} for group in stored.criteria.groups]
        tried = [*groups, {group.id for group in stored.criteria.groups}]
        counted: Callable[[str], bool] = self._graded if found[2] == "评定等次" else self._scored
        left = {sum(unit.group in some and not counted(unit.unit_id) for unit in stored.units) for some in tried}
        if int(found[1]) not in left:
            yield Wrong(self.page, "注", found[2], found[1], "、".join(map(str, sorted(left))))

    def _graded(self, unit: str) -> bool:
        score = self.derived.scores.get(unit)
        return score is not None and score.unit.status == "assessed" and bool(score.place.grade)

    def _scored(self, unit: str) -> bool:
        score = self.derived.scores.get(unit)
        return score is not None and score.unit.status == "assessed" and score.printed is not None

    def _top(self, found: re.Match[str]) -> Iterator[Wrong]:
        """前10名: every unit up to this rank is listed, and no other."""
        self.numbers += 1
        top, listed = int(found[1]), {self.derived.scores[unit].unit.group for unit in self.listed.rows if unit in self.derived.scores}
        for unit, score in self.derived.scores.items():
            rank = score.place.overall if self.listed.together else score.place.rank
            if score.unit.group in listed and (rank is not None and rank <= top) != (unit in self.listed.rows):
                yield Wrong(self.page, score.unit.short_name, "名次", NOT_LISTED if unit not in self.listed.rows else str(top), str(rank))


NOT_LISTED = "未列"


def _without_names(text: str, words: Iterable[str]) -> str:
    """The text without names that may hold numbers of their own; those with a number are longer than the number."""
    for word in sorted({word.replace(" ", "") for word in words if any(sign.isdigit() for sign in word)}, key=len, reverse=True):
        text = text.replace(word, "")
    return _NAMED.sub("", text)


def _full_points(criteria: Criteria) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for node in criteria.nodes():
        found.setdefault(node.title.replace(" ", ""), set()).update(node.points.values())
    return found


def _of_unit(derived: Derived, unit: str) -> Iterator[Decimal]:
    """Numbers that may be remarked of a unit: full and applicable points, its terms, what it is made of."""
    score = derived.scores.get(unit)
    if score is None:
        return
    criteria, group = derived.stored.criteria, score.unit.group
    yield sum((node.points.get(group, Decimal(0)) for node in criteria.indicators), Decimal(0))
    yield from (score.terms.applicable, score.terms.base, score.terms.bonus, score.terms.penalty)
    yield from (value for value in (score.exact, score.printed) if value is not None)
    yield from (node.component.full for node in criteria.components() if node.component)
    yield from score.remarked
