"""Names that nobody can tell apart, or that hold what nobody sees, are told with their places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.files import yamlfile
from scoring.files.lookalike import look
from scoring.folder.report_files import owners
from scoring.intake.inputs.reading import read_inputs
from scoring.intake.reading import read_report
from scoring.problems import ProblemsFound, sentence

HEAD = "unit_id,name,short_name,grp\n"
SAME = {
    "Cyrillic": ("a县", "\u0430县"),
    "Greek": ("O县", "\u039f县"),
    "full width": ("第1组", "第１组"),
    "Kangxi radicals": ("山日县", "⼭⽇县"),
    "other radicals": ("长门县", "⻓⻔县"),
    "compatibility ideographs": ("金县", "\uf90a县"),
    "katakana": ("口力镇", "ロカ镇"),
    "middle dots": ("甲·乙县", "甲•乙县"),
    "dashes": ("甲-乙县", "甲－乙县"),
    "blanks": ("甲 县", "甲\u3000县"),
    "letters and digits": ("l0", "1O"),
    "variants": ("葛县", "葛\U000e0100县"),
    "nothing seen": ("甲县", "甲\u200b县"),
}
UNSEEN = {f"U+{ord(sign):04X}": sign for sign in "\u202e\u2066\u200b\u00ad\ufeff\u3164\x1b"}


@pytest.mark.parametrize("kind", SAME)
def test_names_of_one_look_have_one_look(kind: str) -> None:
    one, other = SAME[kind]
    assert one != other
    assert look(one) == look(other)


@pytest.mark.parametrize(("one", "other"), [("甲县", "乙县"), ("A", "a"), ("西城", "东城"), ("u01", "u02"), ("10", "11"), ("己", "已")])
def test_names_of_another_look_have_another(one: str, other: str) -> None:
    assert look(one) != look(other)


def told(folder: Path, units: str, **more: str) -> list[str]:
    for name, text in {"units": HEAD + units, **more}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_inputs(folder)
    return [sentence(problem) for problem in found.value.problems]


def test_two_units_that_look_the_same_are_told_with_both_rows(tmp_path: Path) -> None:
    said = "与第 {} 行的“{}”看起来相同，而字符不同（{}）：{}；{}"
    fix = "应为可以分辨的名称，或完全相同的名称。请核对两行；指同一对象的，改为相同的字符。 [I085]"
    rows = "a1,甲县,,city\na2,乙县,,city\n\u04301,丙县,,city\na4,⼄县,,city\n"
    assert told(tmp_path, rows) == [
        "units.csv:4: unit_id: " + said.format(2, "a1", "а（U+0430）≠a（U+0061）", "\u04301", fix),
        "units.csv:5: name: " + said.format(3, "乙县", "⼄（U+2F04）≠乙（U+4E59）", "⼄县", fix),
    ]


def test_the_same_name_twice_is_no_look_alike(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(HEAD + "a,教育局,教育局,city\nb,教育局,教育局,city\n", "utf-8")
    assert read_inputs(tmp_path)["units"].height == 2


@pytest.mark.parametrize("code", UNSEEN)
@pytest.mark.parametrize("column", ["unit_id", "name", "short_name", "grp"])
def test_what_nobody_sees_is_refused_in_a_name(tmp_path: Path, code: str, column: str) -> None:
    cells = {"unit_id": "a", "name": "甲县", "short_name": "甲", "grp": "city"}
    cells[column] = cells[column][:1] + UNSEEN[code] + cells[column][1:] + "1"
    said = f"名称或标识中有看不见的字符，或改变文字方向的字符（{code}）"
    shown = cells[column].replace(UNSEEN[code], f"[{code}]")
    (problem,) = told(tmp_path, ",".join(cells.values()) + "\n")
    assert problem.startswith(f"units.csv:2: {column}: {said}：{shown}；")
    assert problem.endswith("；应为每个字符都能看见的名称。请删去整个单元格的内容后重新键入，不要粘贴。 [I084]")


def test_a_unit_that_is_named_with_what_nobody_sees_is_told_once(tmp_path: Path) -> None:
    marks = "unit_id,indicator_id,mark\na\u200b,x,1\n"
    assert [text.rpartition("[")[2] for text in told(tmp_path, "a,甲县,,city\n", marks=marks)] == ["I084]"]


def test_a_file_that_only_looks_like_a_report_is_nobodys(tmp_path: Path) -> None:
    from types import SimpleNamespace

    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("⼄县.html", "\u0430nnual.html", "丁县.html"):
        (reports / name).write_text("x", "utf-8")
    (tmp_path / "units.csv").write_text(HEAD + "u1,甲县,,city\nu2,乙县,,city\n", "utf-8")
    (tmp_path / "reports.csv").write_text("unit_id,file\nu1,annual.html\n", "utf-8")
    assessment: Any = SimpleNamespace(inputs={"reports": Path("reports.csv")}, reports=reports)
    units, problems = owners(assessment, read_inputs(tmp_path), sorted(reports.iterdir()))
    assert units == {}
    said = "与“{}”看起来相同，而字符不同（{}），因此未作为它读取：{}；{}"
    fix = "应为与登记或单位名称的字符完全相同的文件名。请核对文件的来源；确属该单位的，请把文件重新命名。 [I086]"
    assert [sentence(problem).replace(f"{reports}/", "") for problem in reversed(problems) if problem.code == "I086"] == [
        "⼄县.html: 文件名" + said.format("乙县", "⼄（U+2F04）≠乙（U+4E59）", "⼄县.html", fix),
        "\u0430nnual.html: 文件名" + said.format("annual.html", "а（U+0430）≠a（U+0061）", "\u0430nnual.html", fix),
    ]
    assert sorted(problem.code for problem in problems) == ["A011", "A013", "I086", "I086"]


@pytest.mark.parametrize("code", ["U+202E", "U+2066", "U+200B", "U+00AD", "U+FEFF"])
def test_what_nobody_sees_is_refused_in_criteria_and_settings(code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        yamlfile.parse(f'groups:\n  city: {{title: "市{UNSEEN[code]}级"}}\n', "criteria.yaml")
    (problem,) = found.value.problems
    assert sentence(problem) == (
        f"criteria.yaml:2: 文字中有看不见的控制字符（{code}）：市?级；应为能够显示和打印的文字。请重新键入这段文字。 [Y011]"
    )


def test_a_figure_with_what_nobody_sees_is_read_and_one_that_is_turned_round_is_not(tmp_path: Path) -> None:
    text = "全县共收到政府信息公开申请{}件，均已在期限内答复。"
    read = {}
    for name, figure in (("hidden", "1\u200b2"), ("turned", "\u202e12\u202c")):
        (tmp_path / name).write_text(text.format(figure), "utf-8")
        report = read_report(tmp_path / name, name)
        read[name] = [fact.value for fact in report.facts], [(repair.kind, repair.before) for repair in report.repairs]
    assert read == {
        "hidden": ([Decimal(12)], [("unseen", text.format("1[U+200B]2"))]),
        "turned": ([], [("unseen", text.format("[U+202E]12[U+202C]"))]),
    }
