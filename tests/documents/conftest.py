"""The faces and one finished circular, made once for all tests of the documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from scoring.documents.fonts.building import build_fonts
from scoring.documents.fonts.sets import FontSet
from scoring.documents.official.circular import Layout, lay_out
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from scoring.results.model import Results
from tests.documents import sample


@dataclass(frozen=True)
class Printed:
    """A printed circular: layout, PDF bytes, and the PDF opened."""

    layout: Layout
    data: bytes
    pdf: Any

    @property
    def pages(self) -> list[Any]:
        return list(self.pdf.pages)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The free faces, built where the cache lacks them."""
    return build_fonts(say=lambda _: None)


@pytest.fixture(scope="session")
def printer(fonts: FontSet) -> Printer:
    return Printer(fonts, lookup_folders(sample.BODY), "circular.pdf")


def print_results(printer: Printer, results: Results, body: Path = sample.BODY) -> Printed:
    layout = lay_out(printer, results, body)
    data = printer.pdf(layout.document, layout.html)
    return Printed(layout, data, pdfplumber.open(io.BytesIO(data)))


@pytest.fixture(scope="session")
def circular(printer: Printer) -> Iterator[Printed]:
    printed = print_results(printer, sample.results())
    yield printed
    printed.pdf.close()
