"""What is known about a document besides its figures: title, dates, outline, annexes, names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoring.intake.document import Document
from scoring.intake.report import Structure
from scoring.intake.structure import citations, sections
from scoring.intake.structure.contents import contents
from scoring.intake.structure.rules import plain_lines
from scoring.intake.structure.statutory import statutory
from scoring.intake.structure.title import Title, find_published, find_signed, find_title

_STATUTORY = {"2014", "2019", "2021"}


def read_structure(document: Document, form: str) -> tuple[str, int | None, date | None, tuple[Structure, ...]]:
    """The properties of a document that are not figures.

    Args:
        document: The document after repair.
        form: Statutory form whose tables were found, ``narrative`` or ``none``.

    Returns:
        Name of the reporting unit (empty when not found), reporting year, publication date, and one
        :class:`Structure` per property: ``genre``, ``unit_name``, ``title_present``, ``published_on``,
        ``signed_on``, ``sections_present``, ``section``, ``section_misnumbered``,
        ``section_duplicated``, ``section_none``, ``section_empty``, ``section_filled``, ``sections_expected``,
        ``section_missing``, ``section_without_table``, ``contents_expected``, ``content_missing``, ``stated_year``,
        ``announced_parts``, ``announced_part``, ``announced_part_missing``,
        ``statutory_table``, ``statutory_table_announced``, ``promised``, ``annexes_listed``,
        ``annexes_present``, ``annex``, ``annex_subject``, ``document_name_variant``, ``heading_cut``.
    """
    lines = plain_lines(document.lines)
    title = find_title(lines, document.title)
    published_on, published = find_published(lines)
    items = [*_identity(title), *([published] if published else []), *find_signed(lines)]
    has_table = form in _STATUTORY
    items.append(Structure("statutory_table", "present" if has_table else "absent", "", ""))
    found = sections.find_sections(lines)
    items.extend(sections.outline(lines, found, has_table=has_table, in_tables=sections.table_sections(document)))
    items.extend(contents(document, found))
    if title.genre == "annual_report":
        items.extend(statutory(document, lines, found, title.year))
    items.extend(citations.annexes(document, lines, title.text))
    items.extend(citations.name_variants(lines))
    items.extend(citations.cut_headings(document))
    return title.unit, title.year, published_on, tuple(items)


def _identity(title: Title) -> Iterator[Structure]:
    yield Structure("genre", title.genre, "", "")
    yield Structure("title_present", "1" if title.origin == "title" else "0", title.text if title.origin == "title" else "", title.locator)
    if title.unit:
        yield Structure("unit_name", title.unit, title.text[:200], title.locator)
    if title.year:
        yield Structure("reporting_year", str(title.year), title.text[:200], title.locator)
