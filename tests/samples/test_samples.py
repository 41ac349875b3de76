"""A new folder runs at once with invented data, and nobody can take these for their own."""

from __future__ import annotations

import csv
import filecmp
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from scoring import ProblemsFound, run, start_assessment
from scoring.commands.checking import check
from scoring.commands.options import Options
from scoring.folder.packs import shipped_packs
from scoring.problems import sentence
from scoring.results.collect import collect_results
from scoring.results.store import open_results
from scoring.samples.remaining import invented_files
from scoring.states.finalising import finalise
from scoring.states.moves import Decision

QUICK = Options(documents=False)
OWN = """
id: own
title: 自定指标
period: 2021
groups:
  town: {title: 乡镇, grades: standard, members: {share: 20%, of: [village], combine: mean, on: printed, missing: error, alone: error}}
  village: {title: 村居}
policy:
  rounding: {digits: 2, mode: half_up, at: total}
  ranking: {on: printed, ties: competition}
  not_applicable: rescale
  missing: error
grades:
  standard: [{grade: 优秀, from: 90}, {grade: 合格, from: 0}]
events:
  answered: {title: 接通次数, uom: 次}
  calls: {title: 拨打次数, uom: 次}
metrics:
  surveyed: {title: 样本数, uom: 份, number: count}
records:
  visits:
    title: 走访台账
    dated_by: visited_on
    absent: zero
    key: [visit_id]
    columns:
      visit_id: {title: 编号, required: true}
      visited_on: {title: 走访日期, kind: date, required: true}
      reported_on: {title: 上报日期, kind: date, not_before: visited_on}
      people: {title: 人数, kind: whole, from: 1, to: 9}
deadlines:
  report: {title: 上报, of: records.visits, from: visited_on, to: reported_on, count: calendar, days: 10, as_of: 2022-03-31, unusable: late}
measures:
  connected: {title: 接通率, value: answered / calls, show: percent}
  reported: {title: 按期上报率, of: records.visits, value: share(on_time(report)), show: percent}
  told: {title: 申请数, value: requests_new + prev(requests_new)}
indicators:
  - {id: phone, title: 电话, points: 20, measure: connected, rule: {ratio: {target: 1}}}
  - {id: report, title: 上报, points: 20, measure: reported, rule: {ratio: {target: 1}}}
  - {id: jury, title: 评议, points: 20, rule: {judgement: {from: 0, to: 10, step: 0.5, markers: trimmed_mean}}}
  - {id: sample, title: 样本, points: 20, measure: surveyed, rule: {quota: {target: 10}}}
  - {id: told, title: 申请, points: 10, measure: told, rule: {quota: {target: 1}}}
  - id: columns
    title: 栏目
    points: 10
    rule: {update_cycle: {observed_on: 2021-12-01, cycles: {news: {days: 14, title: 动态类}, policy: {days: 180, title: 政策类}}, each: 2}}
"""


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("pack", shipped_packs())
def test_a_new_folder_of_every_pack_runs_at_once(pack: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    start_assessment(folder, pack)
    made = run(folder, QUICK)
    assert [problem.code for problem in made.problems] == ["A080"]
    assert {group.ranked for group in made.summary.groups} == {5}
    assert len({total for group in made.summary.groups for _, _, total, _ in group.first}) > 1


def test_a_new_folder_of_an_own_file_runs_at_once_and_prints_a_circular(tmp_path: Path) -> None:
    (tmp_path / "criteria.yaml").write_text(OWN, "utf-8")
    folder, again = tmp_path / "new", tmp_path / "again" / "new"
    files = start_assessment(folder, str(tmp_path / "criteria.yaml"))
    start_assessment(again, str(tmp_path / "criteria.yaml"))
    assert all(filecmp.cmp(file, again / file.relative_to(folder), shallow=False) for file in files)  # nothing is left to chance
    made = run(folder)
    assert (made.folder / "circular.pdf").is_file()
    assert made.results is not None
    assert made.results.document["title"] == "样例省人民政府办公厅关于自定情况的通报（样例数据）"
    assert [annex["title"] for annex in made.results.document["annexes"]] == ["乡镇考核成绩表（样例数据）", "村居考核成绩表（样例数据）"]
    assert (made.results.title, made.results.sample) == ("自定（样例数据）", True)
    assert "自定（样例数据）" in (made.folder / "checks.html").read_text("utf-8")
    assert [item.name for item in made.invented] == ["units", "assessment", "reports", "marks", "findings", "updates", "data", "visits"]
    with pytest.raises(ProblemsFound) as refused:
        finalise(made.folder, Decision(date(2022, 5, 1), "办公厅", "试"))
    assert refused.value.problems[0].code == "A081"
    with open_results(made.folder) as session:  # also where it is printed again with other settings
        assert collect_results(session, {"feedback": {"title": "反馈"}}).documents["feedback"]["title"] == "反馈（样例数据）"


def test_what_is_left_of_invented_data_is_told_until_nothing_is(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    start_assessment(folder, "gender-inequality")
    units = rows(folder / "units.csv")
    assert sentence(check(folder).problems[0]) == (
        f"{folder}: 目录中还有样例数据，各文件的标题都标注“样例数据”；应为本单位的数据。"
        "请依次替换：units.csv、assessment.yaml、data.csv。 [A080]"
    )
    book = openpyxl.Workbook()  # as an office saves it again
    sheet = book.active
    assert sheet is not None
    for row in [list(units[0]), *(list(unit.values()) for unit in units)]:
        sheet.append(row)
    (folder / "units.csv").unlink()
    book.save(folder / "units.xlsx")
    assert [item.name for item in run(folder, QUICK).invented] == ["units", "assessment", "data"]
    (folder / "units.xlsx").unlink()
    (folder / "units.csv").write_text("unit_id,name,short_name,grp\na0,甲国,,country\n", "utf-8")
    with pytest.raises(ProblemsFound) as refused:  # one line for all that is left of a table, and not one for each row
        run(folder, QUICK)
    said = f"{folder / 'data.csv'}:2: 还有样例单位的数据（40 处）；应为 units.csv 中的单位。"
    mend = "请删去单位标识以 sample- 开头的行和文件，换成本单位的。 [A082]"
    assert [sentence(problem) for problem in refused.value.problems if problem.severity == "error"] == [said + mend]
    text = "\n".join(f"a{i},甲{i}国,,country" for i in range(5))
    (folder / "units.csv").write_text(f"unit_id,name,short_name,grp\n{text}\n", "utf-8")
    data = (folder / "data.csv").read_text("utf-8-sig").replace("sample-country-", "a").replace("a5", "a0")
    (folder / "data.csv").write_text(data, "utf-8")
    made = run(folder, QUICK)
    assert ([item.name for item in made.invented], made.problems[0].code) == (["assessment"], "A080")
    settings = (folder / "assessment.yaml").read_text("utf-8").replace("样例省", "甲乙")
    (folder / "assessment.yaml").write_text(settings, "utf-8")
    made = run(folder, QUICK)
    assert (made.invented, made.problems) == ((), ())
    with open_results(made.folder) as session:
        results = collect_results(session)
    assert (results.sample, results.title) == (False, "性别不平等指数")


def test_tables_of_cases_are_replaced_in_the_order_of_the_criteria(tmp_path: Path) -> None:
    """Not in that of the disk, which is another one on every machine."""
    declared = ["requests", "disclosures", "visits", "appeals_heard", "calls", "letters"]
    for name in ["units", *sorted(declared)]:
        (tmp_path / f"{name}.csv").write_text("unit_id\nsample-city-1\n", "utf-8")
    left = invented_files(tmp_path, {name: name for name in declared})
    assert [item.name for item in left] == ["units", "assessment", *declared]
