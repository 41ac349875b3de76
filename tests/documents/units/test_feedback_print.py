"""Printed sheets: one per unit, all or none, the same bytes with one process and with two."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from scoring.documents import check_layout
from scoring.documents.fonts.sets import FontSet
from scoring.documents.kinds import Job
from scoring.documents.units import feedback, many
from scoring.documents.units.feedback_view import feedback_view
from scoring.problems import Problem, ProblemsFound
from scoring.results.model import Results
from scoring.results.sheets.building import unit_sheets
from tests.documents.scored import Unit
from tests.documents.units import tried

SETTINGS = {"issuer": "省政府办公厅", "date": dt.date(2017, 8, 18), "contact": "公开办", "appeal_by": dt.date(2017, 8, 31)}
PROBLEM = Problem("D030", "feedback/甲.pdf")
SCORES = {"a.x": "20", "a.y": "12.5", "b.x": "10", "b.y": "36"}


def results(names: list[str], settings: Mapping[str, Any] = SETTINGS) -> Results:
    """A run of units with these names, which are their ids too."""
    units = [Unit(name, {**SCORES, "b.y": str(i % 40)}) for i, name in enumerate(names)]
    return tried.run(units, documents={"feedback": settings})


def pdfs(files: tuple[Path, ...]) -> list[Path]:
    return [file for file in files if file.suffix == ".pdf"]


def text_of(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return "".join((page.extract_text() or "").replace("\n", "").replace(" ", "") for page in pdf.pages)


@pytest.fixture(scope="module")
def printed(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, tuple[Path, ...]]:
    run = results(["甲", "../乙/..", "CON", "con", "=cmd|' /C calc'!A0", "很长的单位名称" * 30])
    return run, feedback.make(Job(run, tmp_path_factory.mktemp("feedback"), fonts=fonts, jobs=1))


def test_every_unit_has_a_file_of_its_own_whatever_its_id(printed: tuple[Results, tuple[Path, ...]]) -> None:
    run, files = printed
    folder = files[0].parent
    assert folder.name == "feedback"
    assert [file.name for file in files[-1:]] == ["index.csv"]
    assert sorted(folder.iterdir()) == sorted(files)
    assert len({file.name.casefold() for file in files}) == 2 * len(run.groups[0].rows) + 1
    assert all(len(file.name.encode()) < 255 for file in files)


def test_the_collector_of_garbage_is_left_as_it_was(fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    during: list[bool] = []

    def batch(_worker: object, items: Sequence[object]) -> many.Printed:
        during.append(gc.isenabled())
        return many.Printed(len(items), (PROBLEM,))

    monkeypatch.setattr(many._Worker, "batch", batch)
    before = (gc.isenabled(), gc.get_freeze_count())
    with pytest.raises(ProblemsFound):
        feedback.make(Job(results(["甲"]), tmp_path, fonts=fonts, jobs=1))
    assert during == [False]
    assert (gc.isenabled(), gc.get_freeze_count()) == before


def test_the_index_says_whose_file_is_which(printed: tuple[Results, tuple[Path, ...]]) -> None:
    run, files = printed
    rows = list(csv.DictReader(io.StringIO(files[-1].read_text("utf-8-sig"))))
    assert [row["文件"].removeprefix("'") for row in rows] == [file.name for file in pdfs(files)]
    assert [row["标识"].removeprefix("'") for row in rows] == [row.unit_id for row in run.groups[0].rows]
    assert all(not row["单位"].startswith("=") for row in rows)


def test_the_paper_says_what_the_view_says(printed: tuple[Results, tuple[Path, ...]]) -> None:
    run, files = printed
    for sheet, file in list(zip(unit_sheets(run), pdfs(files), strict=True))[:2]:
        view, text = feedback_view(sheet, SETTINGS), text_of(file)
        assert view.scores
        assert view.losses
        wanted = [*view.overview, *view.headings.values(), *view.closing, view.issuer, view.date, view.source_note]
        wanted += ["".join(row) for row in (*view.scores.rows, *view.losses.rows)]
        wanted += [label + said for details in view.details for label, said in details]
        for words in wanted:
            assert words.replace(" ", "") in text, words


def test_nothing_of_a_sheet_fails_on_the_table_of_layout(printed: tuple[Results, tuple[Path, ...]]) -> None:
    for file in pdfs(printed[1])[:2]:
        assert [found for found in check_layout(file.read_bytes(), form="plain") if found.outcome == "fails"] == []


def test_what_is_said_of_a_row_begins_at_its_left_edge_and_the_end_is_not_alone(printed: tuple[Results, tuple[Path, ...]]) -> None:
    with pdfplumber.open(pdfs(printed[1])[-1]) as pdf:
        small = [char for page in pdf.pages for char in page.chars if char["text"].strip() and round(char["size"], 1) == 8.5]
        left = min(char["x0"] for char in small)
        begins = [char for char in small if char["text"] in "情标出" and "Hei" in char["fontname"] and char["x0"] < left + 20]
        assert begins
        assert all(abs(char["x0"] - left) < 0.5 for char in begins)
        last = pdf.pages[-1].extract_text()
    assert last.index("对本反馈有异议") > last.index("标准")
    assert [line for line in last.splitlines() if "校验码" in line and "2017年8月18日" in line]


def test_metadata_bookmarks_page_numbers_and_head(printed: tuple[Results, tuple[Path, ...]]) -> None:
    _, files = printed
    with pikepdf.open(pdfs(files)[-1]) as pdf:
        assert str(pdf.docinfo["/Author"]) == "省政府办公厅"
        assert "情况反馈" in str(pdf.docinfo["/Title"])
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root[0].children] == ["一、各方面得分", "二、提升重点", "三、失分情况"]
    with pdfplumber.open(files[0]) as pdf:
        assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (595, 842)
        assert f"第1页共{len(pdf.pages)}页" in pdf.pages[0].extract_text().replace(" ", "").replace("\u3000", "")


def test_two_processes_print_the_same_bytes_as_one(fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 2)
    monkeypatch.setattr(many, "GENERATION", 3)  # processes are renewed on the way
    run = results([f"单位{i}" for i in range(7)])
    told: list[dict[str, Any]] = []
    hashes = []
    for jobs in (1, 2):
        made = feedback.make(Job(run, tmp_path / str(jobs), fonts=fonts, jobs=jobs, say=lambda _, details: told.append(details)))
        hashes.append([(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in made])
    assert hashes[0] == hashes[1]
    assert told[-1] == {"document": "feedback", "done": 7, "of": 7}
    assert [details["done"] for details in told] == sorted(details["done"] for details in told[:1]) + [
        details["done"] for details in told[1:]
    ]


def test_a_failing_sheet_names_its_unit_and_nothing_is_written(fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 2)
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        run = results(["甲", "乙", "丙", "丁"])
        rows = tuple(replace(row, name="\U0001f600厅") if row.unit_id == "乙" else row for row in run.groups[0].rows)
        with pytest.raises(ProblemsFound) as found:
            feedback.make(Job(replace(run, groups=(replace(run.groups[0], rows=rows),)), out, fonts=fonts, jobs=jobs))
        assert {(p.code, p.file) for p in found.value.problems} == {("D030", "feedback/乙.pdf")}
        assert list(out.iterdir()) == []


def test_an_interrupt_leaves_nothing_behind(fonts: FontSet, tmp_path: Path) -> None:
    def stop(_stage: str, _details: dict[str, Any]) -> None:
        raise KeyboardInterrupt

    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "old.pdf").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        feedback.make(Job(results(["甲"]), tmp_path, fonts=fonts, jobs=1, say=stop))
    assert [file.name for file in tmp_path.rglob("*")] == ["feedback", "old.pdf"]


def test_a_template_of_the_office_wins_and_its_mistakes_have_file_and_line(fonts: FontSet, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "feedback.html").write_text("<html lang='zh-CN'><title>反馈</title><p>{{ feedback.overview[0] }}</p></html>", "utf-8")
    made = feedback.make(Job(results(["甲"]), tmp_path / "a", folders=(own,), fonts=fonts, jobs=1))
    assert (
        text_of(made[0]).partition("第1页")[0] == "你单位在考核中总分42.50分（满分100分），在市州1个参加排名的单位中列第1名，等次为良好。"
    )
    (own / "feedback.html").write_text("<p>\n{{ feedback.scroes }}</p>", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        feedback.make(Job(results(["甲"]), tmp_path / "b", folders=(own,), fonts=fonts, jobs=1))
    assert [(p.code, p.line, p.found) for p in found.value.problems] == [("D021", 2, "scroes")]


@pytest.mark.parametrize("count", [1, 2, 300])
def test_small_and_large_groups_and_ties_print(fonts: FontSet, tmp_path: Path, count: int) -> None:
    run = results([f"单位{i}" for i in range(count)], {})
    sheet = list(unit_sheets(run))[count // 2]
    job = Job(run, tmp_path, fonts=fonts)
    printer = job.printer("feedback")
    data = feedback.press(printer, {})(printer, sheet)
    assert isinstance(data, Mapping)
    with pdfplumber.open(io.BytesIO(data["pdf"])) as pdf:
        assert "情况反馈" in (pdf.pages[0].extract_text() or "")
        assert all(word["x1"] < page.width - 40 for page in pdf.pages for word in page.extract_words())
