"""Every digit of the example's circular: a figure, a date, a document number, a cell of the results, or declared wording."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest

from scoring.commands.running import Run
from scoring.documents.accounts.body import printed_text
from scoring.documents.accounts.text import Account, accounts
from scoring.documents.fonts.building import build_fonts
from scoring.documents.kinds import Job
from scoring.documents.official.circular import make
from scoring.documents.printing.html import circular_html
from scoring.results.model import Results
from tests.documents.accounts.page import page_accounts
from tests.repository import ROOT

EXAMPLE = ROOT / "data" / "linjiang-2016"
BODY = ROOT / "criteria" / "openness-2016" / "circular.html.j2"
PAGE_NUMBER = re.compile(r"^— [0-9]+ —$")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*")


@pytest.fixture(scope="module")
def results(example_run: Run) -> Results:
    assert example_run.results
    return example_run.results


@pytest.fixture(scope="module")
def page(results: Results) -> str:
    return circular_html(results, BODY)


@pytest.fixture(scope="module")
def found(results: Results, page: str) -> list[Account]:
    return page_accounts(page, results, printed_text(results, BODY))


def test_every_number_of_the_page_comes_from_somewhere(found: list[Account]) -> None:
    assert [account for account in found if not account.origin] == []
    assert len(found) > 400


def test_the_text_s_numbers_are_the_figures_and_little_else(results: Results) -> None:
    origins = {account.origin for account in accounts(printed_text(results, BODY), results.fixed_wording)}
    other = {origin for origin in origins if origin.partition(".")[0] not in results.figures}
    assert other == {"assessment", "document", "文号", "日期"}
    assert {"disclosed", "disclosed_growth.change", "top_cities.places", "weakest.with_rates"} <= origins


def test_a_note_on_several_units_is_what_the_results_say_of_each(results: Results, page: str) -> None:
    wrong = page.replace("分别为65、84、", "分别为65、83、", 1)
    assert wrong != page
    lost = [account.number for account in page_accounts(wrong, results, printed_text(results, BODY)) if not account.origin]
    assert "83" in lost


def test_a_cell_that_is_not_what_the_results_say_is_found(results: Results, page: str) -> None:
    total = results.groups[0].rows[0].total
    wrong = page.replace(f">{total}<", ">94.98<", 1)
    assert wrong != page
    lost = [account for account in page_accounts(wrong, results, printed_text(results, BODY)) if not account.origin]
    assert [account.number for account in lost] == ["94.98"]


def test_the_pdf_prints_exactly_the_numbers_that_were_accounted_for(results: Results, found: list[Account], tmp_path: Path) -> None:
    """Line by line, so that a number that were broken over two lines would be found too."""
    build_fonts(say=lambda _: None)
    file, _ = make(Job(results, tmp_path, BODY))
    with pdfplumber.open(file) as pdf:
        lines = [line.strip() for sheet in pdf.pages for line in (sheet.extract_text() or "").split("\n")]
        assert sum(bool(PAGE_NUMBER.match(line)) for line in lines) >= len(pdf.pages) - 1
    printed = [number for line in lines if not PAGE_NUMBER.match(line) for number in NUMBER.findall(line)]
    assert sorted(printed) == sorted(number for account in found for number in NUMBER.findall(account.number))
