"""Random runs: every number of every document is the one of ``results/*.parquet``, rounded as declared and once."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import docx
import duckdb
import lxml.html
import openpyxl
import pytest

from scoring.commands.running import Options, run
from scoring.documents.official.annexdata import annex_files
from scoring.documents.official.annexes import annexes
from scoring.documents.official.frame import circular_view
from scoring.documents.official.options import annex_options
from scoring.documents.official.webpage import fragment
from scoring.documents.printing.html import circular_html
from scoring.documents.units.feedback_view import feedback_view
from scoring.documents.units.ledger import ledger_xlsx
from scoring.documents.units.noticeview import notice_view
from scoring.documents.units.shown import sheet_settings
from scoring.documents.word.circular import circular_docx
from scoring.documents.workbook.results import workbook_xlsx
from scoring.results import Results
from scoring.results.collect import collect_results, stored_sections
from scoring.results.sheets.building import unit_sheets
from scoring.results.store import open_results

LEAVES = {"a.x": "a", "a.y": "a", "b.x": "b", "b.y": "b"}
SECTIONS = """circular:
  issuer: 乌有省人民政府办公厅
  number: 乌政办发〔2017〕9号
  title: 关于考核情况的通报
  addressees: [各县人民政府]
  date: 2017-05-02
  annexes:
    - {group: county, title: 全部}
    - {group: county, title: 单列总分, columns: total, ties: true}
    - {group: county, title: 各项, columns: components}
    - {group: county, title: 前两名, top: 2}
    - {group: county, title: 不列得分, scores: false}
    - {group: county, title: 不列名次, ranks: false, scores: false, grades: false}
    - {group: county, title: 等次, show: grades}
    - {group: county, title: 单位数, show: counts}
feedback: {issuer: 乌有省人民政府办公厅, date: 2017-05-02}
rectification:
  issuer: 乌有省人民政府办公厅
  number: 乌整〔2017〕{n}号
  date: 2017-05-02
  due: 2017-06-02
  who: [{total_below: 80}]
"""


def made(folder: Path, seed: int) -> tuple[Results, Path, dict[str, Any]]:
    """A random assessment, run; its results, the folder of the run, and what it declares."""
    chance = random.Random(seed)  # noqa: S311 - the same runs every time
    full = {leaf: Decimal(chance.choice(["10", "12.5", "25", "30"])) for leaf in LEAVES}
    declared = {
        "digits": chance.choice([1, 2, 3]),
        "mode": chance.choice(["half_up", "truncate"]),
        "at": chance.choice(["total", "component"]),
        "missing": chance.choice(["rescale", "full_marks", "zero", "no_rescale"]),
        "ties": chance.choice(["competition", "dense"]),
    }
    folder.mkdir()
    (folder / "assessment.yaml").write_text("id: agree\ntitle: 考核\ncriteria: criteria.yaml\ndate: 2017-05-02\n" + SECTIONS, "utf-8")
    (folder / "circular.html.j2").write_text("<p>现将考核结果印发给你们。</p>", "utf-8")
    (folder / "criteria.yaml").write_text(criteria(full, declared), "utf-8")
    for name, rows in inputs(chance, full).items():
        (folder / f"{name}.csv").write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    finished = run(folder, Options(out=folder / "out", documents=False, jobs=1))
    with open_results(finished.folder) as session:
        return collect_results(session, stored_sections(session)), finished.folder, declared


def criteria(full: dict[str, Decimal], declared: dict[str, Any]) -> str:
    items = {
        block: "".join(
            f"      - {{id: {leaf}, title: 指标{leaf}, points: {full[leaf]}, rule: {{external_score: {{key: {leaf}, full: 90}}}}}}\n"
            for leaf, own in LEAVES.items()
            if own == block
        )
        for block in "ab"
    }
    sums = {block: sum(full[leaf] for leaf in LEAVES if leaf[0] == block) for block in "ab"}
    blocks = "".join(f"  - id: {block}\n    title: 方面{block}\n    points: {sums[block]}\n    items:\n{items[block]}" for block in "ab")
    return (
        "id: agree\ntitle: 考核指标\nperiod: 2016\ngroups:\n  county: {title: 县区, grades: standard}\n"
        f"policy:\n  full: {sum(full.values())}\n"
        f"  rounding: {{digits: {declared['digits']}, mode: {declared['mode']}, at: {declared['at']}}}\n"
        f"  ranking: {{on: printed, ties: {declared['ties']}}}\n  not_applicable: {declared['missing']}\n  missing: zero\n"
        "grades:\n  standard: [{grade: 优秀, from: 60}, {grade: 合格, from: 30}, {grade: 不合格, from: -1000}]\n"
        "events:\n  praise: {title: 表扬}\n  blame: {title: 批评}\n  leak: {title: 泄密}\n"
        f"indicators:\n{blocks}"
        "bonus:\n  - {id: plus, title: 加分项, cap: 5, rule: {add_events: {praise: 1.25}}}\n"
        "deductions:\n  - {id: minus, title: 扣分项, rule: {penalty_events: {blame: 20.5}}}\n"
        "gates:\n  - {id: veto, title: 一票否决, when: leak > 0, then: {grade: 不合格}}\n"
    )


def inputs(chance: random.Random, full: dict[str, Decimal]) -> dict[str, list[Sequence[str]]]:
    """Tables of input: a tie, one unit is exempt, one not ranked, some indicators do not apply."""
    units = [f"u{i}" for i in range(chance.randint(4, 8))]
    states = ["assessed"] * (len(units) - 2) + [chance.choice(["assessed", "exempt"]), chance.choice(["assessed", "not_ranked"])]
    first, second, *others = units  # the first two share their rank
    scores = [(unit, leaf, str(chance.choice(GIVEN)), "90", "某机构", "2017-01-02") for unit in (first, *others) for leaf in full]
    scores += [(second, *row[1:]) for row in scores if row[0] == first]
    found = [
        (unit, name, event, "1", "2016-05-06", "台账", "组") for unit in others for name, event, odds in EVENTS if chance.random() < odds
    ]
    return {
        "units": [
            ("unit_id", "name", "short_name", "grp", "ord", "parent_id", "region_code", "status", "status_reason"),
            *(
                (unit, f"{unit}县", f"{unit}县", "county", str(i), "", "", state, "" if state == "assessed" else "原因")
                for i, (unit, state) in enumerate(zip(units, states, strict=True), 1)
            ),
        ],
        "external": [("unit_id", "key", "score", "full_score", "issued_by", "issued_on"), *scores],
        "findings": [("unit_id", "indicator_id", "event", "quantity", "happened_on", "evidence", "found_by"), *found],
        "exemptions": [("unit_id", "indicator_id", "reason"), *((unit, "b.y", "无此职能") for unit in others if chance.random() < 0.3)],
        "marks": [("unit_id", "indicator_id", "marker", "mark", "remark")],
        "reports": [("unit_id", "file", "published_on")],
    }


GIVEN = (0, 45, 90, 77.77, 33.3333)
EVENTS = (("plus", "praise", 0.4), ("minus", "blame", 0.3), ("veto", "leak", 0.1))


class Truth:
    """What the Parquet files of a run say, as texts of the declared decimals."""

    def __init__(self, folder: Path, declared: dict[str, Any]) -> None:
        self.declared = declared
        with duckdb.connect() as database:
            self.rows = {name: self._table(database, folder, name) for name in ("ranking", "totals", "points", "node_scores", "units")}
        self.units = {row["unit_id"]: row for row in self.rows["units"]}
        self.ranking = {row["unit_id"]: row for row in self.rows["ranking"]}
        self.totals = {row["unit_id"]: row for row in self.rows["totals"]}
        self.nodes = {(row["unit_id"], row["node_id"]): row for row in self.rows["node_scores"]}

    @staticmethod
    def _table(database: Any, folder: Path, name: str) -> list[dict[str, Any]]:
        cursor = database.execute(f"select * from '{folder}/results/{name}.parquet'")
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def total(self, unit: str) -> str:
        """The printed total, checked against the exact one."""
        row = self.ranking.get(unit) or self.totals[unit]
        step, mode = Decimal(1).scaleb(-self.declared["digits"]), ROUND_HALF_UP if self.declared["mode"] == "half_up" else ROUND_DOWN
        text = row["total_exact"].quantize(step, mode)
        assert text == row["total_printed"]
        return str(abs(text) if text == 0 else text)


@pytest.fixture(scope="module", params=range(6))
def agreed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Truth]:
    results, folder, declared = made(tmp_path_factory.mktemp("agree") / "a", request.param)
    return results, Truth(folder, declared)


def alone(results: Results, annex: dict[str, Any]) -> Results:
    """The run with a circular that has this annex only."""
    return replace(results, documents={**results.documents, "circular": {**results.document, "annexes": [annex]}})


def forms(results: Results, folder: Path) -> Iterator[list[list[str]]]:
    """The table of the only annex as the PDF's data, web page and .docx have it, heads first."""
    (annex,) = annexes(results)
    (file,) = annex_files([annex], results.document["date"])
    yield list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    web: Any = lxml.html.fromstring(fragment(results))
    yield [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in web.xpath("//table//tr")]
    body = folder / "circular.html.j2"
    body.write_text("<p>现将考核结果印发给你们。</p>", "utf-8")
    word = docx.Document(io.BytesIO(circular_docx(circular_view(results), circular_html(results, body), "here", body)))
    yield [[cell.text for cell in row.cells] for row in word.tables[0].rows]


def plain(rows: list[list[str]]) -> list[list[str]]:
    """Cells without line ends, blanks and marks of notes."""
    return [["".join(c for c in cell if not c.isspace() and not "①" <= c <= "⑳") for cell in row] for row in rows]


def test_every_form_of_the_annex_has_the_numbers_of_the_results(agreed: tuple[Results, Truth], tmp_path: Path) -> None:
    results, truth = agreed
    whole = next(annex for annex in results.document["annexes"] if annex_options(annex).whole)
    for rows in map(plain, forms(alone(results, whole), tmp_path)):
        heads, *lines = rows
        said = {line[heads.index("单位")]: dict(zip(heads, line, strict=True)) for line in lines}
        assert set(said) == {row["name"] for row in truth.rows["units"]}
        for unit, row in truth.units.items():
            line, ranked = said[row["name"]], truth.ranking.get(unit, {})
            assert line["名次"].strip("—") == str(ranked.get("rank") or "")
            if row["status"] == "exempt":
                assert line["总分"] == "—"
                continue
            grade = ranked.get("grade") if row["status"] == "assessed" else None  # who is not ranked is printed without one
            assert (line["总分"], line["等次"].strip("—")) == (truth.total(unit), grade or "")
            for block in "ab":
                own = truth.nodes[unit, block]
                wanted = own["points"] if own["applicable_points"] else None
                assert (None if line[f"方面{block}"] == "—" else Decimal(line[f"方面{block}"])) == wanted
            for head, name in (("加分", "bonus"), ("扣分", "penalty")):
                assert Decimal(line.get(head, "0")) == abs(truth.totals[unit][name])


def test_what_an_annex_keeps_back_is_in_none_of_its_forms(agreed: tuple[Results, Truth], tmp_path: Path) -> None:
    results, truth = agreed
    for annex in results.document["annexes"]:
        options = annex_options(annex)
        for rows in map(plain, forms(alone(results, annex), tmp_path)):
            cells = {cell for row in rows for cell in row}
            named = {unit for unit, row in truth.units.items() if row["name"] in cells}
            if not options.scores and options.show != "counts":
                assert not cells & {truth.total(unit) for unit in truth.totals if len(truth.total(unit)) > 2}
            if options.show == "top":
                assert named == {unit for unit, row in truth.ranking.items() if row["rank"] and row["rank"] <= options.top}
            if options.show == "counts":
                assert not named
            if not options.ranks and options.show == "all":
                assert "名次" not in rows[0]


def test_sheets_have_the_numbers_of_the_results(agreed: tuple[Results, Truth]) -> None:
    results, truth = agreed
    ranked = [row for row in truth.ranking.values() if row["rank"]]
    points = {(row["unit_id"], row["indicator_id"]): row for row in truth.rows["points"]}
    mean = sum(row["total_exact"] for row in ranked) / len(ranked) if len(ranked) > 1 else None
    for sheet in unit_sheets(results):
        view = feedback_view(sheet, sheet_settings(results))
        text = view.overview[0]
        if truth.units[sheet.unit_id]["status"] == "exempt":
            assert "本次不计分" in text
            continue
        assert f"总分{truth.total(sheet.unit_id)}分" in text
        assert "最高" not in text  # the annexes keep scores back
        if rank := truth.ranking.get(sheet.unit_id, {}).get("rank"):
            assert f"{len(ranked)}个参加排名的单位中列第{rank}名" in text
        if mean is not None and len(ranked) > 2:
            step = Decimal(1).scaleb(-truth.declared["digits"])
            assert f"平均{mean.quantize(step, ROUND_HALF_UP)}分" in text
        for line in sheet.losses:
            row = points[sheet.unit_id, line.indicator_id]
            assert (Decimal(line.points), Decimal(line.lost), Decimal(line.full)) == (row["points"], row["lost"], row["full_points"])
        lost = {key[1] for key, row in points.items() if key[0] == sheet.unit_id and key[1] in LEAVES and (row["lost"] or 0) > 0}
        assert {line.indicator_id for line in sheet.losses} == lost


def test_notices_and_ledger_have_the_numbers_of_the_results(agreed: tuple[Results, Truth]) -> None:
    results, truth = agreed
    points = {(row["unit_id"], row["indicator_id"]): row for row in truth.rows["points"]}
    notices = results.rectification.notices if results.rectification else ()
    assert {notice.unit_id for notice in notices} == {
        unit for unit in truth.totals if truth.units[unit]["status"] != "exempt" and Decimal(truth.total(unit)) < 80
    }
    for notice in notices:
        assert f"{truth.total(notice.unit_id)}分" in notice_view(results, notice).why
        for row in notice.rows:
            if row.lost and row.item_id in LEAVES:
                assert Decimal(row.lost) == points[notice.unit_id, row.item_id]["lost"]
    if results.rectification and notices:
        sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(results, results.rectification)))["整改台账"]
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        at = next(i for i, row in enumerate(rows) if "失分" in row)
        table = [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if any(row)]
        assert [number(line["失分"]) for line in table] == [number(row.lost) for notice in notices for row in notice.rows]


def test_the_workbook_has_the_numbers_of_the_results(agreed: tuple[Results, Truth]) -> None:
    results, truth = agreed
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_xlsx(results)), data_only=True)["排名 县区"]
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    at = next(i for i, row in enumerate(rows) if "总分" in row)
    said = {line["单位"]: line for line in (dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :])}
    for unit, row in truth.units.items():
        line = said[row["name"]]
        assert line["名次"].strip("—") == str(truth.ranking.get(unit, {}).get("rank") or "")
        wanted = None if row["status"] == "exempt" else Decimal(truth.total(unit))
        assert number(line["总分"]) == wanted


def number(text: str) -> Decimal | None:
    return Decimal(text) if text.strip("—") else None
