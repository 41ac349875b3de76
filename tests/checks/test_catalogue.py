"""Every check is described once, in words, with the severity that it really has."""

from __future__ import annotations

import re

from scoring.checks import STEPS
from scoring.checks.catalogue import catalogue
from scoring.checks.declarations import declarations, prose_relations
from scoring.engine.database import sql_file
from scoring.intake.forms import continuity_relations, footing_relations
from tools.check_pages import PAGE, page


def _declared() -> dict[str, set[str]]:
    """Severities by id of every check that is declared as data."""
    found: dict[str, set[str]] = {}
    for relation in (*footing_relations(), *continuity_relations(), *prose_relations()):
        found.setdefault(relation.check_id, set()).update({relation.severity, relation.same_form_severity} - {""})
    for kind in ("products", "subsets", "implications"):
        for entry in declarations()[kind]:
            found.setdefault(entry["id"], set()).add(entry["severity"])
    return found


def _written() -> set[str]:
    """Ids that the SQL itself names."""
    text = "".join(sql_file("scoring.checks", f"{step}.sql") for step in STEPS)
    return set(re.findall(r"'((?:[A-Z]{1,2}\d?-[A-Za-z0-9-]+)|A13)'", text)) | {entry["id"] for entry in declarations()["narrative_table"]}


def test_every_check_is_described() -> None:
    assert set(catalogue()) == {*_declared(), *_written()}


def test_the_described_severity_is_the_declared_one() -> None:
    for check_id, severities in _declared().items():
        assert set(catalogue()[check_id].severities) == severities, check_id


def test_the_page_of_checks_is_current() -> None:
    assert page() == PAGE.read_text("utf-8"), "run tools/check_pages.py"
