"""The text of a document, number by number: what remains without an origin is a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.accounts.figuretext import BETWEEN, END, START
from scoring.documents.accounts.numerals import around, numerals
from scoring.documents.accounts.plain import plain_text
from scoring.documents.accounts.wording import explained
from scoring.problems import Problem
from scoring.results.figure import Figure

_MARK = re.compile(f"{START}([^{BETWEEN}]*){BETWEEN}|{END}")
_LEAST = 4  # characters around a number by which its place in a template is looked for


@dataclass(frozen=True, slots=True)
class Account:
    """One number of a text and where it comes from; an empty origin is a number that comes from nowhere."""

    number: str
    origin: str
    around: str


@dataclass(frozen=True)
class Printed:
    """A text that was printed with marks.

    Args:
        text: The plain text without marks, one line per paragraph.
        spans: Start, end and origin of what came out of names.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]

    @property
    def origins(self) -> frozenset[str]:
        """Everything that was printed: ``disclosed``, ``disclosed.note``."""
        return frozenset(name for _, _, origin in self.spans for name in origin.split("+"))


def unmarked(html: str) -> Printed:
    """The plain text of marked HTML, and what its parts came from."""
    text, parts, spans, place = plain_text(html), [], [], 0
    length, opened = 0, []  # type: int, list[tuple[int, str]]
    for mark in _MARK.finditer(text):
        parts.append(text[place : mark.start()])
        length += mark.start() - place
        place = mark.end()
        if mark[1] is not None:
            opened.append((length, mark[1]))
        elif opened:
            start, origin = opened.pop()
            spans.append((start, length, origin))
    parts.append(text[place:])
    return Printed("".join(parts), tuple(sorted(spans)))


def accounts(printed: Printed, wording: Iterable[str] = ()) -> Iterator[Account]:
    """Every number of a text with its origin.

    Args:
        printed: The text, with what came out of names.
        wording: Declared wording whose numbers are no figures.

    Returns:
        One account per number: the name of its figure or setting, or 日期, 文号, 引文, 序号, 固定用语; else empty.
    """
    spans = [*printed.spans, *explained(printed.text, wording)]
    origin = _origins(len(printed.text), spans)
    for numeral in numerals(printed.text):
        found = {origin[place] for place in range(numeral.start, numeral.end)}
        yield Account(numeral.text, "" if "" in found else "+".join(sorted(found)), around(printed.text, numeral))


def _origins(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The origin of every character, names before wording."""
    origins = [""] * length
    for start, end, origin in spans:
        for place in range(start, end):
            origins[place] = origins[place] or origin
    return origins


def text_problems(printed: Printed, figures: Mapping[str, Figure], wording: Collection[str], templates: Sequence[Path]) -> list[Problem]:
    """What is wrong with the numbers of a printed text.

    Args:
        printed: The text, with what came out of names.
        figures: The figures of the run.
        wording: Declared wording whose numbers are no figures.
        templates: Templates it may have been written in, for file and line.

    Returns:
        Numbers that come from nowhere (F010), missing data that is not told (F012), parts that do not add up and are
        printed as if they did (F013).
    """
    problems = [_nowhere(account, templates) for account in accounts(printed, wording) if not account.origin]
    origins = printed.origins
    for figure in figures.values():
        shown = {origin for origin in origins if origin.partition(".")[0] == figure.name}
        words = {origin.partition(".")[2] for origin in shown}
        if not shown:
            continue
        if figure.words.get("note") and "note" not in words:
            problems.append(Problem("F012", where=f"figures.{figure.name}", found=figure.words["note"], args={"name": figure.name}))
        if figure.words.get("parts_note") and not words & (
            {"parts_note", "and_others"} if figure.words.get("and_others") else {"parts_note"}
        ):
            problems.append(Problem("F013", where=f"figures.{figure.name}", found=figure.why, args={"name": figure.name}))
    return problems


def _nowhere(account: Account, templates: Sequence[Path]) -> Problem:
    file, line = place_of(account.around.strip("…"), account.number, templates)
    return Problem("F010", file, line, found=f"{account.number}（{account.around}）")


def place_of(words: str, number: str, templates: Sequence[Path]) -> tuple[str, int | None]:
    """File and line of the template in which words stand, found by the longest part of them around the number."""
    at = words.find(number)
    for width in range(len(words), _LEAST - 1, -1):
        for start in range(max(0, at + len(number) - width), min(at, len(words) - width) + 1):
            piece = words[start : start + width]
            for file in templates:
                source = file.read_text("utf-8")
                if (place := source.find(piece)) >= 0:
                    return str(file), source.count("\n", 0, place) + 1
    return (str(templates[0]), None) if templates else ("", None)
