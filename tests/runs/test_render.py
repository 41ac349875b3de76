"""Documents again from a finished run: single ones, with other settings, templates and texts; the run stays as it is."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.documents.fonts.building import build_fonts
from scoring.documents.kinds import KINDS
from tests.runs import mini

CIRCULAR = """circular:
  issuer: 乌有省人民政府办公厅
  head: 乌有省人民政府办公厅文件
  number: 乌政办发〔2017〕9号
  title: 乌有省人民政府办公厅关于2016年政务公开工作考核情况的通报
  addressees: [各县（区）人民政府]
  date: 2017-05-02
  annexes:
    - {group: county, title: 2016年县区政务公开工作考核成绩表}
"""
TEXT = "<p>现将{{ assessment.period }}年考核情况通报如下。</p>\n"


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose assessment has a template of its own."""
    build_fonts(say=lambda _: None)
    folder = mini.make(tmp_path_factory.mktemp("render") / "mini")
    (folder / "assessment.yaml").write_text(mini.SETTINGS + CIRCULAR, "utf-8")
    (folder / "circular.html.j2").write_text(TEXT, "utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "_imprint.css").write_text("/* of the office */\n", "utf-8")
    result = scoring("run", folder)
    assert result.exit_code == 0, result.output
    (run,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    return run


def test_a_run_keeps_its_templates_and_render_makes_the_same_bytes(finished: Path, tmp_path: Path) -> None:
    before = contents(finished)
    assert "templates/_imprint.css" in before
    result = scoring("render", finished, "--out", tmp_path / "again")
    assert result.exit_code == 0, result.output
    made = contents(tmp_path / "again")
    assert {"circular.pdf", "circular.docx", "results.xlsx", "checks.html", "checks.csv", "figures.csv"} <= set(made)
    assert all(before[name] == data for name, data in made.items())
    assert contents(finished) == before


def test_single_documents_are_made_by_name(finished: Path, tmp_path: Path) -> None:
    assert scoring("render", finished, "figures", "--out", tmp_path).exit_code == 0
    assert list(contents(tmp_path)) == ["figures.csv"]


def test_a_document_that_there_is_not_is_said(finished: Path, tmp_path: Path) -> None:
    result = scoring("render", finished, "figures", "letter", "--out", tmp_path)
    assert result.exit_code == 1
    assert "没有这种文件：letter；应为 workbook、quality、explorer、figures、sensitivity、circular" in result.stderr
    assert contents(tmp_path) == {}


def test_other_settings_replace_those_of_the_run(finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "assessment.yaml"
    other.write_text(CIRCULAR.replace("〔2017〕9号", "〔2017〕10号"), "utf-8")
    result = scoring("render", finished, "circular", "--settings", other, "--out", tmp_path / "made")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "made" / "circular.docx").read_bytes() != (finished / "circular.docx").read_bytes()


def test_seals_lie_beside_the_settings_that_name_them(finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "assessment.yaml"
    other.write_text(CIRCULAR + "  seal: 印.svg\n", "utf-8")
    (tmp_path / "templates").mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="42" height="42"><title>印</title><circle cx="21" cy="21" r="20"/></svg>'
    (tmp_path / "templates" / "印.svg").write_text(drawing, "utf-8")
    result = scoring("render", finished, "circular", "--settings", other, "--out", tmp_path / "made")
    assert result.exit_code == 0, result.output


def test_faulty_settings_are_told_with_their_line(finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "assessment.yaml"
    other.write_text(CIRCULAR.replace("issuer", "isuer"), "utf-8")
    result = scoring("render", finished, "circular", "--settings", other, "--out", tmp_path / "made")
    assert result.exit_code == 1
    assert f"{other}:2: circular.isuer" in result.stderr
    assert not (tmp_path / "made").exists()


def test_choices_for_annexes_without_an_annex_are_refused(finished: Path, tmp_path: Path) -> None:
    result = scoring("render", finished, "figures", "--annex", "top=2", "--out", tmp_path / "made")
    assert result.exit_code == 1
    assert "给出了附件的选项，但没有要制作附件：top=2；应为制作 circular 或 annex。" in result.stderr
    assert not (tmp_path / "made").exists()


def test_single_units_get_their_sheet_again(finished: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "assessment.yaml"
    sheets.write_text("feedback: {issuer: 县政府办公室, date: 2017-05-10}\n", "utf-8")
    made = tmp_path / "made"
    result = scoring(
        "render", finished, "feedback", "--unit", "乙山县", "--unit", "jia", "--settings", sheets, "--out", made, "--jobs", "1"
    )
    assert result.exit_code == 0, result.output
    assert list(contents(made)) == [f"feedback/{name}" for name in ("index.csv", "jia.docx", "jia.pdf", "yi.docx", "yi.pdf")]


def test_units_that_there_are_not_are_said(finished: Path, tmp_path: Path) -> None:
    result = scoring("render", finished, "feedback", "--unit", "乙山", "--unit", "戊", "--out", tmp_path / "made")
    assert result.exit_code == 1
    assert "本次运行中没有这个单位或指标：乙山；应为如 乙山县。请检查写法。 [A008]" in result.stderr
    assert result.stderr.count("[A008]") == 2
    assert not (tmp_path / "made").exists()


def test_the_help_names_every_document() -> None:
    listed = scoring("render", "--help").output.partition("Documents: ")[2].partition("\n\n")[0]
    assert {name.strip() for name in listed.split(",")} == {kind.name for kind in KINDS}


def test_without_settings_and_text_there_is_no_circular(tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    assert scoring("run", folder).exit_code == 0
    (run,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    assert not (run / "circular.pdf").exists()
    result = scoring("render", run, "circular", "--out", tmp_path / "made")
    assert result.exit_code == 1
    assert "没有通报的设置或正文；应为 assessment.yaml 中的 circular 和考核指标旁的 circular.html.j2" in result.stderr


def test_annexes_are_made_with_other_options(finished: Path, tmp_path: Path) -> None:
    before = contents(finished)
    choices = ["--annex", "columns=requests,requests.on_time", "--annex", "1:full_points=heads", "--annex", "ties=true"]
    result = scoring("render", finished, "annex", "--out", tmp_path, *choices)
    assert result.exit_code == 0, result.output
    page = (tmp_path / "annex.html").read_text("utf-8")
    assert '<th scope="col" class="number">依申请公开<span>（60分）</span></th>' in page
    assert '<th scope="col" class="number">按时办结<span>（40分）</span></th>' in page
    assert '<td class="number">26.6667</td>' in page  # 乙山: 6 of 9 closed on time
    assert contents(finished) == before


def test_without_scores_no_score_is_in_the_fragment(finished: Path, tmp_path: Path) -> None:
    assert scoring("render", finished, "annex", "--out", tmp_path, "--annex", "scores=false").exit_code == 0
    page = (tmp_path / "annex.html").read_text("utf-8")
    assert "甲河县" in page
    assert "78.67" not in page
    assert "78.67" in (finished / "annex.html").read_text("utf-8")


def test_wrong_choices_for_annexes_stop_before_anything_is_written(finished: Path, tmp_path: Path) -> None:
    result = scoring("render", finished, "annex", "--out", tmp_path / "made", "--annex", "columns=nothing", "--annex", "together=ranked")
    assert result.exit_code == 1
    assert "[D050]" in result.stderr
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("annex", "words"),
    [
        ("group: city", "circular.annexes[1].group: 附件引用了不存在的分组：city；应为 county"),
        ("group: county, columns: [requests.in_time]", "circular.annexes[1].columns: 附件的列引用了不存在的指标：requests.in_time"),
        ("groups: [county, county]", "circular.annexes[1].groups: 附件选项的列表为空或有重复：county、county"),
    ],
)
def test_annexes_are_held_against_the_criteria_before_anything_is_scored(tmp_path: Path, annex: str, words: str) -> None:
    folder = mini.make(tmp_path / "mini")
    text = CIRCULAR.replace("group: county", annex)
    (folder / "assessment.yaml").write_text(mini.SETTINGS + text, "utf-8")
    (folder / "circular.html.j2").write_text(TEXT, "utf-8")
    result = scoring("run", folder)
    line = len((mini.SETTINGS + text).splitlines())
    assert result.exit_code == 1
    assert f"assessment.yaml:{line}: {words}" in result.stderr
    assert not (folder / "out").exists()


def test_where_one_document_cannot_be_made_none_is_written(finished: Path, tmp_path: Path) -> None:
    """Rendered files are all of one run or there are none; the folder that was made for them goes too."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "circular.html").write_text("{{ nothing }}", "utf-8")
    result = scoring("render", finished, "--out", tmp_path / "new", "--templates", tmp_path / "templates")
    assert (result.exit_code, "[D021]" in result.stderr) == (1, True)
    assert not (tmp_path / "new").exists()
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "figures.csv").write_text("of before", "utf-8")
    assert scoring("render", finished, "--out", tmp_path / "there", "--templates", tmp_path / "templates").exit_code == 1
    assert contents(tmp_path / "there") == {"figures.csv": b"of before"}


def test_a_run_of_another_version_is_one_sentence(finished: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(finished, old)
    (old / "results" / "figure_details.parquet").unlink()
    with duckdb.connect(str(old / "results.duckdb")) as database:
        database.execute("drop table figure_details")
    result = scoring("render", old, "--out", tmp_path / "new")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{old}: 这次运行由其他版本的软件生成，缺少本版本制作文件所需的内容：figure_details；应为本版本的 scoring run 生成的目录。"
        "请用本版本重新运行 scoring run。 [A028]\n1 个文件，1 个问题。\n"
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("document", ["workbook", "quality", "figures", "circular"])
def test_a_disk_that_takes_nothing_is_one_sentence(finished: Path, tmp_path: Path, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refuse(*_: object, **__: object) -> None:
        raise full

    monkeypatch.setattr("scoring.documents.printing.files._fill", refuse)
    result = scoring("render", finished, document, "--out", tmp_path / "new")
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert f"{tmp_path / 'new'}" in result.stderr
    assert "无法写入：No space left on device" in result.stderr
    assert ".documents-" not in result.stderr
    assert not (tmp_path / "new").exists()
