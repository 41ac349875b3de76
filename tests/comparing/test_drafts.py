"""A draft of criteria on the data of a run, the earlier run inside an assessment, and the commands."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import load_workbook

from scoring.cli import main
from scoring.commands.running import Options as RunOptions
from scoring.commands.running import Run, run
from scoring.comparing import preview
from scoring.documents.comparison.book import SHEET
from scoring.documents.official.annexes import annex_content
from scoring.documents.official.options import annex_options
from scoring.documents.workbook.results import workbook_xlsx
from scoring.folder.paperwork import read_file
from scoring.problems import ProblemsFound, sentence
from scoring.results.collect import collect_results
from scoring.results.store import open_results
from scoring.verifying.annex.reading import Row
from scoring.verifying.annex.units import UnitRows
from scoring.verifying.derived import derive_scores
from scoring.verifying.derived.stored import read_stored
from tests.comparing.folders import STRICTER, later, replaced
from tests.runs import mini


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("draft") / "criteria.yaml"
    file.write_text(replaced(mini.CRITERIA, STRICTER), "utf-8")
    return file


def test_a_draft_moves_by_criteria_alone_and_invents_no_points(old: Path, draft: Path) -> None:
    made = preview(old / "criteria.yaml", draft, old)
    comparison = made.comparison
    assert made.folder is None
    assert {unit.total.data for unit in comparison.units} == {"0.00"}
    yi = next(unit for unit in comparison.units if unit.unit_id == "yi")
    # 26.6667+14+28+10; by the draft 30+16+18+10 of the 95 points that have data, rescaled to 100
    assert (yi.totals.old, yi.totals.new, yi.total.criteria) == ("78.67", "77.89", "-0.78")
    survey = next(item for item in comparison.items if (item.unit_id, item.item) == ("yi", "support.survey"))
    assert (survey.old, survey.new) == ("无此指标", "无法评定")
    assert comparison.notes == ("2016年度的数据没有下列指标所需的内容，新标准在这些指标上不计分：群众满意度。",)


def test_the_command_prints_the_changes_and_who_moves(old: Path, draft: Path, tmp_path: Path) -> None:
    arguments = ["criteria", "diff", str(old / "criteria.yaml"), str(draft), "--on", str(old)]
    done = CliRunner().invoke(main, ["--lang", "zh", *arguments, "--out", str(tmp_path / "impact")])
    assert done.exit_code == 0, done.output
    assert "indicators[requests.lapses].rule.deduct_events.late_reply  6 → 4" in done.output
    assert "县区：3个单位可比：总分上升1个、下降1个" in done.output
    assert "\n  1个单位没有变动\n" in done.output
    assert (tmp_path / "impact" / "comparison.html").is_file()
    found = json.loads(CliRunner().invoke(main, [*arguments, "--format", "json"]).output)
    assert {"changes", "impact"} == found.keys()
    assert found["impact"]["preview"] is True
    wrong = CliRunner().invoke(main, ["--lang", "zh", *arguments[:4], "--out", "x"])
    assert (wrong.exit_code, "与 --on 一起用" in wrong.output) == (2, True)


@pytest.fixture(scope="module")
def beside(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assessment that names last year's run, which lies inside it."""
    folder = later(tmp_path_factory.mktemp("beside") / "new")
    shutil.copytree(old, folder / "last")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + "comparison: {run: last}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def finished(beside: Path) -> Run:
    return run(beside, RunOptions(documents=False, reasons="never"))


def test_a_run_holds_the_comparison_that_its_assessment_asks_for(beside: Path, finished: Run, old: Path) -> None:
    alone = CliRunner().invoke(main, ["compare", str(old), str(finished.folder), "--out", str(beside / "c"), "--format", "json"])
    said = json.loads(alone.output)
    with open_results(finished.folder) as session:
        results = collect_results(session)
    assert results.comparison is not None
    own = {
        unit.unit_id: (unit.totals.old_by_new, unit.totals.new_by_old, unit.total.move, unit.total.data)
        for unit in results.comparison.units
    }
    other = {
        u["unit_id"]: (u["totals"]["old_by_new"], u["totals"]["new_by_old"], u["total"]["move"], u["total"]["data"]) for u in said["units"]
    }
    assert own == other
    assert {row.unit_id: row.last for group in results.groups for row in group.rows}["yi"] == ("78.67", "2", "0")
    inputs = [entry["path"] for entry in json.loads((finished.folder / "manifest.json").read_text("utf-8"))["inputs"]]
    assert {"last/manifest.json", "last/results.duckdb", "last/criteria.yaml"} <= set(inputs)


def problems(folder: Path, section: str) -> list[str]:
    file = folder / "assessment.yaml"
    file.write_text(f"{mini.SETTINGS}{section}", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_file(file)
    return [sentence(problem, "zh").partition("assessment.yaml:")[2] for problem in found.value.problems]


def test_what_is_wrong_with_the_section_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "comparison: {run: nowhere}\n")
    assert found.startswith("5: comparison.run: 这里没有上次的运行结果：nowhere；应为上次 scoring run 生成的目录"), found
    found = next(text for text in problems(tmp_path, "comparison: {run: nowhere, crosswalk: c.csv}\n") if "K011" in text)
    assert found.startswith("5: comparison.crosswalk: 没有这个对照表：c.csv；应为对照表文件"), found
    section = "circular:\n  annexes:\n    - {group: county, title: 成绩表, columns: compared}\n"
    found = next(text for text in problems(tmp_path, section) if "K012" in text)
    assert found.startswith("7: circular.annexes[1].columns: 附件要列上次结果，但没有写明上次是哪一次：compared"), found


def test_workbook_and_annex_show_the_last_results(finished: Run) -> None:
    with open_results(finished.folder) as session:
        results = collect_results(session)
    content = annex_content(results, annex_options({"group": "county", "title": "成绩表", "columns": "compared"}), last=True)
    heads = [column.head for column in content.columns]
    assert heads == ["名次", "单位", "上次总分", "上次名次", "名次升降", "总分", "等次"]
    rows = {cells[1]: cells for cells in zip(*(column.cells for column in content.columns), strict=True)}
    assert rows["乙山县"][2:6] == ("78.67", "2", "平", "84.00")
    merged = replace(results.groups[0].rows[0], last=("79.476", "", ""), last_note="由甲县、乙县合并")
    told = replace(results, groups=(replace(results.groups[0], rows=(merged, *results.groups[0].rows[1:])),))
    options = annex_options({"group": "county", "title": "成绩表", "columns": "compared"})
    assert f"{merged.short_name}由甲县、乙县合并。" in next(note.text for note in annex_content(told, options, last=True).notes)
    sheet = load_workbook(io.BytesIO(workbook_xlsx(results))).get_sheet_by_name(SHEET).to_python()
    own = next(row for row in sheet if row[1] == "乙山县人民政府")
    assert own[2:7] == [78.67, 84, 5.33, 9.445, -4.115]


def test_last_results_of_an_annex_are_derived_again(finished: Run) -> None:
    with open_results(finished.folder) as session:
        results = collect_results(session)
        derived = derive_scores(read_stored(finished.folder, session))
    content = annex_content(results, annex_options({"group": "county", "title": "成绩表", "columns": "compared"}), last=True)
    heads = [column.head for column in content.columns]
    for place, cells in enumerate(zip(*(column.cells for column in content.columns), strict=True), 1):
        rows = UnitRows(derived, together=False)
        assert list(rows.check(heads, Row(1, "", cells), place)) == []
        for head, lie in (("上次总分", "99.99"), ("上次名次", "9"), ("名次升降", "升9")):
            told = tuple(lie if name == head else cell for name, cell in zip(heads, cells, strict=True))
            assert [wrong.column for wrong in rows.check(heads, Row(1, "", told), place)] == [head]
