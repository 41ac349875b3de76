"""Every check that can be reported has a Chinese title."""

from __future__ import annotations

import re

from scoring.checks.declarations import terms_frame, words_frame
from scoring.checks.titles import check_titles
from tests.repository import files_under

_ID = re.compile(r"'((?:[A-Z]{1,2}[0-9]?-[A-Za-z0-9-]+)|[A-Z][0-9]{1,2})'")


def stated_ids() -> set[str]:
    """Check ids in the declarations and in the SQL of the checks."""
    found = {*terms_frame()["check_id"], *words_frame()["check_id"]} - {""}
    for file in files_under("scoring/checks", ".sql"):
        found |= set(_ID.findall(file.read_text("utf-8")))
    return found


def test_every_check_has_a_chinese_title() -> None:
    titles = check_titles()
    # One that is missing belongs into scoring/checks/catalogue.yaml.
    assert {check for check in stated_ids() if not re.search("[一-鿿]", titles.get(check, ""))} == set()


def test_titles_name_checks_that_exist() -> None:
    assert set(check_titles()) - stated_ids() == set()
