"""``scoring check`` as a tool of its own: an audit of reports, with criteria or without."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from tests.runs import mini

SETTINGS = "id: audit\ntitle: 年报核对\ndate: 2017-05-02\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office that only audits reports: a register, reports, no criteria."""
    made = mini.make(tmp_path / "mini")
    (made / "assessment.yaml").write_text(SETTINGS, "utf-8")
    for name in ("criteria.yaml", "findings.csv", "marks.csv", "exemptions.csv"):
        (made / name).unlink()
    return made


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_init_makes_a_folder_for_an_audit_alone(tmp_path: Path) -> None:
    made = scoring("init", tmp_path / "Audit_2016", "--period", "2016")
    assert made.stdout.splitlines()[-1] == f"  scoring check {tmp_path / 'Audit_2016'}"
    assert sorted(path.name for path in (tmp_path / "Audit_2016").glob("*.*")) == [
        *["assessment.yaml", "corrections.csv", "reports.csv", "units.csv"]
    ]
    (tmp_path / "Audit_2016" / "units.csv").write_text("unit_id,name,grp\nyi,乙县人民政府,county\n", "utf-8")
    (tmp_path / "Audit_2016" / "reports" / "yi.txt").write_bytes((mini.make(tmp_path / "mini") / "reports" / "yi.txt").read_bytes())
    result = scoring("check", tmp_path / "Audit_2016")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        f"数据质量报告：{tmp_path / 'Audit_2016' / 'out' / 'audit-2016-check' / 'checks.html'}",
    )
    assert "[A009]" in scoring("init", tmp_path / "Audit_2016", "--period", "2016").stderr


@pytest.mark.parametrize("options", [(), ("--period", "2016", "--criteria", "openness-2016")])
def test_init_is_told_what_the_folder_is_for(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = scoring("init", tmp_path / "new", *options)
    assert (result.exit_code, (tmp_path / "new").exists()) == (2, False)
    assert "要么给出 --criteria（指标体系），要么给出 --period（只核对报告时的年度）。" in result.stderr


def test_a_file_in_the_place_of_the_folder_is_said(folder: Path) -> None:
    said = "没有这个目录，或它不是目录而是文件；应为一个考核目录。请检查路径，或用 scoring init 新建。 [A001]"
    assert scoring("check", folder / "units.csv").stderr.splitlines()[0] == f"{folder / 'units.csv'}: {said}"


def test_nothing_is_said_of_the_tables_of_a_file_that_is_not_taken(folder: Path) -> None:
    before = json.loads(scoring("check", folder, "--format", "json").stdout)
    text = (folder / "reports" / "yi.txt").read_bytes()
    (folder / "reports" / "nobody.txt").write_bytes(text)
    after = json.loads(scoring("check", folder, "--format", "json").stdout)
    assert (after["checks"], after["counts"], after["status"]) == (before["checks"], before["counts"], "problems")


def spoil(folder: Path, unit: str = "yi") -> None:
    """The unit's own mistake: one more reply on time than is closed."""
    report = folder / "reports" / f"{unit}.txt"
    text = report.read_text("utf-8")
    lines = text.splitlines()
    (place,) = [i for i, line in enumerate(lines) if "按时办结数" in line and "延期" not in line]
    lines[place] = lines[place].replace("6", "7")
    report.write_text("\n".join(lines), "utf-8")


def test_reports_are_audited_without_criteria(folder: Path) -> None:
    result = scoring("check", folder)
    assert result.exit_code == 0, result.output
    assert "2016 年度：3 个单位，3 份报告" in result.stdout
    assert "没有指定指标体系，只核对报告。" in result.stdout
    assert f"数据质量报告：{folder}/out/audit-check/checks.html" in result.stdout
    assert "只核对报告，没有指定指标体系" in (folder / "out" / "audit-check" / "checks.html").read_text("utf-8")


def test_nothing_is_scored_without_criteria(folder: Path) -> None:
    result = scoring("run", folder)
    assert result.exit_code == 1
    assert "criteria" in result.stderr
    assert "[C004]" in result.stderr


def test_the_mistake_of_a_unit_is_a_finding_and_no_error_of_the_audit(folder: Path) -> None:
    spoil(folder)
    result = scoring("check", folder, "--out", folder / "audits")
    assert result.exit_code == 0, result.output
    rows = [row for row in table(folder / "audits" / "audit-check" / "checks.csv") if row["结果"] == "不成立" and row["检查编号"] == "A2"]
    (row,) = rows
    assert (row["单位标识"], row["单位"], row["年度"], row["程度"]) == ("yi", "乙山县人民政府", "2016", "错误")
    assert (row["检查"], row["应为"], row["实际"], row["文件"]) == ("申请办结数等于按时办结与延期办结之和", "10", "9", "reports/yi.txt")
    assert row["原文"]
    assert row["位置"]
    assert "申请办结数等于按时办结数与延期办结数之和：7+3=10，报告为9" in result.stdout


def test_a_refused_a_missing_and_a_foreign_report_are_listed_and_the_others_are_audited(folder: Path) -> None:
    spoil(folder)
    (folder / "reports" / "jia.txt").write_bytes(b"")
    (folder / "reports" / "bing.txt").unlink()
    (folder / "reports.csv").write_text("unit_id,file,published_on\n", "utf-8")
    (folder / "reports" / "nobody.txt").write_text("丁桥乡2016年政府信息公开年度报告\n全年共收到申请3件。\n", "utf-8")
    result = scoring("check", folder, "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["status"] == "problems"
    assert {problem["code"] for problem in data["problems"]} == {"A010", "A013", "A018"}
    assert (data["reports"], data["refused"], data["without"], data["error"] > 0) == (1, 1, 2, True)
    page = (folder / "out" / "audit-check" / "checks.html").read_text("utf-8")
    assert "不知道这份报告属于哪个单位：nobody.txt" in page
    assert "报告不能采用(I001)" in page
    assert "单位没有 2016 年的报告：丙桥县人民政府" in page


def test_a_second_report_of_a_unit_is_told_and_does_not_contradict_the_first(folder: Path) -> None:
    second = (folder / "reports" / "yi.txt").read_text("utf-8").replace("9", "8")
    (folder / "reports" / "yi_copy.txt").write_text(second, "utf-8")
    with (folder / "reports.csv").open("a", encoding="utf-8") as file:
        file.write("yi,yi_copy.txt,\n")
    result = scoring("check", folder, "--format", "json")
    data = json.loads(result.stdout)
    assert [problem["code"] for problem in data["problems"]] == ["A016"]
    assert data["counts"]["fails"] == json.loads(scoring("check", folder, "--format", "json").stdout)["counts"]["fails"]
    assert not [row for row in data["checks"] if row["check_id"] in {"N-restated", "A2"} and row["outcome"] == "fails"]


def test_the_year_of_an_audit_can_be_said(folder: Path) -> None:
    (folder / "assessment.yaml").write_text(SETTINGS + "period: 2015\n", "utf-8")
    result = scoring("check", folder)
    assert result.exit_code == 1
    assert "2015 年度：3 个单位" in result.stdout
    assert "报告不是考核年度的：2016；应为 2015 年的报告。" in result.stderr


def test_the_year_is_that_of_the_criteria_where_there_are_some(tmp_path: Path) -> None:
    made = mini.make(tmp_path / "mini")
    with (made / "assessment.yaml").open("a", encoding="utf-8") as file:
        file.write("period: 2015\n")
    message = (
        "assessment.yaml: period: 年度与指标体系的不一致：2015；应为 2016。请删去 period（由指标体系规定），或换用该年度的指标体系。 [A025]"
    )
    for command in ("run", "check"):
        result = scoring(command, made)
        assert result.exit_code == 1
        assert message in result.stderr


def test_an_audit_that_fails_leaves_the_earlier_one_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.documents.quality import report as dataquality

    assert scoring("check", folder).exit_code == 0
    before = {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()}

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dataquality, "write_checks_html", fail)
    spoil(folder)
    assert scoring("check", folder).exit_code != 0
    assert {path: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()} == before


def test_faulty_tables_stop_the_audit(folder: Path) -> None:
    (folder / "units.csv").write_text("unit_id,name\njia,甲河县\n", "utf-8")
    result = scoring("check", folder)
    assert result.exit_code == 1
    assert "缺少列 grp" in result.stderr
    assert not (folder / "out").exists()


def test_corrections_answer_findings_and_may_break_others(folder: Path) -> None:
    spoil(folder)
    head = "unit_id,period,metric,part,old,new,corrected_on,corrected_by,reason,evidence\n"
    rows = "yi,,requests_closed_on_time,,7,6,2017-04-20,监督办,按台账,\njia,,requests_closed_on_time,,12,1,2017-04-20,监督办,按台账,\n"
    (folder / "corrections.csv").write_text(head + rows, "utf-8")
    result = scoring("check", folder, "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0, data["problems"]
    assert [(row["unit_id"], row["old"], row["new"]) for row in data["corrections"]] == [("jia", "12", "1"), ("yi", "7", "6")]
    (answered,) = [row for row in data["checks"] if row["check_id"] == "A2" and row["outcome"] == "fails"]
    assert (answered["unit_id"], answered["after"]) == ("yi", "holds")
    page = (folder / "out" / "audit-check" / "checks.html").read_text("utf-8")
    assert "已更正，更正后成立" in page
    assert "按更正值计算，下列原来成立的关系不再成立" in page
    assert "甲河县人民政府：申请办结数等于按时办结数与延期办结数之和：1，报告为12，相差11" in page


def test_a_name_that_two_units_share_says_nothing_about_whose_report_it_is(folder: Path) -> None:
    """Every county has a 民政局; one of them must not be given the report of another."""
    units = folder / "units.csv"
    units.write_text(
        units.read_text("utf-8")
        .replace("甲河县人民政府,甲河县", "甲河县民政局,民政局")
        .replace("乙山县人民政府,乙山县", "乙山县民政局,民政局")
    )
    for unit in ("jia", "yi"):
        report = folder / "reports" / f"{unit}.txt"
        report.write_text(report.read_text("utf-8").replace("甲河县", "民政局").replace("乙山县", "民政局"), "utf-8")
    assert scoring("check", folder).exit_code == 0
    (folder / "reports" / "jia.txt").rename(folder / "reports" / "民政局.txt")
    (folder / "reports.csv").write_text("unit_id,file,published_on\n", "utf-8")
    result = scoring("check", folder)
    assert result.exit_code == 1
    assert "不知道这份报告属于哪个单位：民政局.txt" in result.stderr


def test_a_refused_report_is_one_problem_and_no_missing_report_besides(folder: Path) -> None:
    (folder / "reports" / "jia.txt").write_bytes(b"")
    result = scoring("check", folder)
    assert result.exit_code == 1
    assert result.stderr.replace(f"{folder}/", "") == (
        "reports/jia.txt: jia: 报告不能采用(I001)：文件是空的；应为有内容的报告。请重新保存或重新下载该报告。 [A010]\n"
    )
