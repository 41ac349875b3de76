"""Until a run is final its documents say so; the final one has no mark."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest

from scoring.commands.running import Options, run
from scoring.files.output import digest
from scoring.folder.paperwork import read_file
from scoring.problems import ProblemsFound, sentence
from scoring.results.drafts import as_draft, as_final
from scoring.states.finalising import finalise
from scoring.states.moves import Decision
from scoring.states.showing import state
from tests.explorerdata import data_files
from tests.runs.mini import make

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = "feedback: {issuer: 考核办公室, date: 2017-05-04, title: 情况反馈}\nstates: {circular: 征求意见稿, feedback: （初评结果）}\n"
CIRCULAR: dict[str, Any] = {
    "title": "关于考核情况的通报",
    "seal": ["seal.png"],
    "signers": [{"title": "主任", "stamp": "a.png"}],
    "number": "1号",
}


def test_a_draft_has_its_mark_behind_the_title_and_no_seal() -> None:
    sections: dict[str, dict[str, Any]] = {
        "circular": CIRCULAR,
        "feedback": {"issuer": "办公室"},
        "states": {"circular": "征求意见稿", "feedback": "初评结果"},
    }
    assert as_draft(sections, "2016年考核") == {
        "circular": {"title": "关于考核情况的通报（征求意见稿）", "signers": [{"title": "主任"}], "number": "1号"},
        "feedback": {"issuer": "办公室", "title": "2016年考核情况反馈（初评结果）"},
    }
    assert as_final(sections) == {"circular": CIRCULAR, "feedback": {"issuer": "办公室"}}


def test_without_the_section_nothing_is_marked() -> None:
    assert as_draft({"circular": CIRCULAR}, "2016年考核") == {"circular": CIRCULAR}


def test_a_title_in_lines_has_the_mark_on_its_own() -> None:
    marked = as_draft({"circular": {"title": "关于考核\n情况的通报"}, "states": {"circular": "征求意见稿"}}, "")
    assert marked["circular"]["title"] == "关于考核\n情况的通报\n（征求意见稿）"


def test_a_mark_of_a_document_there_is_not_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "assessment.yaml"
    file.write_text("states: {workbook: 草稿}\n", "utf-8")
    with pytest.raises(ProblemsFound) as error:
        read_file(file)
    assert sentence(error.value.problems[0]).startswith(f"{file}:1: states.workbook: ")


def head_of(file: Path) -> str:
    with pdfplumber.open(file) as pdf:
        return str(pdf.pages[0].extract_text())[:60].split("\n")[0]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with sheets of units that have a mark, made final; ``before`` holds a sheet as it went out."""
    folder = make(tmp_path_factory.mktemp("marks") / "mini")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + SHEETS, "utf-8")
    made = run(folder, Options(jobs=1)).folder
    (folder / "before.pdf").write_bytes((made / "feedback" / "yi.pdf").read_bytes())
    shutil.copytree(made / "explorer", folder / "explorer")
    finalise(made, Decision(dt.date(2017, 6, 1), "考核办公室", "未收到申诉"))
    return made


def test_the_sheet_of_a_final_run_has_no_mark(printed: Path) -> None:
    assert head_of(printed.parents[1] / "before.pdf") == "情况反馈（初评结果）"
    assert head_of(printed / "feedback" / "yi.pdf") == "情况反馈"
    assert state(printed).problems == ()


def test_the_explorer_of_a_final_run_has_no_mark(printed: Path) -> None:
    before = data_files(printed.parents[1] / "explorer")
    assert before["meta"]["mark"] == "征求意见稿"
    assert data_files(printed / "explorer") == {**before, "meta": {**before["meta"], "mark": ""}}


def test_the_manifest_names_the_documents_as_they_are(printed: Path) -> None:
    manifest = json.loads((printed / "manifest.json").read_text("utf-8"))
    outputs = {entry["path"]: entry["sha256"] for entry in manifest["outputs"]}
    assert outputs["feedback/yi.pdf"] == digest(printed / "feedback" / "yi.pdf")
    assert {path: digest(printed / path) for path in outputs} == outputs


def test_what_it_keeps_gives_its_documents_again(printed: Path, tmp_path: Path) -> None:
    again = run(printed / "inputs", Options(out=tmp_path, jobs=1, final=True)).folder
    names = sorted(path.relative_to(again).as_posix() for path in again.glob("feedback/*"))
    assert names[:2] == ["feedback/bing.docx", "feedback/bing.pdf"]
    assert [name for name in names if (again / name).read_bytes() != (printed / name).read_bytes()] == []
