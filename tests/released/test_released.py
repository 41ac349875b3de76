"""What released versions wrote is still read, or refused with a code (docs/upkeep.md): one folder here per version."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import scoring
from scoring.criteria import fields
from scoring.criteria.fingerprint import fingerprints
from scoring.files.yamlfile import parse
from scoring.finished.rendering import Wanted as Rendered
from scoring.folder.planning import load_plan
from scoring.problems import ProblemsFound, sentence
from scoring.workbooks.collecting import CollectOptions, collect
from tests.repository import ROOT

HERE = Path(__file__).parent
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if (folder / "runs.zip").is_file())
# What this version no longer does with what an earlier one wrote, by version and verb: the code that says so.
CANNOT: Mapping[str, Mapping[str, str]] = {}

VERBS: Mapping[str, Callable[[Path, Path], object]] = {
    "explain": lambda run, _out: scoring.explain(run, "jia"),
    "render": lambda run, out: scoring.render(run, out, Rendered(documents=("workbook", "quality"))),
    "compare": lambda run, _out: scoring.compare(run, run),
    "margins": lambda run, _out: scoring.margins(run),
    "whatif": lambda run, _out: scoring.whatif(run, ["support=2"]),
    "state": lambda run, _out: scoring.state(run),
}


def unpacked(version: str, folder: Path) -> Path:
    """A copy of a version's assessment with its run in ``out``; the run's folder."""
    shutil.copytree(HERE / version / "assessment", folder / "mini")
    with zipfile.ZipFile(HERE / version / "runs.zip") as archive:
        archive.extractall(folder / "mini" / "out")
    return next(path for path in (folder / "mini" / "out").iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=VERSIONS)
def released(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A version and the run that it made, unpacked: tests only read it."""
    return request.param, unpacked(request.param, tmp_path_factory.mktemp("released"))


def test_the_version_of_the_project_has_its_sample() -> None:
    assert "0.1.0" in VERSIONS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_reads_the_run_or_says_why_not(released: tuple[str, Path], verb: str, tmp_path: Path) -> None:
    version, run = released
    before = {file: file.stat().st_mtime_ns for file in run.rglob("*")}
    expected = CANNOT.get(version, {}).get(verb, "")
    try:
        assert VERBS[verb](run, tmp_path / "out")
        found = ""
    except ProblemsFound as raised:
        found = raised.problems[0].code
    assert found == expected
    assert {file: file.stat().st_mtime_ns for file in run.rglob("*")} == before


def test_the_run_is_made_again_with_the_same_results(released: tuple[str, Path]) -> None:
    version, run = released
    if code := CANNOT.get(version, {}).get("verify"):
        with pytest.raises(ProblemsFound, match=code):
            scoring.verify(run)
        return
    verified = scoring.verify(run)
    assert [sentence(problem) for problem in verified.problems if problem.severity == "error"] == []
    assert verified.status in {"identical", "same_results"}  # the latter under another version


def test_the_criteria_are_read_without_a_word(released: tuple[str, Path]) -> None:
    _, run = released
    for file in (HERE / released[0] / "assessment" / "criteria.yaml", run / "criteria.yaml"):
        _, problems = load_plan(file)
        assert [sentence(problem) for problem in problems if problem.code in {"A092", "C003"} or problem.severity == "error"] == []


def test_a_workbook_that_was_filled_in_is_taken(released: tuple[str, Path], tmp_path: Path) -> None:
    version, _ = released
    folder = unpacked(version, tmp_path).parents[1]
    (folder / "reports" / "yi.txt").unlink()
    (folder / "reports.csv").write_text("unit_id,file,published_on\n", "utf-8")
    collected = collect(folder, CollectOptions(files=(HERE / version / "returned.xlsx",)))
    assert [(name, figures) for _, name, figures in collected.taken] == [("乙山县人民政府", 8)]


def test_the_stages_of_the_log_of_events_are_still_known(released: tuple[str, Path]) -> None:
    known = (ROOT / "docs/events.schema.json").read_text("utf-8")
    stages = [json.loads(line)["stage"] for line in (released[1] / "run.jsonl").read_text("utf-8").splitlines()]
    assert stages[-1] == "finished"
    assert [stage for stage in stages[:-1] if f'"{stage}"' not in known] == []


def said(caught: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [sentence(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("verb", [*VERBS, "verify"])
def test_a_run_of_a_later_format_is_refused_by_every_verb(verb: str, tmp_path: Path) -> None:
    run = unpacked(VERSIONS[-1], tmp_path)
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    (run / "manifest.json").write_text(json.dumps(manifest | {"format": 2}), "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        VERBS[verb](run, tmp_path / "new") if verb in VERBS else scoring.verify(run)
    assert said(caught) == [f"{run}: 这次运行由更新版本的软件生成：2；应为格式 1 或更早。请更新本软件后再打开。 [A090]"]


def test_a_run_that_does_not_say_its_format_is_of_the_first(tmp_path: Path) -> None:
    run = unpacked(VERSIONS[0], tmp_path)
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    del manifest["format"]
    (run / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert scoring.margins(run)


def test_criteria_of_a_later_format_are_refused_before_anything_else_is_said(tmp_path: Path) -> None:
    file = tmp_path / "criteria.yaml"
    file.write_text("id: x\nformat: 2\nnew_key_of_a_later_version: 1\n", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load_plan(file, "criteria.yaml")
    assert said(caught) == ["criteria.yaml:2: format: 指标体系按更新版本的格式编写：2；应为格式 1 或更早。请更新本软件。 [A091]"]


def test_a_format_that_is_written_out_changes_no_score(released: tuple[str, Path]) -> None:
    text = (released[1] / "criteria.yaml").read_text("utf-8")
    manifest = json.loads((released[1] / "manifest.json").read_text("utf-8"))
    score, words = fingerprints(parse("format: 1\n" + text, "criteria.yaml").data)
    assert score == manifest["criteria"]["score_fingerprint"]
    assert words != manifest["criteria"]["text_fingerprint"]


RENAMED = {
    "title": fields.Field("title", required=True, formerly=fields.Former("name", "0.4.0")),
    "weight": fields.Field("weight", formerly=fields.Former("share", "0.5.0")),
}


def test_a_key_that_was_renamed_is_read_with_a_word_of_its_new_name() -> None:
    reader = fields.Reader(parse("name: 甲\nshare: {of: x}\n", "criteria.yaml"))
    assert reader.mapping(reader.source.data, (), RENAMED) == {"title": "甲", "weight": {"of": "x"}}
    assert [sentence(problem) for problem in reader.problems] == [
        "criteria.yaml:1: name: 这个键已改名，仍可使用：name；应为 title。请改写为 title；0.4.0 版起不再接受原名。 [A092]",
        "criteria.yaml:2: share: 这个键已改名，仍可使用：share；应为 weight。请改写为 weight；0.5.0 版起不再接受原名。 [A092]",
    ]
    assert {problem.severity for problem in reader.problems} == {"warning"}
    assert reader.source.line(("weight", "of")) == 2


def test_a_renamed_key_beside_its_new_name_is_one_too_many() -> None:
    reader = fields.Reader(parse("name: 甲\ntitle: 乙\n", "criteria.yaml"))
    assert reader.mapping(reader.source.data, (), RENAMED) == {"title": "乙"}
    assert [sentence(problem) for problem in reader.problems] == [
        "criteria.yaml:1: name: 这个键与它的新名同时出现：name；应为只写 title。请删去其一。 [A093]"
    ]


def test_editors_are_told_that_a_renamed_key_is_deprecated() -> None:
    from scoring.criteria.shapes import mapping

    assert mapping(RENAMED)["properties"]["name"] == {"deprecated": True, "description": "title"}
    assert mapping(RENAMED)["required"] == ["title"]
