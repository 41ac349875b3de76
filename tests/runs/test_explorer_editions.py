"""Editions of the explorer of a real run: what inputs say in confidence stays in the edition for the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.commands.running import Options, run
from scoring.criteria.fields import Reader
from scoring.files import yamlfile
from scoring.finished.rendering import Wanted, render_run
from scoring.folder.paperwork import read_sections
from scoring.problems import sentence
from scoring.results.explorer import extent as extents
from scoring.results.explorer.extent import Extent, cut_problem, extent, most
from tests.appeals.folder import LESS, SECTION
from tests.appeals.folder import table as appeals_table
from tests.explorerdata import data_files
from tests.runs.mini import SETTINGS, TABLES, make, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# One word per place of the inputs where something may stand that is nobody else's business.
CANARIES = {
    "evidence": "金丝雀甲",
    "found_by": "金丝雀乙",
    "remark": "金丝雀丙",
    "name": "金丝雀丁县",
    "file": "canary-file",
    "quote": "金丝雀戊",
    "event": "金丝雀己",
    "unit_id": "canaryunit",
    "indicator": "金丝雀庚",
    "pinyin": "jinsiquedingxian",
    "initials": "jsqdx",
    "exempt": "金丝雀辛县",
    "status_reason": "金丝雀壬",
    "correction": "金丝雀癸",
    "decision": "canary-decision",
    "gate": "canary-gate",
}
LEAK = f"""gates:
  - {{id: veto, title: {CANARIES["gate"]}, when: late_reply > 9, then: {{grade: 不合格}}}}
"""
CIRCULAR = """circular:
  issuer: 考核办公室
  number: 考办〔2017〕1号
  title: 考核情况通报
  addressees: [各县人民政府]
  date: 2017-05-04
  annexes: [{group: county, title: 成绩表, top: 2}]
"""


def planted(folder: Path) -> Path:
    """The small assessment with canaries; the unit that carries most of them is last, behind the two that the annex lists."""
    make(folder)
    tables = dict(TABLES)
    tables["units"] = tables["units"].replace(
        "bing,丙桥县人民政府,丙桥县", f"{CANARIES['unit_id']},{CANARIES['name']}人民政府,{CANARIES['name']}"
    )
    tables["reports"] = tables["reports"].replace("bing,bing.txt", f"{CANARIES['unit_id']},{CANARIES['file']}.txt")
    tables["findings"] = tables["findings"].replace("台账第3号,考核组", f"{CANARIES['evidence']},{CANARIES['found_by']}")
    tables["marks"] = tables["marks"].replace(
        "bing,support.plan,一组,0,未见方案", f"{CANARIES['unit_id']},support.plan,一组,0,{CANARIES['remark']}"
    )
    tables["units"] += f"xin,{CANARIES['exempt']}人民政府,{CANARIES['exempt']},county,4,,,exempt,{CANARIES['status_reason']}\n"
    tables["corrections"] = (
        "unit_id,period,metric,part,old,new,corrected_on,corrected_by,reason,evidence\n"
        f"jia,,requests_closed_on_time,,12,11,2017-04-01,考核组,{CANARIES['correction']},台账\n"
    )
    objected = {**LESS, "reason": CANARIES["decision"]}
    tables["appeals"] = appeals_table(objected)
    (folder / "assessment.yaml").write_text(SETTINGS + SECTION, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "reports" / "bing.txt").unlink()
    text = report(CANARIES["name"], "5", "1").replace("（二）申请办结数", f"（二）申请办结数（{CANARIES['quote']}）")
    (folder / "reports" / f"{CANARIES['file']}.txt").write_text(text, "utf-8")
    criteria = folder / "criteria.yaml"
    words = (
        criteria.read_text("utf-8")
        .replace("title: 超期答复", f"title: {CANARIES['event']}")
        .replace("title: 办理差错", f"title: {CANARIES['indicator']}")
    )
    criteria.write_text(words + LEAK, "utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of a run with canaries."""
    place = tmp_path_factory.mktemp("canaries")
    made = run(planted(place / "mini"), Options(documents=False, jobs=1)).folder
    settings = place / "assessment.yaml"
    settings.write_text(SETTINGS + CIRCULAR, "utf-8")
    render_run(made, place / "shown", Wanted(["explorer"], settings=settings))
    return place / "shown"


def _texts(folder: Path) -> Iterator[str]:
    """Every byte of a folder, and its file names."""
    for path in sorted(folder.rglob("*")):
        yield path.name
        if path.is_file():
            yield path.read_text("utf-8")


@pytest.mark.parametrize("canary", CANARIES)
def test_what_is_told_in_confidence_is_in_no_byte_of_the_public_edition(folders: Path, canary: str) -> None:
    word = CANARIES[canary]
    assert any(word in text for text in _texts(folders / "explorer")), "else this test could not fail"
    assert [text for text in _texts(folders / "explorer-public") if word in text] == []


def test_the_public_edition_has_two_files_of_data(folders: Path) -> None:
    files = data_files(folders / "explorer-public")
    assert sorted(files) == ["annexes", "meta"]
    assert files["annexes"][0]["columns"][1]["cells"] == ["甲河县", "乙山县"]
    assert sorted(path.name for path in folders.iterdir()) == ["explorer", "explorer-public"]


def test_settings_that_leave_nothing_to_make_are_told(folders: Path, tmp_path: Path) -> None:
    settings = tmp_path / "assessment.yaml"
    settings.write_text(SETTINGS + "explorer: {internal: false}\n", "utf-8")
    (made,) = (folders.parent / "mini").rglob("results.duckdb")
    called = ["--lang", "zh", "render", str(made.parent), "explorer", "--settings", str(settings), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, called)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        "按现在的设置没有可制作的文件：explorer。请看 assessment.yaml 中这些文件的设置：是否关闭，是否有符合条件的单位。 [D084]\n"
    )


def sections(text: str) -> tuple[dict[str, Any], list[str]]:
    reader = Reader(yamlfile.parse(text, "assessment.yaml"))
    found = read_sections(reader, reader.source.data)
    return found, [sentence(problem) for problem in reader.problems]


def test_the_settings_are_read() -> None:
    assert sections("explorer: {internal: false, public: false, sources: lost}\n") == (
        {"explorer": {"internal": False, "public": False, "sources": "lost"}},
        [],
    )
    assert sections(CIRCULAR + "explorer: {public: true}\n")[1] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "explorer: {public: true}\n",
            (
                "assessment.yaml:1: explorer.public: 公开版没有内容：true；应为通报的附件 circular.annexes："
                "公开版只含附件印出的内容。请在 circular.annexes 中写明附件，或去掉 explorer.public。 [D081]"
            ),
        ),
        ("explorer: {sources: some}\n", "C007"),
        ("explorer: {pages: true}\n", "C003"),
        ("explorer: {internal: maybe}\n", "C00"),
    ],
)
def test_wrong_settings_are_told(text: str, message: str) -> None:
    (told,) = sections(text)[1]
    assert message in told


def test_without_settings_the_public_edition_is_made_where_there_are_annexes() -> None:
    assert (extent({}, 10).internal, extent({}, 10).public) == (True, False)
    assert extent({"circular": {"annexes": [{"group": "county"}]}}, 10).public
    assert not extent({"circular": {"annexes": [{"group": "county"}]}, "explorer": {"public": False}}, 10).public


def test_what_the_size_of_a_run_takes_away_is_said() -> None:
    assert cut_problem(extent({}, most("sources"))) is None
    less = extent({}, most("sources") + 1)
    assert (less.sources, less.has_pages) == ("lost", True)
    assert _told(less) == (
        "explorer: 结果浏览网页只列明失分及加分扣分的数据来源：全部得分有200001个，超过200000个。"
        "其他得分的来源可用 scoring explain 查看。 [D082]"
    )
    none = extent({}, most("pages") + 1)
    assert not none.has_pages
    assert _told(none) == (
        "explorer: 结果浏览网页不含各单位、各指标的页面和权重试算：全部得分有1000001个，超过1000000个。"
        "单个单位的情况可用 scoring explain 查看。 [D083]"
    )
    assert cut_problem(extent({"explorer": {"internal": False}}, most("pages") + 1)) is None


def _told(found: Extent) -> str:
    problem = cut_problem(found)
    assert problem is not None
    return sentence(problem)


@pytest.mark.parametrize(("limits", "pages", "code"), [({"sources": 3}, 1, "D082"), ({"sources": 3, "pages": 3}, 0, "D083")])
def test_a_large_run_has_less(
    limits: dict[str, int],
    pages: int,
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extents, "most", lambda what: limits.get(what, most(what)))
    made = run(make(tmp_path / "mini"), Options(jobs=1))
    assert [problem.code for problem in made.problems if problem.where == "explorer"] == [code]
    files = data_files(made.folder / "explorer")
    assert ("unit/0" in files, "indicators" in files, "unit" in files["meta"]["pages"]) == (pages, pages, pages)
    if pages:
        lines = files["unit/0"]["points"]
        assert files["unit/0"]["shortened"] == "本次考核共有15个得分，数量较多，仅列明失分及加分扣分的数据来源。"
        assert {bool(line["sources"]) for line in lines if line["lost"] == "0"} == {False}
