"""A PDF against every rule: one finding per rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from scoring.documents.layout.families import Families, read_families
from scoring.documents.layout.judging import Measure
from scoring.documents.layout.parts import Document, Form, document_of
from scoring.documents.layout.reading import read_pdf
from scoring.documents.layout.registry import Rule, rules
from scoring.documents.layout.standard import Standard, standard

Outcome = Literal["holds", "fails", "not_assessable", "substituted"]


@dataclass(frozen=True)
class Finding:
    """What one rule says of a document.

    Args:
        id: Id of the rule.
        clause: Clause of GB/T 9704-2012.
        title: What the rule says, in Chinese.
        outcome: holds, fails, substituted (an accepted font serves), not_assessable (the document has no such element).
        page: Page of the worst place, from 1; None where nothing was measured.
        measured: What was measured there, as text; empty where the thing was not found.
        expected: What is wanted there.
        tolerance: How far off is right, such as ``±1 mm``; empty where nothing may be off.
        quote: Words of the document there.
        places: Every place that fails, or that a substitute serves.
        title_en: What the rule says, in English.
    """

    id: str
    clause: str
    title: str
    outcome: Outcome
    page: int | None
    measured: str
    expected: str
    tolerance: str
    quote: str
    places: tuple[Measure, ...]
    title_en: str

    def as_dict(self, language: str = "zh") -> dict[str, Any]:
        """The finding as data for ``--format json``."""
        data = {name: getattr(self, name) for name in _DATA}
        data["title"] = self.title if language == "zh" else self.title_en
        data["places"] = [{"page": p.page, "measured": p.measured, "expected": p.expected, "quote": p.quote} for p in self.places]
        return data


_DATA = ("id", "clause", "title", "outcome", "page", "measured", "expected", "tolerance", "quote")


@dataclass(frozen=True)
class Checked:
    """A document that was checked.

    Args:
        form: What it was taken for.
        pages: How many pages it has.
        findings: One per rule that applies to this form.
    """

    form: Form
    pages: int
    findings: tuple[Finding, ...]


def check_layout(
    source: Path | str | bytes, form: Form | Literal["auto"] = "auto", fonts: Path | None = None, name: str = ""
) -> tuple[Finding, ...]:
    """Measure a PDF against GB/T 9704-2012.

    Args:
        source: Path of the PDF, or its bytes.
        form: What it is: document (文件格式), letter (信函格式), annex (annexes alone), plain (papers without a head);
            ``auto`` looks.
        fonts: An office's own font map (see ``families.yaml``).
        name: The file as the user would name it.

    Returns:
        One finding per rule that applies, in the order of the checklist. Raises ProblemsFound L001-L008 (cannot be
        measured), L010-L012 (font map).
    """
    return check_document(source, form, fonts, name).findings


def check_document(source: Path | str | bytes, form: Form | Literal["auto"] = "auto", fonts: Path | None = None, name: str = "") -> Checked:
    """The same with what the document was taken for."""
    families: Families | None = read_families(fonts) if fonts else None
    measures = standard(families)
    document = document_of(read_pdf(source, name), measures, form)
    return Checked(document.form, len(document.sheets), judge(document, measures))


def judge(document: Document, measures: Standard) -> tuple[Finding, ...]:
    """One finding per rule that applies to a document."""
    return tuple(_finding(rule, rule.check(document, measures), measures) for rule in rules() if document.form in rule.forms)


def _finding(rule: Rule, found: Iterable[Measure], measures: Standard) -> Finding:
    made = list(found)
    failing = [measure for measure in made if not measure.is_right]
    substitutes = [measure for measure in made if measure.is_substitute]
    outcome: Outcome = "fails" if failing else "substituted" if substitutes else "holds" if made else "not_assessable"
    shown = failing or substitutes
    worst = next(iter(shown or made), None)
    wanted = rule.wanted(measures)
    return Finding(
        rule.id,
        rule.clause,
        rule.title["zh"],
        outcome,
        worst.page if worst else None,
        worst.measured if worst else "",
        (worst.expected if worst else "") or wanted,
        rule.within(measures),
        worst.quote if worst else "",
        tuple(shown),
        rule.title["en"],
    )
