"""Our own circular holds on every item of the checklist."""

from __future__ import annotations

from scoring.documents import check_layout
from tests.documents.conftest import Printed

ABSENT = {  # elements that the circular of the tests does not have
    "H1-text", "H1-place", "H2-text", "H2-face", "H3-place", "H3-size", "H5", "H7",
    "B6-seal", "B6-near", "B8-place", "B11", "A6-number", "A6-turn", "V5", "V9",
}  # fmt: skip


def test_the_circular_holds_on_every_item(circular: Printed) -> None:
    findings = check_layout(circular.data)
    assert [(f.id, f.page, f.measured, f.expected, f.quote) for f in findings if f.outcome == "fails"] == []
    assert {f.id for f in findings if f.outcome == "not_assessable"} == ABSENT
    assert {f.measured for f in findings if f.outcome == "substituted"} == {"GW-Biao", "GW-Fang", "GW-Hei", "GW-Song"}
