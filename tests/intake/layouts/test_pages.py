"""Every way of writing a table in HTML gives every figure that the page shows, and never another one."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.layouts import pages
from tests.intake.layouts.judge import judge, read_bytes
from tests.intake.layouts.model import distinct, filled
from tests.intake.layouts.test_text_layouts import FORMS, some_blank

ALL = (*pages.COMPLETE, *pages.UNCERTAIN)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", ALL, ids=pages.names(ALL))
def test_a_full_table_is_read_completely(layout: pages.Render, form: str) -> None:
    printed = filled(form)
    verdict = judge(pages.report(printed, layout).encode(), printed.truth)
    assert (verdict.wrong, verdict.missing, verdict.report.form) == ([], set(), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", ALL, ids=pages.names(ALL))
def test_blanks_stay_in_place_or_leave_their_row_unread(layout: pages.Render, form: str) -> None:
    printed = filled(form, some_blank)
    verdict = judge(pages.report(printed, layout).encode(), printed.truth)
    assert verdict.wrong == []
    assert not verdict.missing or (layout in pages.UNCERTAIN and verdict.report.unread)


@pytest.mark.parametrize("layout", ALL, ids=pages.names(ALL))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_random_damage_moves_a_figure(layout: pages.Render, data: st.DataObject) -> None:
    printed = filled(data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from([distinct, some_blank])))
    verdict = judge(mutilated(pages.report(printed, layout), data).encode(), printed.truth)
    assert [entry for entry in verdict.wrong if "(numeric" in entry or "(zero" in entry] == []


def mutilated(whole: str, data: st.DataObject) -> str:
    """A page that is cut, or lacks cells, rows or end tags."""
    kind = data.draw(st.sampled_from(["cut", "start", "<td[^>]*>.*?</td>", "<tr>.*?</tr>", "</t[dr]>", ' (?:row|col)span="[0-9]+"']))
    if kind == "cut":
        return whole[: data.draw(st.integers(0, len(whole)))]
    if kind == "start":
        return whole[data.draw(st.integers(0, len(whole))) :]
    found = list(re.finditer(kind, whole))
    gone = data.draw(st.sets(st.sampled_from(range(len(found))), max_size=4)) if found else set()
    for number in sorted(gone, reverse=True):
        whole = whole[: found[number].start()] + whole[found[number].end() :]
    return whole


@pytest.mark.parametrize("cell", ["<p>1</p><p>2</p>", "<div>1</div>2", "1<br>2", "<img src='12.gif'>", "<select><option>12</select>"])
def test_what_may_be_two_things_or_a_picture_is_unread(cell: str) -> None:
    printed = filled("2014")
    page = pages.report(printed, pages.plain).replace("<td>1105</td>", f"<td>{cell}</td>")
    verdict = judge(page.encode(), printed.truth)
    assert (verdict.wrong, verdict.missing) == ([], {("online_interviews_by_principal", "total")})
    assert any("主要负责同志参加政府网站在线访谈次数" in entry.what for entry in verdict.report.unread)


@pytest.mark.parametrize("cell", ["12<sup>1</sup>", "12<sup>[2]</sup>", "12<span style='vertical-align: super'>3</span>", "<s>9</s>12"])
def test_marks_of_footnotes_and_struck_out_figures_are_no_digits(cell: str) -> None:
    report = read_bytes(f"<html><body><p>全年共收到政府信息公开申请{cell}件，均已按期答复。</p></body></html>".encode())
    assert [(fact.metric, str(fact.value)) for fact in report.facts] == [("requests_received", "12")]


@pytest.mark.parametrize("end", ["共收到政府信息公开申请12", "均已办结，全年没有收到政府信息公开申请的投诉以及相关的"])
def test_the_last_clause_of_a_cut_page_states_nothing(end: str) -> None:
    report = read_bytes(f"<html><body><p>全年主动公开政府信息47条，公开渠道更加多样，群众满意程度不断提高。</p><p>{end}".encode())
    assert [fact.metric for fact in report.facts] == ["proactive_disclosed_total"]


def test_a_page_with_pictures_inside_is_read_and_its_pictures_do_not_count() -> None:
    printed = filled("2021")
    picture = f'<img src="data:image/png;base64,{"QUJD" * 2_000_000}">'
    verdict = judge(pages.report(printed, pages.plain).replace("<h3>", f"{picture}<h3>", 1).encode(), printed.truth)
    assert (verdict.wrong, verdict.missing) == ([], set())


def test_a_long_page_is_read_without_its_scripts() -> None:
    printed = filled("2021")
    script = f"<script>var data = '{'x' * 5_000_000}';</script>"
    verdict = judge(pages.report(printed, pages.plain).replace("</head>", f"{script}</head>").encode(), printed.truth)
    assert (verdict.wrong, verdict.missing) == ([], set())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "x-unknown"])
def test_a_page_is_read_in_every_encoding_whatever_it_declares(encoding: str, declared: str) -> None:
    printed = filled("2021")
    page = pages.report(printed, pages.paragraphs).replace("charset=utf-8", f"charset={declared}")
    verdict = judge(page.encode(encoding), printed.truth)
    assert (verdict.wrong, verdict.missing, verdict.report.form) == ([], set(), "2021")
