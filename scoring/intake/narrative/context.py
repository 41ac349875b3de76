"""What surrounds a number: whose it is, of which year, what is being spoken of, fact or plan."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.intake.narrative.catalogue import compiled, occurs, words
from scoring.intake.narrative.text import Passage

Period = Literal["now", "prev", "other"]

LINE_WINDOW = 400
"""How many characters of a line before a sentence say what the sentence speaks of."""
_YEAR_WORD = re.compile(
    r"(?=[\d今全前去同和上对年明本比相较与跟])(?P<compared>同比|[较比与同跟和]|相比|对比|较之)?(?P<word>去年|上年度?|上一年度?|前年|明年|今年|本年度?|全年|(?<!\d)20\d\d年度?)"
)
_LEADING_YEAR = re.compile(r"^(?:[一二三四五六七八九十]+是|\([^()]{1,3}\)|\d+[.、])?(?P<word>20\d\d年度?|去年|上年度?)(?:全年|,|期间)")
_DIRECTLY_LAST = re.compile(r"(?:去年|上年度?|上一年度?|20\d\d年度?)(?:同期|全年|共|计|为|的|度|我[省市县区局委]|全[省市县区])*$")
_CLAUSE = re.compile(r"[,;。:!?]")
_TOP = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"^\([一二三四五六七八九十]{1,3}\)")
_HEADING_END = re.compile("[。:]")
_HEADING_LENGTH = 40
_THIRD = re.compile(r"^\d{1,2}[.、](?P<words>\D{2,20})$")
_SUBJECT_START = re.compile(r"^(?:20\d\d年度?|全年|今年|本年度?|年度|年内|目前|同时|此外|另外|其中|据统计)+")
_SUBJECT_END = re.compile(r"(?:办理|受理|承办|审理|收到|接到|发生|共计?|全年|已|累计|依法|今年|本年度?|年度|20\d\d年度?|总计|合计|的)$")
_LONGEST_END = 6  # characters of the longest of them


@dataclass(slots=True)
class Section:
    """Where in the outline the reader is: the top heading, and whether plans are being told."""

    top_is_plan: bool = False
    second_is_plan: bool = False
    top: str = ""
    second: str = ""
    third: str = ""

    @property
    def is_plan(self) -> bool:
        """Whether the lines that follow tell of a later year."""
        return self.top_is_plan or self.second_is_plan

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that stand over the reader, the nearest first."""
        return tuple(heading for heading in (self.third, self.second, self.top) if heading)

    def enter(self, text: str) -> None:
        """Take note of a line that may be, or begin with, a heading."""
        end = _HEADING_END.search(text, 0, _HEADING_LENGTH + 1)
        if end is None and len(text) > _HEADING_LENGTH:
            self._forget(text)
            return
        heading = text[: end.start()] if end else text
        if _TOP.match(heading):
            self.top, self.second, self.third = heading, "", ""
            self.top_is_plan, self.second_is_plan = _tells_plans(heading), False
        elif _SECOND.match(heading):
            self.second, self.third = heading, ""
            self.second_is_plan = _tells_plans(heading)
        elif third := _THIRD.match(heading):
            self.third = third["words"]

    def _forget(self, text: str) -> None:
        """A numbered paragraph without a heading of its own does not stand under the heading before it."""
        if _SECOND.match(text):
            self.second, self.third, self.second_is_plan = "", "", False


def _tells_plans(heading: str) -> bool:
    headings = words()["headings"]
    return occurs(headings["plan"], heading) and not occurs(headings["problems"], heading)


def clause(left: str) -> str:
    """The part of ``left`` after its last punctuation mark."""
    return _CLAUSE.split(left)[-1]


def period_of(left: str, start: int, year: int | None) -> Period:
    """Whether a number belongs to the reporting year, the year before, or neither.

    Args:
        left: Masked text of the sentence before the number.
        start: Position in ``left`` where the wording of the metric begins.
        year: Reporting year, None when unknown.
    """
    found = [m for m in _YEAR_WORD.finditer(left) if not m["compared"]] if "年" in left else []
    if not found:
        return "now"
    years_back = _years_back(found[-1]["word"], year)
    leading = _LEADING_YEAR.match(left)
    is_led = leading is not None and _years_back(leading["word"], year) > 0
    if years_back == 0 or (years_back == 1 and not is_led and _is_only_mentioned(found[-1], left)):
        return "now"
    if years_back == 1 and (is_led or _DIRECTLY_LAST.search(left[:start])):
        return "prev"
    return "other"


def _years_back(word: str, year: int | None) -> int:
    """How many years before the reporting year a word means: 0, 1, or 2 for any other year."""
    if word[:4].isdigit():
        return {None: 0, 0: 0, 1: 1}.get(None if year is None else year - int(word[:4]), 2)
    if word in {"今年", "全年"} or word.startswith("本年"):
        return 0
    return 2 if word in {"前年", "明年"} else 1


def _is_only_mentioned(word: re.Match[str], left: str) -> bool:
    """Whether 去年 stands in an earlier clause: 在去年工作的基础上,..."""
    is_earlier = word.end() < len(left) - len(clause(left))
    return is_earlier and not word["word"][:4].isdigit()


def is_part_of_year(left: str) -> bool:
    """Whether the sentence speaks of a month, quarter or half year only."""
    rules = words()["unless"]
    rest = compiled(rules["whole_year"]).sub("", left) if occurs(rules["whole_year"], left) else left
    return occurs(rules["part_of_year"], rest)


def is_no_statement(left: str) -> bool:
    """Whether the words before a number make it a plan, a duty, an average or a running total."""
    rules = words()["unless"]
    return occurs(rules["clause"], clause(left)) or occurs(rules["sentence"], left)


def is_plan(left: str) -> bool:
    """Whether the clause before a statement makes it a plan or a duty."""
    return occurs(words()["unless"]["clause"], clause(left))


def is_change(left: str) -> bool:
    """Whether the number is an increase or decrease."""
    return occurs(words()["unless"]["before"], left) or occurs(words()["unless"]["compared"], clause(left))


def is_goal(right: str) -> bool:
    """Whether what stands behind the number makes it a goal: 1000条目标."""
    return compiled(words()["unless"]["after"]).match(right) is not None


def counts_other(right: str) -> bool:
    """Whether the counter counts the noun behind it: 12个栏目."""
    return compiled(words()["unless"]["counted"]).match(right) is not None


def is_denied(left: str) -> bool:
    """Whether the word directly before the wording of a metric turns it round: 未|办结, 应|公开, 多|收到."""
    return occurs(words()["unless"]["turned"], left)


def is_stock(left: str) -> bool:
    """Whether the sentence tells what there was on a day, and not what the year brought."""
    rules = words()["unless"]
    return occurs(rules["until"], left) and not occurs(rules["within_year"], left)


@functools.cache
def _scope_pattern() -> re.Pattern[str]:
    scopes = words()["scopes"]
    wide, own = ("|".join(sorted(scopes[kind], key=len, reverse=True)) for kind in ("wide", "own"))
    letters = "".join(sorted({word[0] for kind in ("wide", "own") for word in scopes[kind]}))  # tested first, as they are few
    return re.compile(f"(?=[{letters}])(?:{wide}|{scopes['not_after']}(?:{own})(?!{scopes['not_before']}))")


def scope_of(left: str) -> str:
    """The last word before the number that says whose figure it is, empty when none does."""
    found = _scope_pattern().findall(left)
    return found[-1] if found else ""


@functools.cache
def _topic_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in words()["topics"].items()))


def topic_of(page: Passage, start: int, position: int, headings: Sequence[str]) -> str:
    """The topic word nearest before ``position``, in the sentence from ``start``, else in the line, else in a heading."""
    for begin in (start, max(0, start - LINE_WINDOW)):
        found = [m.lastgroup for m in _topic_pattern().finditer(page.text, begin, position)]
        if found:
            return found[-1] or ""
    for heading in headings:
        above = {m.lastgroup or "" for m in _topic_pattern().finditer(heading)}
        if above:
            return above.pop() if len(above) == 1 else ""
    return ""


def is_other_body(left: str, front: str) -> bool:
    """Whether the subject of the clause is a body that is neither general nor the report's own.

    Args:
        left: The clause before the wording of the metric.
        front: Title and first lines of the report.
    """
    subject = _without_end(clause(left))
    match = _body_pattern().search(_SUBJECT_START.sub("", subject))
    return bool(match and match[1] not in front and not occurs(words()["general"], match[1]))


def is_level_above(left: str, front: str) -> bool:
    """Whether the figure is of a region above the report's own: 全省 in the report of a county whose title names no province."""
    scope = scope_of(left)
    return bool(front) and scope[:1] == "全" and scope[1:2] in set("国省市州") and scope[1:2] not in front


@functools.cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(rf"([一-龥()]{{0,20}}?{words()['bodies']})$")


def _without_end(text: str) -> str:
    """A clause without the words at its end that say what is done, taken off one by one."""
    end = len(text)
    while found := _SUBJECT_END.search(text, max(end - _LONGEST_END, 0), end):
        end = found.start()
    return text[:end]
