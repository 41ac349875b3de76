"""Files of runs that were cut off, emptied or written over: one sentence, never a trace, and nothing is written."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.folder.assessment import read_assessment
from scoring.problems import ProblemsFound, sentence
from scoring.states import finalising
from scoring.states.finalising import finalise
from scoring.states.moves import Decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DONE = Decision(date(2017, 6, 1), "张三", "没有单位申请复核")
STEP = ("--date", "2017-06-01", "--by", "张三", "--reason", "没有单位申请复核")
ENDLESS = "[" * 100_000


def call(*words: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, words)])


def altered(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def alter(text: str) -> str:
        manifest = json.loads(text)
        change(manifest)
        return json.dumps(manifest)

    return alter


BROKEN: dict[str, Callable[[str], str]] = {
    "cut off": lambda text: text[: len(text) // 2],
    "empty": lambda _: "",
    "no object": lambda _: "[]",
    "endless": lambda _: ENDLESS,
    "without criteria": altered(lambda manifest: manifest.pop("criteria")),
    "parameters are a list": altered(lambda manifest: manifest.update(parameters=[])),
    "outputs are a text": altered(lambda manifest: manifest.update(outputs="x")),
    "an output is a number": altered(lambda manifest: manifest.update(outputs=[1])),
    "an input outside": altered(lambda manifest: manifest["inputs"].append({"path": "../x", "bytes": 1, "sha256": "0"})),
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_damaged_manifest_is_one_sentence(draft: Path, damage: str) -> None:
    manifest = draft / "manifest.json"
    manifest.write_text(BROKEN[damage](manifest.read_text("utf-8")), "utf-8")
    before = sorted(draft.rglob("*"))
    for words in (
        ("state", draft),
        ("advance", draft, "--to", "feedback", *STEP),
        ("finalise", draft, *STEP),
        ("verify", draft, "--quick"),
    ):
        result = call(*words)
        assert (result.exit_code, result.exception.__class__) == (1, SystemExit), words
        assert f"{draft}: 不是一次运行的输出目录：manifest.json: " in result.stderr
    assert sorted(draft.rglob("*")) == before
    assert not (draft.parent / "states.jsonl").exists()


def test_damaged_results_are_one_sentence(draft: Path) -> None:
    database = draft / "results.duckdb"
    data = database.read_bytes()
    database.write_bytes(data[: len(data) // 2])
    for words in (("explain", draft, "jia"), ("render", draft, "--out", draft.parent / "new"), ("margins", draft)):
        result = call(*words)
        assert (result.exit_code, result.exception.__class__) == (1, SystemExit), words
        assert f"{draft}: 不是一次运行的输出目录：" in result.stderr
    assert not (draft.parent / "new").exists()


def test_a_seal_that_is_a_folder_seals_nothing(draft: Path) -> None:
    (draft / "final.json").mkdir()
    assert call("state", draft.parent).exit_code == 0
    assert call("finalise", draft, *STEP).exit_code == 1


def test_a_seal_without_end_is_told(draft: Path) -> None:
    (draft / "final.json").write_text(ENDLESS, "utf-8")
    assert "final.json: 定稿的标志文件与状态记录不符，或者不能读取" in call("state", draft.parent).stderr


def test_a_folder_of_drafts_has_a_state(draft: Path) -> None:
    result = call("state", draft.parent)
    assert (result.exit_code, result.stdout) == (0, "mini：初评\n还没有状态记录。\n")
    empty = draft.parent.parent / "reports"
    assert f"{empty}: 不是一次运行的输出目录" in call("state", empty).stderr


def test_finalising_broken_off_before_the_first_line_is_told_for_the_folder_too(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(finalising, "_complete", stop)
        with pytest.raises(KeyboardInterrupt):
            finalise(draft, DONE)
    result = call("state", draft.parent)
    assert (result.exit_code, f"{draft}: " in result.stderr, "[V047]" in result.stderr) == (1, True, True)
    finalise(draft, DONE)
    assert call("state", draft.parent).exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", ENDLESS, '{"superseded_by": 3}'])
def test_a_notice_that_says_nothing_is_told(draft: Path, text: str) -> None:
    finalise(draft, DONE)
    draft.chmod(0o755)
    (draft / "superseded.json").write_text(text, "utf-8")
    assert f"{draft / 'superseded.json'}: 定稿的标志文件与状态记录不符，或者不能读取" in call("state", draft).stderr


@pytest.mark.parametrize("text", ["", "[]"])
def test_an_archive_without_its_lookup_is_told(draft: Path, tmp_path: Path, text: str) -> None:
    finalise(draft, DONE)
    shutil.copytree(draft / "inputs", tmp_path / "kept")
    for path in (tmp_path / "kept", tmp_path / "kept" / "archived-criteria.json"):
        path.chmod(0o755)
    (tmp_path / "kept" / "archived-criteria.json").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_assessment(tmp_path / "kept")
    told = sentence(caught.value.problems[0], "zh")
    assert told.startswith(f"{tmp_path / 'kept' / 'archived-criteria.json'}: 定稿所存输入中指明指标体系位置的文件不能读取：")


def test_a_base_with_a_name_that_is_none_is_not_there(draft: Path) -> None:
    criteria = draft.parent.parent / "criteria.yaml"
    criteria.write_text(f"extends: {'x' * 300}\n" + criteria.read_text("utf-8"), "utf-8")
    result = call("criteria", "lint", criteria)
    assert (result.exit_code, "[C100]" in result.stderr + result.stdout) == (1, True)


def test_a_place_that_cannot_be_looked_at_is_told(draft: Path) -> None:
    folder = draft.parent.parent
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + f"comparison: {{run: {'x' * 300}}}\n", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_assessment(folder)
    told = sentence(caught.value.problems[0], "zh")
    assert told.startswith(f"{settings}: 文件中写明的位置无法查看（xxxx")
    assert told.endswith("…）：File name too long；应为存在且有权读取的文件或目录。请改正文件中的名称，或检查读取权限。 [A053]")
