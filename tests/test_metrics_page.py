"""The dictionary of figures says what the forms say, and the crosswalk names only figures that are there."""

from __future__ import annotations

import pytest

from scoring.intake.crosswalk import Notion, crosswalk
from scoring.intake.forms import Form, load_forms
from tests.repository import ROOT
from tools import metric_pages


def codes(form: Form) -> set[str]:
    return {value.metric for table in form.tables for row in table.rows for value in row.values}


def test_the_page_is_current() -> None:
    assert metric_pages.PAGE.read_text("utf-8") == metric_pages.page(), "run tools/metric_pages.py"
    assert metric_pages.PAGE.parent == ROOT / "docs"


@pytest.mark.parametrize("notion", crosswalk(), ids=lambda notion: notion.id)
def test_a_notion_names_figures_of_the_form(notion: Notion) -> None:
    forms = {form.id: codes(form) for form in load_forms()}
    assert set(notion.codes) <= set(forms)
    for form, named in notion.codes.items():
        assert set(named) <= forms[form]


@pytest.mark.parametrize("notion", crosswalk(), ids=lambda notion: notion.id)
def test_what_does_not_simply_compare_says_why(notion: Notion) -> None:
    assert notion.comparable in {"yes", "partly", "no"}
    assert notion.comparable == "yes" or set(notion.caveat) == {"zh", "en"}


def test_no_notion_stands_twice() -> None:
    assert len({notion.id for notion in crosswalk()}) == len(crosswalk())
