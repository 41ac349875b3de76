"""The real documents, where they are at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.intake.formats.repair import repair_text
from scoring.intake.reading import read_report
from tests.intake.test_reading import check_daying

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source documents are not part of the repository")


def source(number: str) -> Path:
    return next(SOURCES.glob(f"{number}_*.txt"))


def test_every_cell_of_the_report_of_daying_is_read() -> None:
    check_daying(read_report(source("002"), "002"))


def test_the_damage_of_the_gansu_circular_is_undone_as_the_table_of_the_register_says() -> None:
    text = source("004").read_text("utf-8")
    fixed, repairs = repair_text(text)
    lost = [r.after for r in repairs if r.kind == "lost_byte"]
    expected = ["省（區", "（一）公開", "（三）公開", "（五）輿情回應(yīng)", "（六）依申請(qǐng)", "（一）個"]
    expected += ["（二）政策公開", "（五）監", "（二）加強(qiáng)", "（四）加強(qiáng)"]
    assert lost == expected
    assert ("專家?guī)?", "專家庫") in [(r.before, r.after) for r in repairs if r.kind == "context"]
    assert re.findall(r"\d+", fixed) == re.findall(r"\d+", text)
    assert not re.search(r"\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[?\ufffd\ue000-\uf8ff]", fixed)
    headings = re.findall(r"^\s*[(（]([一二三四五六])[)）]", fixed, re.MULTILINE)
    assert "".join(headings) == "一二三四五六一二三四五一二三四"


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_clean_sources_are_left_alone(number: str) -> None:
    text = source(number).read_text("utf-8")
    assert repair_text(text)[0] is text
    assert read_report(source(number), number).repairs == ()
