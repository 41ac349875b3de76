"""Whether a section says anything: 存在的问题 that is empty, 其他需要报告的事项 that is 无."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scoring.intake.document import Document
from scoring.intake.report import Structure
from scoring.intake.structure.rules import pattern, rules
from scoring.intake.structure.sections import Section

_PUNCTUATION = re.compile(r"[\s。,、;:.!()]+")


def contents(document: Document, sections: Sequence[Section]) -> Iterator[Structure]:
    """``section_empty`` or ``section_filled`` for the problems, ``section_none`` for sections that only say 无."""
    for section in sections:
        text = _PUNCTUATION.sub("", section.body)
        is_none = bool(pattern(rules()["nothing"]).fullmatch(text))
        if pattern(rules()["problems_heading"]).search(section.name):
            is_short = is_none or len(section.body.strip("。")) < rules()["min_problem_length"]
            item = "section_empty" if is_short and not _has_grid(document, sections, section) else "section_filled"
            yield Structure(item, section.name, section.line.text.strip(), section.line.locator)
        elif is_none:
            yield Structure("section_none", section.name, section.line.text.strip(), section.line.locator)


def _has_grid(document: Document, sections: Sequence[Section], section: Section) -> bool:
    from scoring.intake.structure.statutory import has_tables

    return has_tables(document, sections, section)
