"""The outline: numbered sections, what the preface announces, what headings promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.intake.document import Document, Line
from scoring.intake.quantities import chinese_number
from scoring.intake.report import Structure
from scoring.intake.structure.rules import pattern, plain, rules

_SECTION = re.compile(r"^(?P<no>[一二三四五六七八九十]{1,3})、(?P<name>[^。;|]{2,40})$")
_WORDS = re.compile(r"[、和及与,]|以及")
_NOISE = re.compile(r"20\d\d年度?|情况|相关|有关|的|工作|[()]")
_SENTENCE = re.compile("[。;]")
_SAYS = re.compile(r"\d|[未无零]|没有|不存在")
_PREFACE_LINES = 20

Lines = tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section: its number, heading, line and the text under it."""

    number: int
    name: str
    line: Line
    body: str


def find_sections(lines: Lines) -> tuple[Section, ...]:
    """All sections numbered 一、二、三 in reading order."""
    marks = [(i, m) for i, (text, _) in enumerate(lines) if (m := _SECTION.match(text))]
    ends = [*(i for i, _ in marks), len(lines)][1:]
    found = [
        Section(chinese_number(m["no"]) or 0, m["name"], lines[i][1], "".join(text for text, _ in lines[i + 1 : end]))
        for (i, m), end in zip(marks, ends, strict=True)
    ]
    return tuple(_longest_run(found))


def _longest_run(found: list[Section]) -> list[Section]:
    """Without a table of contents or an annex that numbers its own sections: the run with the most text."""
    runs: list[list[Section]] = []
    for section in found:
        if section.number == 1 or not runs:
            runs.append([])
        runs[-1].append(section)
    return max(runs, key=lambda run: sum(len(section.body) for section in run), default=[])


def table_sections(document: Document) -> frozenset[int]:
    """Numbers of the sections whose heading fills a row of a table: some pages put heading and table into one."""
    found = set()
    for grid in document.grids:
        for row in grid.rows:
            if len(row) > 1 and not row[1].spanned:
                continue  # as nearly all: no cell of the row fills it
            texts = {text for cell in row if (text := plain(cell.text))}
            match = _SECTION.match(texts.pop()) if len(texts) == 1 and all(cell.spanned for cell in row[1:]) else None
            found |= {chinese_number(match["no"]) or 0} if match else set()
    return frozenset(found)


def outline(
    lines: Lines, sections: tuple[Section, ...], *, has_table: bool, in_tables: frozenset[int] = frozenset()
) -> Iterator[Structure]:
    """Sections present and announced, announced parts that are missing, numbering (``in_tables`` fill gaps), empty sections."""
    yield Structure("sections_present", str(len(sections)), "", "")
    for section in sections:
        yield Structure("section", section.name, section.line.text.strip(), section.line.locator)
    yield from _misnumbered(sections, in_tables)
    yield from _announced(lines, sections, has_table=has_table)
    for section in sections:
        yield from _promised(section)


def _misnumbered(sections: tuple[Section, ...], in_tables: frozenset[int]) -> Iterator[Structure]:
    names: set[str] = set()
    for previous, section in zip((None, *sections), sections, strict=False):
        if section.name in names:
            yield Structure("section_duplicated", section.name, section.line.text.strip(), section.line.locator)
        names.add(section.name)
        expected = previous.number + 1 if previous else 1
        gap = range(expected, section.number)
        if section.number != expected and not (gap and in_tables.issuperset(gap)):
            yield Structure("section_misnumbered", f"{expected}|{section.number}", section.line.text.strip(), section.line.locator)


def _announced(lines: Lines, sections: tuple[Section, ...], *, has_table: bool) -> Iterator[Structure]:
    for text, line in lines[:_PREFACE_LINES]:
        announced = rules()["announced"]
        listed = pattern(announced["counted_list"]).search(text) or pattern(announced["list"]).search(text)
        counted = pattern(announced["count"]).search(text)
        if listed is None and counted is None:
            continue
        count, items = _counted(listed, counted)
        if not count:
            continue
        quote = (listed or counted).group()  # type: ignore[union-attr]  # one of the two matched
        yield Structure("announced_parts", str(count), quote, line.locator)
        for item in items:
            yield Structure("announced_part", item, quote, line.locator)
            is_table = bool(pattern(rules()["announced"]["table"]).search(item))
            if is_table:
                yield Structure("statutory_table_announced", item, quote, line.locator)
            if not (has_table if is_table else _is_present(item, sections)):
                yield Structure("announced_part_missing", item, quote, line.locator)
        return


def _counted(listed: re.Match[str] | None, counted: re.Match[str] | None) -> tuple[int, list[str]]:
    """The number of announced parts, stated or counted, and their names."""
    stated = (listed and listed["count"]) or (counted and counted["count"]) or ""
    number = (int(stated) if stated.isdigit() else chinese_number(stated)) if stated else None
    text = listed["list"] if listed else ""
    separator = "," if text.count(",") > 1 else "、"
    items = [item for item in text.split(separator) if item]
    if number is None:
        return (len(items) if len(items) > 1 else 0), items
    return number, items if len(items) > 1 else []


def _is_present(item: str, sections: tuple[Section, ...]) -> bool:
    """Whether every word of an announced part stands in some heading, or all words of a heading in the part."""
    names = [[_NOISE.sub("", word) for word in _WORDS.split(section.name)] for section in sections]
    headings = "|".join(word for words in names for word in words)
    part = _NOISE.sub("", item)
    return all(_NOISE.sub("", word) in headings for word in _WORDS.split(item)) or any(
        all(word in part for word in words) for words in names
    )


def _promised(section: Section) -> Iterator[Structure]:
    for word, metrics in rules()["promises"].items():
        if word in section.name:
            said = "said" if _speaks_of(section, word) else ""
            yield Structure("promised", f"{word}|{','.join(metrics)}|{said}", section.line.text.strip(), section.line.locator)


def _speaks_of(section: Section, word: str) -> bool:
    """Whether the section is 无, or a sentence of it has the word and a number or a denial: then its figure is there, read or not."""
    if pattern(rules()["nothing"]).fullmatch(section.body.strip("。")):
        return True
    words = pattern(rules()["promise_words"].get(word, word))
    return any(words.search(sentence) and _SAYS.search(sentence) for sentence in _SENTENCE.split(section.body))
