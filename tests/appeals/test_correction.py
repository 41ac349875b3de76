"""更正通报: made where a published ranking has changed by decisions, and only then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scoring.commands.running import Options, Run, run
from scoring.documents.official.correction import chinese_ordinal, correction_view
from scoring.files import yamlfile
from scoring.files.output import FINAL
from scoring.finished.rendering import Wanted, render_run
from scoring.folder.paperwork.correction import PUBLISHED
from scoring.problems import Problem, ProblemsFound, sentence
from scoring.results.appeals.collect import collect_appeals
from scoring.results.appeals.model import AppealResults
from scoring.results.collect import run_settings
from scoring.results.store import open_results
from scoring.states.finalising import finalise
from scoring.states.moves import Decision
from scoring.states.preparing import Freezing
from scoring.verifying import verify
from tests.appeals import folder
from tests.appeals.folder import LESS, PENDING, PLAN, SECTION, UPHELD

MESSAGES = yamlfile.shipped("tests.appeals", "messages.yaml")
EXEMPT = {"unit_id": "bing", "indicator_id": "support.report", **UPHELD, "effect": "exemption"}
NOTICE = """correction:
  published: {published}
  original: 《小考核情况的通报》（临考〔2017〕1号）
  issuer: 临江省考核办公室
  number: 临考〔2017〕2号
  title: 临江省考核办公室关于更正小考核结果的通报
  addressees: [各县人民政府]
  date: 2017-05-02
"""


def corrected(published: Run, *rows: dict[str, str], **edits: tuple[str, str]) -> Run:
    """The assessment of a published run, run again with appeals after edits of its files."""
    place = published.folder.parents[1]
    folder.make(place, *rows, section=SECTION + NOTICE.format(published=f"out/{published.folder.name}"))
    for name, (old, new) in edits.items():
        file = next(place.glob(f"{name}.*"))
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return run(place, Options(documents=False))


def told(problems: tuple[Problem, ...], place: Path) -> list[str]:
    return [sentence(problem).replace(f"{place}/", "").replace(place.name, "mini") for problem in problems if problem.code != "P019"]


def appeals(made: Run) -> AppealResults:
    with open_results(made.folder) as session:
        return collect_appeals(session, run_settings(session))


def final(made: Run) -> Run:
    """The run as if it were final, which takes less than finalising it."""
    if not (made.folder / FINAL).is_file():
        (made.folder / FINAL).write_text("{}", "utf-8")
    return made


@pytest.fixture
def published(unappealed: Run, tmp_path: Path) -> Run:
    return final(folder.copied(unappealed, tmp_path / "mini"))


@pytest.fixture(scope="module")
def made(unappealed: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    first = folder.copied(unappealed, tmp_path_factory.mktemp("published") / "mini")
    finalise(first.folder, Decision(date(2017, 5, 2), "考核办公室", "不经申诉阶段"))
    return corrected(first, PLAN, EXEMPT, LESS, PENDING)


def test_the_notice_tells_every_unit_that_moved_and_why(made: Run) -> None:
    # bing: 30 of 30 applicable points for 10 of 40 before; yi keeps its score and loses a place; jia loses 1.5 points.
    view = correction_view(appeals(made))
    ((_, lines),) = view.tables
    assert [(line.unit, line.total, line.rank, line.grade, line.why) for line in lines] == [
        ("甲河县人民政府", ("102.00", "100.50"), ("1", "1"), ("优秀", "优秀"), "本单位更正"),
        ("丙桥县人民政府", ("33.33", "100.00"), ("3", "2"), ("不合格", "优秀"), "本单位更正"),
        ("乙山县人民政府", ("78.67", "78.67"), ("2", "3"), ("合格", "合格"), "相应变动"),
    ]
    assert [unit for unit, _ in view.decisions] == ["丙桥县人民政府", "甲河县人民政府"]
    assert view.decisions[1][1] == ("裁量调整A-3：同意调整，总分扣1.5分。理由：核实属实（领导小组，2017年4月20日）。",)
    assert view.pushed == "1"
    assert view.ordinals == ("一", "二")
    assert [chinese_ordinal(number) for number in (10, 11, 20, 35, 99, 100)] == ["十", "十一", "二十", "三十五", "九十九", "100"]


def test_open_appeals_are_told_when_a_run_becomes_final(tmp_path: Path) -> None:
    first = folder.scored(tmp_path / "mini", PENDING, PENDING, LESS)
    (said,) = finalise(first.folder, Decision(date(2017, 5, 2), "考核办公室", "不经申诉阶段")).problems
    assert sentence(said) == f"{first.folder}: {MESSAGES['not decided']}"


def test_the_notice_is_printed_and_can_be_edited(made: Run, tmp_path: Path) -> None:
    import docx
    import pdfplumber

    files = render_run(made.folder, tmp_path, Wanted(documents=("correction",)))
    assert [file.name for file in files] == ["correction.pdf", "correction.docx"]
    with pdfplumber.open(files[0]) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
        rows = pdf.pages[-1].extract_tables()[0][2:]
    assert "《小考核情况的通报》（临考〔2017〕1号）印发后，根据有关单位的申请、复核情况和裁量调整决定，对2个单位的评分作了更正。" in text
    assert "因上述更正，另有1个单位的得分、名次或者等次相应变动。" in text
    assert rows[2] == ["3", "乙山县人民政府", "78.67", "78.67", "2", "3", "合格", "合格", "相应变动"]
    (table,) = docx.Document(str(files[1])).tables
    assert [cell.text for cell in table.rows[4].cells] == rows[2]


def test_what_was_published_is_pinned(made: Run) -> None:
    import json

    manifest = json.loads((made.folder / "manifest.json").read_text("utf-8"))
    pinned = {entry["path"].partition("/out/")[0] for entry in manifest["inputs"]} | {entry["path"] for entry in manifest["inputs"]}
    (name,) = {path.split("/")[1] for path in pinned if path.startswith("out/")}
    assert {f"out/{name}/{file}" for file in PUBLISHED} <= pinned


def test_nothing_is_printed_where_nothing_published_changes(published: Run, tmp_path: Path) -> None:
    made = corrected(published, PENDING)
    assert told(made.problems, published.folder.parents[1])[-1] == MESSAGES["nothing published changes"]
    assert render_run(made.folder, tmp_path / "documents", Wanted(documents=("correction",))) == []


def test_a_final_run_with_a_notice_is_recomputed_from_what_it_keeps(made: Run) -> None:
    place = made.folder.parents[1]
    finalise(made.folder, Decision(date(2017, 5, 3), "考核办公室", "更正"), Freezing(supersedes="复核后更正"))
    (place / "appeals.csv").write_text("", "utf-8")
    assert verify(made.folder).status == "identical"


def test_a_later_notice_tells_only_what_was_decided_since(made: Run) -> None:
    again = corrected(final(made), PLAN, EXEMPT, LESS, {"unit_id": "yi", "kind": "adjustment", **UPHELD, "effect": "points", "new": "0.5"})
    assert [(row.unit_id, row.total_before, row.total_after, row.appeals) for row in appeals(again).changes] == [
        ("yi", "78.67", "79.17", ("A-4",))
    ]


def test_an_input_that_was_edited_since_is_told(published: Run) -> None:
    made = corrected(published, PLAN, marks=("yi,support.plan,一组,1", "yi,support.plan,一组,0"))
    assert told(made.problems, published.folder.parents[1]) == [MESSAGES["edited since"]]


def test_a_run_that_is_not_final_is_refused(unappealed: Run, tmp_path: Path) -> None:
    draft = folder.copied(unappealed, tmp_path / "mini")
    with pytest.raises(ProblemsFound) as found:
        corrected(draft, PLAN)
    assert told(found.value.problems, tmp_path / "mini") == [MESSAGES["not final"].replace("NAME", draft.folder.name)]


def test_other_criteria_are_told(published: Run) -> None:
    made = corrected(published, PLAN, criteria=("per_day: 1", "per_day: 2"))
    assert sorted(problem.code for problem in made.problems) == ["P028", "P029"]
    (other,) = (problem for problem in made.problems if problem.code == "P029")
    words = f"评分标准与公布结果时的不同：{other.found}；应为校验码 {other.args['published']}。"
    assert sentence(other).endswith(words + "请用公布结果时的评分标准；确需修改的，应另行通报。 [P029]")


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("id: mini", "id: maxi", "of another assessment"),
        ("published: out/", "published: in/", "no run"),
    ],
)
def test_a_run_that_was_not_published_is_refused(published: Run, old: str, new: str, name: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        corrected(published, PLAN, assessment=(old, new))
    assert MESSAGES[name].replace("NAME", published.folder.name) in told(found.value.problems, published.folder.parents[1])
