"""A report before it has a format: who reports on what year, the figures of its tables, its prose with known figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.corpus.generator.cells import Printed
from tests.corpus.generator.values import Place


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that prose states."""

    metric: str
    value: Decimal
    uom: str
    qualifier: str = "exact"
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the figures in it; every other digit in it is no figure."""

    text: str
    stated: tuple[Stated, ...] = ()


@dataclass
class Model:
    """One report.

    Args:
        unit: Invented name.
        year: Reporting year.
        forms: Form of tables 1 (flat), 2, 3 and 4 (any) as far as the report has them.
        cells: Every figure cell of its tables.
        sections: Headings with their paragraphs; a table stands behind the section of its number.
        published: Date of publication as printed.
        title: Title, when it is not the usual one.
    """

    unit: str
    year: int
    forms: dict[str, str]
    cells: dict[Place, Printed]
    sections: Sequence[tuple[str, Sequence[Paragraph]]] = ()
    preface: Sequence[Paragraph] = ()
    published: str = ""
    planted: set[tuple[str, str]] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The title as printed."""
        return f"{self.unit}{self.year}年政府信息公开工作年度报告"

    @property
    def form(self) -> str:
        """The form that most figures belong to."""
        return self.forms.get("1") or self.forms.get("3") or "narrative"

    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in reading order."""
        return [*self.preface, *(p for _, body in self.sections for p in body)]
