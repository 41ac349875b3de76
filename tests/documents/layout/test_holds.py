"""Our own circular holds on every item of the checklist, and more closely than the standard asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.documents import check_layout
from scoring.documents.layout.checking import Finding, judge
from scoring.documents.layout.parts import document_of
from scoring.documents.layout.reading import read_pdf
from scoring.documents.layout.standard import standard
from tests.documents.conftest import Printed

ABSENT = {  # elements that the circular of the tests does not have
    "H1-text", "H1-place", "H2-text", "H2-face", "H3-place", "H3-size", "H5", "H7",
    "B6-seal", "B6-near", "B8-place", "B11", "A6-number", "A6-turn", "V5", "V9",
}  # fmt: skip
CLOSER = {  # a third of the tolerance or less
    "page": 0.05, "position": 0.3, "centre": 0.3, "thickness": 0.01, "column": 0.05, "size": 0.02,
    "indent": 0.05, "wide_indent": 0.2, "grid": 0.01,
}  # fmt: skip
MEASURED = {
    "P6-lines": "22 行", "P6-chars": "28 字", "H4-top": "72.0 mm", "H6-gap": "2.0 行", "H8-gap": "4.0 mm", "H8-width": "28.0 mm–184.0 mm",
    "B1-size": "22 pt", "B2-gap": "1.0 行", "B3-next": "0.0 行", "B5-gap": "1.0 行", "B7-gap": "2.0 行", "P8-size": "16 pt",
    "A3-place": "第 3.0 行", "V3-foot": "262.0 mm", "V7-place": "7.0 mm", "V7-size": "14 pt",
}  # fmt: skip


@pytest.fixture(scope="module")
def findings(circular: Printed) -> dict[str, Finding]:
    return {finding.id: finding for finding in check_layout(circular.data)}


def test_the_circular_holds_on_every_item(findings: dict[str, Finding]) -> None:
    assert [(f.id, f.page, f.measured, f.expected, f.quote) for f in findings.values() if f.outcome == "fails"] == []
    assert {f.id for f in findings.values() if f.outcome == "not_assessable"} == ABSENT
    assert {f.measured for f in findings.values() if f.outcome == "substituted"} == {"GW-Biao", "GW-Fang", "GW-Hei", "GW-Song"}


def test_what_is_measured_is_what_the_standard_says(findings: dict[str, Finding]) -> None:
    assert {name: findings[name].measured for name in MEASURED} == MEASURED


def test_the_circular_is_right_to_a_third_of_a_millimetre(circular: Printed) -> None:
    measures = standard()
    closer = replace(measures, tolerances={**measures.tolerances, **CLOSER})
    found = judge(document_of(read_pdf(circular.data), closer), closer)
    assert [(f.id, f.page, f.measured, f.expected) for f in found if f.outcome == "fails"] == []
