"""Options of annexes in assessment.yaml and on the command line: what is read, what is refused and in which words."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.criteria.fields import Reader
from scoring.files import yamlfile
from scoring.folder.paperwork import annexes, circular, read_sections
from scoring.folder.paperwork.references import References
from scoring.problems import ProblemsFound, sentence

KNOWN = References(
    ("city", "department"),
    ("优秀",),
    (),
    (),
    (),
    (),
    {"city": ["reply", "reply.time"], "department": ["reply"]},
    ["city"],
    overall=False,
)


def read(item: str, defaults: str = "") -> tuple[list[dict[str, Any]], list[str]]:
    """The annexes of settings with one annex, and the sentences of what is wrong."""
    text = f"circular:\n  annexes:\n    - {{title: 成绩表, {item}}}\n" + (f"  annex_defaults: {{{defaults}}}\n" if defaults else "")
    reader = Reader(yamlfile.parse(text, "assessment.yaml"))
    found = circular.read(reader, reader.source.data["circular"])
    own = [problem for problem in reader.problems if problem.code != "C004" or "annexes" in problem.where]
    if not own:
        circular.check(reader, found, KNOWN)
        own = [problem for problem in reader.problems if problem.code != "C004"]
    return found["annexes"], [sentence(problem) for problem in own]


def test_options_are_read_with_defaults_below_them() -> None:
    made, wrong = read("group: city, top: 3, columns: [reply, reply.time]", "ties: true, columns: total, bands: [90, 80]")
    assert wrong == []
    assert made == [{"title": "成绩表", "group": "city", "show": "top", "top": 3, "columns": ["reply", "reply.time"], "ties": True}]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "group: city, show: grades, columns: total",
            "附件的这一选项在此不起作用：columns。因为已有 show: grades，请删去其中之一。 [D050]",
        ),
        ("group: city, bands: [90]", "附件的这一选项在此不起作用：bands。因为已有 show: all，请删去其中之一。 [D050]"),
        (
            "group: city, scores: false, full_points: heads",
            "附件的这一选项在此不起作用：full_points。因为已有 scores: false，请删去其中之一。 [D050]",
        ),
        (
            "group: city, groups: [city]",
            "附件要写明一个 group 或几个 groups，不能都写或都不写。请写 group: 组 或 groups: [组, 组]。 [D051]",
        ),
        ("sort: order", "附件要写明一个 group 或几个 groups，不能都写或都不写。请写 group: 组 或 groups: [组, 组]。 [D051]"),
        ("group: city, columns: [reply, reply]", "附件选项的列表为空或有重复：reply、reply。请写出各不相同的项。 [D052]"),
        ("groups: []", "附件选项的列表为空或有重复。请写出各不相同的项。 [D052]"),
        (
            "group: city, columns: [repl]",
            "附件的列引用了不存在的指标：repl；应为 reply、reply.time。请改为该组考核指标的标识。 [D053]",
        ),
        (
            "group: department, show: grades",
            "附件要列等次，但这一组没有等次：department。请在考核指标中规定等次；只列单位数时也可用 bands 写明分数段。 [D054]",
        ),
        (
            "groups: [city, department], together: ranked",
            "附件要统一排名，但考核指标没有各组的统一名次：ranked。请在考核指标中写 policy.ranking.overall: true。 [D055]",
        ),
        ("group: county", "附件引用了不存在的分组：county；应为 city、department。请改为考核指标中的分组。 [D041]"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(item: str, message: str) -> None:
    _, wrong = read(item)
    assert len(wrong) == 1, wrong
    assert wrong[0].startswith("assessment.yaml:3: circular.annexes[1]")
    assert wrong[0].endswith(message), wrong[0]


def test_a_top_list_needs_its_length() -> None:
    _, wrong = read("group: city, show: top")
    assert len(wrong) == 1
    assert "top" in wrong[0]
    assert wrong[0].endswith("[C004]")


STORED: list[dict[str, Any]] = [
    {"title": "甲", "group": "city", "columns": ["reply"], "full_points": "heads"},
    {"title": "乙", "group": "department", "show": "top", "top": 3, "ties": True},
]


def test_choices_win_over_the_settings_and_those_for_one_annex_over_those_for_all() -> None:
    made = annexes.chosen(STORED, ["columns=total", "2:scores=false", "2:show=all", "1:title=丙"], KNOWN)
    assert made == [
        {"title": "丙", "group": "city", "columns": "total", "full_points": "heads"},
        {"title": "乙", "group": "department", "show": "all", "ties": True, "scores": False},
    ]


def test_lists_are_written_with_commas() -> None:
    made = annexes.chosen(STORED, ["1:columns=reply,reply.time", "2:groups=city,department", "2:show=counts", "2:bands=90,80.5"], KNOWN)
    assert made[0]["columns"] == ["reply", "reply.time"]
    assert made[1] == {"title": "乙", "groups": ["city", "department"], "show": "counts", "bands": ["90", "80.5"]}


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (
            "columns",
            "--annex: 附件选项的写法不对：columns；应为键=值 或 附件号:键=值，如 show=top、2:columns=total。请改正。 [D058]",
        ),
        ("3:columns=total", "--annex: 没有这个附件：3:columns=total。共有 2 个附件，请改正附件号。 [D059]"),
        (
            "1:columns=nothing",
            "--annex: [1].columns: 附件的列引用了不存在的指标：nothing；应为 reply、reply.time。请改为该组考核指标的标识。 [D053]",
        ),
        ("1:bands=90", "--annex: bands: 附件的这一选项在此不起作用：bands。因为已有 show: all，请删去其中之一。 [D050]"),
    ],
)
def test_wrong_choices_are_refused(choice: str, message: str) -> None:
    with pytest.raises(ProblemsFound) as error:
        annexes.chosen(STORED, [choice], KNOWN)
    assert [sentence(problem) for problem in error.value.problems] == [message]


def test_an_unknown_key_is_told_with_the_nearest() -> None:
    with pytest.raises(ProblemsFound) as error:
        annexes.chosen(STORED, ["colums=total"], KNOWN)
    assert {problem.code for problem in error.value.problems} == {"C003"}
    assert "columns" in sentence(error.value.problems[0])


FIRM = (
    "名次稳健性附件会透露没有公布的名次：robustness；应为只列其他附件已公布的名次（现为 {}）。请为该附件写相同的 top，或删去该附件。 [S006]"
)


@pytest.mark.parametrize(
    ("item", "defaults", "message"),
    [
        ("group: city, content: robustness, top: 3, ties: true", "columns: total", ""),
        ("group: city, content: robustness, columns: total", "", "附件的这一选项在此不起作用：columns。因为已有 content: robustness，"),
        ("group: city, content: robustness, ranks: false", "", FIRM.format("ranks: false")),
        ("group: city, content: robustness", "ranks: false", FIRM.format("ranks: false")),
        ("group: city, content: robustness, show: counts", "", FIRM.format("show: counts")),
        ("group: city, content: robustness}, {title: 表, group: city, top: 3", "", FIRM.format("city：top: 3")),
        ("group: city, content: robustness, top: 3}, {title: 表, group: city, top: 3", "", ""),
        ("group: city, content: robustness}, {title: 表, group: city, show: grades", "", FIRM.format("city：show: grades")),
        ("group: city, content: robustness}, {title: 表, group: city, ranks: false", "", FIRM.format("city：ranks: false")),
        ("group: city, content: robustness}, {title: 表, group: city, scores: false", "", ""),
        ("group: city, content: robustness}, {title: 表, group: department, top: 3", "", ""),
    ],
)
def test_what_other_annexes_keep_back_is_not_told_by_one_on_firmness(item: str, defaults: str, message: str) -> None:
    text = f"circular:\n  annex_defaults: {{{defaults}}}\n  annexes: [{{title: 成绩表, {item}}}]\n"
    reader = Reader(yamlfile.parse(text, "assessment.yaml"))
    found = circular.read(reader, reader.source.data["circular"])
    circular.check(reader, found, KNOWN)
    told = [sentence(problem, "zh") for problem in reader.problems if problem.code != "C004"]
    assert len(told) == bool(message), told
    assert all(message in words for words in told)


def test_an_annex_on_firmness_needs_the_analysis() -> None:
    text = "circular:\n  annexes: [{title: 成绩表, group: city, content: robustness}]\n"
    for section, codes in (("", ["S007"]), ("sensitivity: {draws: 100}\n", [])):
        reader = Reader(yamlfile.parse(text + section, "assessment.yaml"))
        read_sections(reader, reader.source.data)
        assert [problem.code for problem in reader.problems if problem.code != "C004"] == codes
