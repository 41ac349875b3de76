"""scoring layout: exit codes, both languages, JSON, an office's own fonts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.documents.layout.checking import check_document
from scoring.documents.layout.families import read_families, shipped_families
from scoring.documents.printing.pdf import Printer
from scoring.problems import ProblemsFound, sentence
from tests.documents.conftest import Printed
from tests.documents.layout import drawn
from tests.documents.layout.drawing import Drawing


def run(*words: object, lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "layout", *map(str, words)])


@pytest.fixture
def file(circular: Printed, tmp_path: Path) -> Path:
    file = tmp_path / "circular.pdf"
    file.write_bytes(circular.data)
    return file


@pytest.fixture
def low(artist: Printer, tmp_path: Path) -> Path:
    """A document whose mark stands too high."""
    drawing = drawn.document()
    drawing.move("mark", dy=-2)
    file = tmp_path / "low.pdf"
    file.write_bytes(drawing.pdf(artist))
    return file


def test_a_right_document_ends_with_0_and_names_its_substitutes(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"{file}：文件格式，8 页；替代字体 8，符合 79，没有该要素 16",
        "  替代字体（可以接受）：仿宋→GW-Fang，宋体→GW-Song，小标宋→GW-Biao，楷体→GW-Kai，黑体→GW-Hei",
    ]


def test_a_wrong_document_ends_with_1_and_says_where_and_how_far(low: Path) -> None:
    result = run(low)
    assert result.exit_code == 1
    assert "  不符 H4-top 发文机关标志上边缘距版心上边缘 35 mm（距纸边 72 mm）（GB/T 9704-2012，7.2.4）" in result.output
    assert "    第 1 页“沧澜省人民政府办公厅文件”：70.0 mm；应为 72 mm（±1 mm）" in result.output


def test_the_same_in_english(low: Path) -> None:
    result = run(low, lang="en")
    assert (
        "  fails H4-top issuer's mark 35 mm below the type area's upper edge (72 mm from the page edge) (GB/T 9704-2012, 7.2.4)"
        in result.output
    )
    assert '    page 1 "沧澜省人民政府办公厅文件": 70.0 mm; expected 72 mm (±1 mm)' in result.output


def test_all_rules_are_printed_when_wanted(file: Path) -> None:
    lines = run(file, "--all").output.splitlines()
    assert "  符合 H4-top 发文机关标志上边缘距版心上边缘 35 mm（距纸边 72 mm）（GB/T 9704-2012，7.2.4）：72.0 mm" in lines
    assert "  没有该要素 H1-text 份号为 6 位阿拉伯数字（GB/T 9704-2012，7.2.1）" in lines


def findings(result: Result) -> dict[str, dict[str, Any]]:
    return {finding["id"]: finding for finding in json.loads(result.output)["findings"]}


def test_findings_as_data(low: Path) -> None:
    result = run(low, "--format", "json")
    data = json.loads(result.output)
    assert (result.exit_code, data["status"], data["form"], data["pages"]) == (1, "checked", "document", 8)
    found = findings(result)["H4-top"]
    place = {"page": 1, "measured": "70.0 mm", "expected": "", "quote": "沧澜省人民政府办公厅文件"}
    assert found == {
        "id": "H4-top", "clause": "7.2.4", "title": "发文机关标志上边缘距版心上边缘 35 mm（距纸边 72 mm）", "outcome": "fails", "page": 1,
        "measured": "70.0 mm", "expected": "72 mm", "tolerance": "±1 mm", "quote": "沧澜省人民政府办公厅文件", "places": [place],
    }  # fmt: skip


def test_a_file_that_cannot_be_measured_does_not_stop_the_others(file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"no")
    result = run(wrong, file)
    assert result.exit_code == 1
    assert f"{wrong}: 不是 PDF 文件。请在文字处理软件中导出为 PDF 后再检查。 [L003]" in result.output
    assert "符合 79" in result.output
    refused = json.loads(run(wrong, "--format", "json").output)
    assert (refused["status"], refused["problems"][0]["code"]) == ("refused", "L003")


@pytest.mark.parametrize("words", [(), ("--form", "memo", "x.pdf"), ("--no-such",)])
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_other_rules_apply_to_other_forms(file: Path) -> None:
    plain = findings(run(file, "--form", "plain", "--format", "json"))
    assert "H4-top" not in plain
    assert plain["M13-embed"]["outcome"] == "holds"
    assert findings(run(file, "--form", "letter", "--format", "json"))["L1"]["outcome"] == "fails"


def headless(*dropped: str) -> Drawing:
    drawing = drawn.document()
    for name in ("mark", "number", "rule", *dropped):
        drawing.drop(name)
    return drawing


def only_annexes() -> Drawing:
    drawing = headless("serial", "secrecy", "urgency", "title", "to", "p1.", "p2.", "p3.", "note", "issuer", "date", "remark", "folio")
    drawing.items = {name: replace(item, page=max(item.page - 3, 1)) for name, item in drawing.items.items()}
    drawing.pages, drawing.sizes = 5, {3: "A4 landscape"}
    return drawing


@pytest.mark.parametrize(
    ("make", "form"), [(drawn.document, "document"), (drawn.letter, "letter"), (headless, "plain"), (only_annexes, "annex")]
)
def test_what_a_document_is_shows_at_its_head(artist: Printer, make: Callable[[], Drawing], form: str) -> None:
    assert check_document(make().pdf(artist)).form == form


def test_an_office_says_which_fonts_it_takes(file: Path, tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.yaml"
    fonts.write_text("仿宋: {canonical: [GW Fang]}\n小标宋: {canonical: [方正小标宋简体], accepted: []}\n", "utf-8")
    found = findings(run(file, "--fonts", fonts, "--format", "json"))
    assert (found["P8-face"]["outcome"], found["B1-face"]["outcome"], found["V7-face"]["outcome"]) == ("holds", "fails", "substituted")


ROLES = "小标宋、仿宋、楷体、黑体、宋体"
LISTS = "仿宋: 字体对照写法不对；应为 canonical 和 accepted 两个字体名称列表。例如 canonical: [仿宋_GB2312]。 [L012]"
WRONG_MAPS = {
    "[仿宋]": f"f.yaml:1: 字体对照文件写法不对；应为以 {ROLES} 为键的对照表。"
    "例如 仿宋: {canonical: [仿宋_GB2312], accepted: [朱雀仿宋]}。 [L010]",
    "\n隶书: {canonical: [LiSu]}": f"f.yaml:2: 字体对照文件中有不认识的字体角色：隶书；应为{ROLES}。请改用其中之一。 [L011]",
    "仿宋: 仿宋_GB2312": f"f.yaml:1: {LISTS}",
    "仿宋: {canonical: [' ']}": f"f.yaml:1: {LISTS}",
}


@pytest.mark.parametrize("text", WRONG_MAPS)
def test_a_wrong_font_map_is_refused_with_its_line(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        read_families(Path("f.yaml"))
    assert [sentence(problem) for problem in error.value.problems] == [WRONG_MAPS[text]]


@pytest.mark.parametrize(
    ("role", "font", "status"),
    [
        ("仿宋", "FangSong_GB2312", "canonical"), ("仿宋", "仿宋_GB2312", "canonical"), ("仿宋", "FZFSK--GBK1-0", "canonical"),
        ("仿宋", "FandolFang-Regular", "accepted"), ("仿宋", "SimSun", "other"), ("小标宋", "FZXBSJW--GB1-0", "canonical"),
        ("小标宋", "NotoSerifCJKsc-Bold", "accepted"), ("小标宋", "NotoSerifCJKsc-Regular", "other"),
        ("宋体", "NotoSerifCJKsc-Bold", "other"),
        ("宋体", "TimesNewRomanPSMT", "accepted"), ("楷体", "KaiTi_GB2312", "canonical"), ("黑体", "SimHei", "canonical"),
    ],
)  # fmt: skip
def test_fonts_are_known_by_the_names_that_makers_give(role: str, font: str, status: str) -> None:
    assert shipped_families().status(role, font) == status
