"""What the circular shows, from Results only."""

from __future__ import annotations

import datetime as dt

import pytest

from scoring.documents.official.frame import circular_view
from scoring.documents.official.names import chinese_date, template_names
from scoring.problems import ProblemsFound
from tests.documents import sample


@pytest.mark.parametrize("day", [dt.date(2017, 8, 1), "2017-08-01"])
def test_dates_are_written_without_leading_zeros(day: object) -> None:
    assert chinese_date(day) == "2017年8月1日"


def test_a_single_annex_carries_no_number_several_do() -> None:
    several = circular_view(sample.results()).annexes
    assert [(a.label, a.ordinal) for a in several] == [("附件1", "1."), ("附件2", "2.")]
    single = circular_view(sample.results(annexes=[{"group": "city", "title": "成绩表"}])).annexes
    assert [(a.label, a.ordinal) for a in single] == [("附件", "")]


def test_the_criteria_fingerprint_stands_on_the_document_once() -> None:
    notes = [note for annex in circular_view(sample.results()).annexes for note in annex.notes]
    assert sum("校验码3f9a2c71d05b" in note.text for note in notes) == 1


def test_addressees_end_with_a_colon_and_copies_with_a_full_stop() -> None:
    view = circular_view(sample.results())
    assert view.addressees == "各市、自治州人民政府，北湾新区管委会，省政府各部门："
    assert view.imprint is not None
    assert view.imprint.copies_to.endswith("。")
    assert view.imprint.print_date == "2017年8月14日印发"
    assert circular_view(sample.results(copies_to=None, print_office=None, print_date=None)).imprint is None


def test_the_head_fits_the_width_and_defaults_to_the_issuer() -> None:
    head = circular_view(sample.results(head=None)).masthead
    assert head.text == "沧澜省人民政府办公厅文件"
    assert float(head.size) * 12 <= 0.9 * 442.2 + 1
    assert 0.9 * 48 <= float(circular_view(sample.results(head="省政府")).masthead.size) <= 48


def test_the_issuers_name_stays_inside_the_type_area() -> None:
    view = circular_view(sample.results(issuer="沧澜省推进政府职能转变和放管服改革协调小组办公室"))
    names = [placed for placed in view.signature.placed if placed.role == "issuer"]
    assert "".join(placed.text for placed in names) == view.issuer
    assert all(float(placed.left) >= -0.1 and float(placed.left) + float(placed.width) <= 442.2 + 0.1 for placed in names)


def test_missing_settings_are_reported_together() -> None:
    with pytest.raises(ProblemsFound) as error:
        circular_view(sample.results(number=None, title=None))
    assert [(p.code, p.where) for p in error.value.problems] == [("D040", "circular.number"), ("D040", "circular.title")]


def test_an_annex_of_an_unknown_group_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as error:
        circular_view(sample.results(annexes=[{"group": "county", "title": "县"}]))
    assert [(p.code, p.found, p.where) for p in error.value.problems] == [("D041", "county", "circular.annexes[1].group")]


def test_figures_are_text_that_knows_whether_it_is_empty() -> None:
    figures = template_names(sample.results())["figures"]
    assert figures["disclosed"] == "1284316"
    assert (figures["disclosed"].uom, figures["disclosed"].value, figures["disclosed"].of) == ("条", 1284316, 45)
    assert not figures["nobody"]


def test_settings_with_dates_are_printed_in_chinese() -> None:
    document = template_names(sample.results(rectify_by="2017-09-30"))["document"]
    assert document["rectify_by"] == "2017年9月30日"
    assert document["number"] == "沧政办发〔2017〕36号"
