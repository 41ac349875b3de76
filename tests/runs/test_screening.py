"""The screen in a run and in an audit: what is listed, what units are asked, and that no score moves."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import docx
import duckdb
import openpyxl
import pdfplumber
import pytest

from scoring.commands.checking import check
from scoring.commands.running import Options, Run, run
from scoring.documents.layout.checking import check_document
from scoring.problems import ProblemsFound, sentence
from tests.documents import twins
from tests.runs import mini

METRICS = ("disclosed_via_website", "disclosed_via_weibo", "disclosed_via_wechat", "hot_topics_answered", "training_attendees", "meetings")
COPIED = (113, 217, 331, 59, 47, 23)
LETTERS = """
requests:
  issuer: 临江省人民政府办公厅
  number: 临政公开核〔2017〕{n}号
  date: 2017-05-02
  due: 2017-05-16
  basis: [《政务公开工作考核办法》]
  contact: {person: 综合组, phone: 0990-8001234}
  reply_slip: true
"""


def folder(path: Path, settings: str = "") -> Path:
    """The small assessment, in which one unit reports last year's figures again."""
    mini.make(path)
    rows = [("jia", year, *COPIED) for year in (2015, 2016)] + [("yi", 2015, *range(31, 37)), ("yi", 2016, *range(41, 47))]
    lines = [",".join(("unit_id", "period", *METRICS)), *(",".join(map(str, row)) for row in rows)]
    (path / "data.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (path / "assessment.yaml").write_text(mini.SETTINGS + settings, "utf-8")
    return path


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(folder(tmp_path_factory.mktemp("screened"), LETTERS), Options(jobs=1))


def scores(made: Run) -> list[list[tuple[object, ...]]]:
    with duckdb.connect(str(made.folder / "results.duckdb"), read_only=True) as con:
        tables = ("points", "node_scores", "totals", "ranking", "measures", "policy_pairs")
        return [con.execute(f"select * from {table} order by all").fetchall() for table in tables]


def test_no_score_moves_whatever_the_screen_notes(finished: Run, tmp_path: Path) -> None:
    without = run(
        folder(tmp_path, "screen: {leave_out: [copied, heaping, digits, jump, twins, share, constant]}\n"), Options(documents=False)
    )
    assert finished.results is not None
    assert finished.results.quality is not None
    assert [row.rule for row in finished.results.quality.screened.rows] == ["copied"]
    with duckdb.connect(str(without.folder / "results.duckdb"), read_only=True) as con:
        assert con.execute("select count(*), (select count(distinct outcome) from anomaly_rules) from anomalies").fetchone() == (0, 1)
    assert scores(finished) == scores(without)


def test_nothing_that_scores_reads_what_the_screen_noted(finished: Run) -> None:
    steps = {file.stem[3:]: file.read_text("utf-8") for file in sorted((finished.folder / "steps").glob("*.sql"))}
    readers = [name for name, sql in steps.items() if re.search(r"\b(anomal|screen_)", sql.split(" as\n", 1)[1])]
    assert readers == [name for name in steps if name.startswith("screen_")]


def test_the_letter_asks_for_evidence(finished: Run) -> None:
    assert sorted(file.name for file in (finished.folder / "requests").iterdir()) == ["jia.docx", "jia.pdf"]
    pdf = finished.folder / "requests" / "jia.pdf"
    with pdfplumber.open(pdf) as opened:
        words = re.sub(r"\s+", "", "".join(page.extract_text() for page in opened.pages))
        same = "".join(twins.said((finished.folder / "requests" / "jia.docx").read_bytes())) == "".join(twins.printed(list(opened.pages)))
    assert same
    assert "临政公开核〔2017〕1号" in words
    assert "数据核实函甲河县人民政府：根据《政务公开工作考核办法》，在小考核中核对你单位报送的数据，有下列1项需要你单位说明：" in words
    assert "可与上年比较的6个数中有6个与上年完全相同" in words
    assert (
        "请于2017年5月16日前逐项书面说明，并附有关材料，连同回执报送临江省人民政府办公厅（联系人：综合组，联系电话：0990-8001234）。"
        in words
    )
    assert "本函只用于核实数据，所列情况本身不作为扣分的依据。" in words
    assert (
        docx.Document(io.BytesIO((finished.folder / "requests" / "jia.docx").read_bytes())).core_properties.author == "临江省人民政府办公厅"
    )
    assert [found.id for found in check_document(pdf).findings if found.outcome == "fails"] == []


def test_the_list_stands_in_page_workbook_and_csv(finished: Run) -> None:
    page = (finished.folder / "checks.html").read_text("utf-8")
    assert "1 条规则列出 1 个单位的 1 处数据" not in page  # three rules had something to look at
    assert re.search(r"\d 条规则列出 1 个单位的 1 处数据，请有关单位说明。筛查列出的是需要单位说明的数，不是差错，也不影响得分。", page)
    assert "与上年相同的数过多 <code>copied</code>：可比单位2个，列出1个（没有差错的单位被误列的不超过0.052%）" in page
    sheet = openpyxl.load_workbook(finished.folder / "results.xlsx")["数据筛查"]
    assert [sheet.cell(3, 1).value, sheet.cell(3, 5).value] == ["jia", "copied"]
    with (finished.folder / "anomalies.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["单位"], row["规则"], row["实际"]) == ("甲河县人民政府", "与上年相同的数过多", "6")


def test_an_audit_without_criteria_is_screened_too(tmp_path: Path) -> None:
    path = folder(tmp_path / "in")
    (path / "assessment.yaml").write_text(mini.SETTINGS.replace("criteria: criteria.yaml\n", "period: 2016\n") + LETTERS, "utf-8")
    checked = check(path, tmp_path / "out", jobs=1)
    assert [row["rule"] for row in checked.as_dict()["anomalies"]] == ["copied"]
    assert (tmp_path / "out" / "mini-check" / "anomalies.csv").is_file()
    assert sorted(file.name for file in (tmp_path / "out" / "mini-check" / "requests").iterdir()) == ["jia.docx", "jia.pdf"]
    assert "数据筛查" in (tmp_path / "out" / "mini-check" / "checks.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            LETTERS.replace("{n}", "1"),
            (
                "requests.number: 编号没有流水号，各单位的函会是同一个号：临政公开核〔2017〕1号；"
                "应为带 {n} 的编号。例如 临政公开核〔2017〕{n}号。 [N001]"
            ),
        ),
        (
            LETTERS.replace("2017-05-16", "2017-04-16"),
            "requests.due: 答复期限早于成文日期：2017-04-16；应为 2017-05-02 或以后。请改正其中一个日期。 [N002]",
        ),
        ("screen: {leave_out: [copy]}\n", "C0"),
    ],
)
def test_settings_that_cannot_be_followed_are_told(tmp_path: Path, wrong: str, words: str) -> None:
    with pytest.raises(ProblemsFound) as told:
        run(folder(tmp_path, wrong), Options(documents=False))
    (problem,) = told.value.problems
    assert words in sentence(problem, "zh")
