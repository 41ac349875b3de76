"""What the law wants in a report: its statutory sections, their content, and the year that the preface names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.intake.document import Document, Line
from scoring.intake.report import Structure
from scoring.intake.structure.rules import pattern, plain, rules
from scoring.intake.structure.sections import Section

_NUMBERED = re.compile(r"^\(?[一二三四五六七八九十]{1,3}[)、.．]")
_HEADING_LENGTH = 40

Lines = tuple[tuple[str, Line], ...]


def statutory(document: Document, lines: Lines, sections: Sequence[Section], year: int | None) -> Iterator[Structure]:
    """Sections and contents that the reporting year's rules want and the document lacks; years that the preface names.

    Yields ``sections_expected`` (0 where no heading of any kind is found, so that nothing can be said),
    ``section_missing``, ``section_without_table``, ``contents_expected``, ``content_missing``, ``stated_year``.
    """
    for entry in rules()["statutory_sections"] if year else ():
        if entry["from"] <= (year or 0) <= (entry["to"] or 9999):
            find = _missing_sections if entry["headings"] else _missing_contents
            yield from find(entry["parts"], document, lines, sections)
    yield from _stated_years(lines, sections)


def _missing_sections(parts: Mapping[str, str], document: Document, lines: Lines, sections: Sequence[Section]) -> Iterator[Structure]:
    headings = _headings(document, lines, sections)
    missing = [name for name, words in parts.items() if not any(pattern(words).search(text) for text in headings)]
    is_outlined = len(parts) - len(missing) >= rules()["min_sections_found"]
    yield Structure("sections_expected", str(len(parts)) if is_outlined else "0", "", "")
    if is_outlined:
        yield from (Structure("section_missing", name, "", "") for name in missing)
        yield from _without_tables(document, sections)


def _headings(document: Document, lines: Lines, sections: Sequence[Section]) -> list[str]:
    """Whatever may be the heading of a section: numbered, short, or in the cell of a layout table."""
    found = [section.name for section in sections]
    found += [text[:_HEADING_LENGTH] for text, _ in lines if len(text) <= _HEADING_LENGTH or _NUMBERED.match(text)]
    cells = (cell.text for grid in document.grids for row in grid.rows for cell in row if not cell.spanned)
    return found + [text[:_HEADING_LENGTH] for cell in cells if _NUMBERED.match(text := plain(cell))]


def _without_tables(document: Document, sections: Sequence[Section]) -> Iterator[Structure]:
    """Sections of a table that hold neither text nor a table: the table may be a picture."""
    for section, end in _spans(document, sections):
        if pattern(rules()["table_sections"]).search(section.name) and not section.body and not _has_grid(document, section, end):
            yield Structure("section_without_table", section.name, section.line.text.strip(), section.line.locator)


def has_tables(document: Document, sections: Sequence[Section], section: Section) -> bool:
    """Whether a table stands between a heading and the next one."""
    return any(_has_grid(document, found, end) for found, end in _spans(document, sections) if found is section)


def _spans(document: Document, sections: Sequence[Section]) -> Iterator[tuple[Section, int]]:
    """Every section with the number of lines before the next one."""
    places = {line.locator: place for place, line in enumerate(document.lines)}
    starts = [places.get(section.line.locator, 0) for section in sections]
    ends = [*starts[1:], len(document.lines)]
    yield from zip(sections, ends, strict=False)  # where there is no section there is still the end of the document


def _has_grid(document: Document, section: Section, end: int) -> bool:
    start = next((place for place, line in enumerate(document.lines) if line.locator == section.line.locator), 0)
    return any(start < grid.after <= end for grid in document.grids)


def _missing_contents(parts: Mapping[str, str], document: Document, lines: Lines, _sections: Sequence[Section]) -> Iterator[Structure]:
    """Contents that no word of the whole document speaks of."""
    cells = "".join(cell.text for grid in document.grids for row in grid.rows for cell in row if not cell.spanned)
    text = "".join(text for text, _ in lines) + plain(cells[:_CELLS])
    yield Structure("contents_expected", str(len(parts)), "", "")
    yield from (Structure("content_missing", name, "", "") for name, words in parts.items() if not pattern(words).search(text))


_CELLS = 20_000  # characters of cells that are looked through for contents


def _stated_years(lines: Lines, sections: Sequence[Section]) -> Iterator[Structure]:
    """The years that the preface names as the year of the report (现将2020年度…, 统计期限自2020年1月1日…)."""
    first = sections[0].line.locator if sections else ""
    seen: set[Any] = set()
    for text, line in lines[: rules()["preface_lines"]]:
        if line.locator == first:
            return
        for source in rules()["stated_years"]:
            match = pattern(source).search(text)
            if match and match["year"] not in seen:
                seen.add(match["year"])
                yield Structure("stated_year", match["year"], match.group(), line.locator)
