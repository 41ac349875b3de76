"""A final run: sealed, chained, read-only, with its inputs; never overwritten, superseded by a new one that says so."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import stat
from typing import TYPE_CHECKING

import pytest

from scoring.commands.running import Options
from scoring.commands.running import run as score
from scoring.files.locking import locked
from scoring.files.output import digest
from scoring.finished.record import superseded_note
from scoring.finished.rendering import Wanted, render_run
from scoring.problems import ProblemsFound, sentence
from scoring.states import finalising, preparing
from scoring.states.finalising import finalise
from scoring.states.log import read_log
from scoring.states.moves import Decision, advance
from scoring.states.preparing import Freezing
from scoring.states.showing import state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

DECIDED = Decision(dt.date(2017, 6, 1), "省政府办公厅", "未收到申诉")
LATER = Decision(dt.date(2017, 7, 1), "省政府办公厅")


def refusal(call: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as error:
        call()
    return [sentence(problem) for problem in error.value.problems]


def codes(path: Path) -> set[str]:
    return {problem.code for problem in state(path).problems}


def another(run: Path) -> Path:
    """A second run of the assessment, as a correction would make it."""
    other = shutil.copytree(run, run.with_name("mini-ffffffff"))
    assert other.is_dir()
    return other


def test_a_final_run_is_sealed_and_read_only(draft: Path) -> None:
    manifest = digest(draft / "manifest.json")
    made = finalise(draft, DECIDED)
    assert (made.final.number, made.final.manifest, made.sha256) == (1, manifest, digest(draft / "final.json"))
    modes = [path.stat().st_mode for path in [draft, *draft.rglob("*")]]
    assert not any(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) for mode in modes)
    (line,) = read_log(draft.parent).lines
    assert (line.state, line.final, line.reason) == ("final", made.sha256, "未收到申诉")
    shown = state(draft)
    assert (shown.run_state, shown.is_whole, shown.problems) == ("final", True, ())


def test_it_comes_after_the_appeals_or_with_a_reason(draft: Path) -> None:
    bare = Decision(DECIDED.date, DECIDED.by)
    assert refusal(lambda: finalise(draft, bare))[0].startswith("reason: 这一步不是依次进行（初评 → 定稿），须写明理由")
    advance(draft, "feedback", bare)
    advance(draft, "appeals", bare)
    assert finalise(draft, bare).final.reason == ""


def test_the_inputs_it_keeps_give_the_same_run_again(draft: Path, tmp_path: Path) -> None:
    finalise(draft, DECIDED)
    shutil.rmtree(tmp_path / "mini" / "reports")
    again = score(draft / "inputs", Options(out=tmp_path / "again", documents=False)).folder
    assert again.name == draft.name
    same = [path.relative_to(again) for path in again.rglob("*") if path.is_file()]
    assert len(same) > 30
    assert [path for path in same if (again / path).read_bytes() != (draft / path).read_bytes()] == []


def test_nothing_is_written_into_it_again(draft: Path, tmp_path: Path) -> None:
    finalise(draft, DECIDED)
    fix = "请用 --out 另选目录；需要更正的，由新的定稿取代。 [V038]"
    refused = f"{draft}: 定稿不能改动，也不能覆盖；应为定稿以外的目录。{fix}"
    assert refusal(lambda: score(tmp_path / "mini", Options(documents=False))) == [refused]
    assert refusal(lambda: finalise(draft, LATER)) == [refused]
    assert refusal(lambda: render_run(draft, draft)) == [refused]
    inside = f"定稿不能改动，也不能覆盖：{draft.name}；应为定稿以外的目录。{fix}"
    assert refusal(lambda: render_run(draft, draft / "drafts")) == [f"{draft / 'drafts'}: {inside}"]
    assert refusal(lambda: score(draft / "inputs")) == [f"{draft / 'inputs' / 'out'}: {inside}"]
    assert codes(draft) == set()


def test_two_commands_never_decide_at_once(draft: Path) -> None:
    with locked(draft.parent, "run"):
        assert refusal(lambda: finalise(draft, DECIDED))[0].endswith("[A050]")
        assert refusal(lambda: advance(draft, "feedback", DECIDED))[0].endswith("[A050]")
    assert not (draft.parent / "states.jsonl").exists()


def test_it_is_not_taken_back(draft: Path) -> None:
    finalise(draft, DECIDED)
    (found,) = refusal(lambda: advance(draft, "appeals", Decision(LATER.date, "张三", "再核对")))
    fix = "需要更正的，改正数据后重新计分，再用 scoring finalise --supersedes 写明理由，由新的定稿取代"
    assert found == f"{draft}: 已经定稿，状态不能退回。{fix}。 [V036]"


def test_a_new_one_supersedes_it_and_both_say_so(draft: Path) -> None:
    new = another(draft)
    old = finalise(draft, DECIDED)
    assert refusal(lambda: finalise(new, LATER)) == [
        f"supersedes: 本次考核已有第1号定稿，取代它须写明理由：{draft.name}；应为 --supersedes 理由。请写明为什么取代。 [V039]"
    ]
    made = finalise(new, LATER, Freezing(supersedes="更正乙山县得分"))
    assert made.final.supersedes == made.final.previous == old.final.link(old.sha256)
    assert (made.final.number, made.final.why) == (2, "更正乙山县得分")
    said = json.loads((draft / "superseded.json").read_text("utf-8"))
    assert said["superseded_by"] == {"assessment": "mini", "number": 2, "run": new.name, "date": "2017-07-01", "final": made.sha256}
    assert said["reason"] == "更正乙山县得分"
    assert (state(draft).run_state, state(new).run_state) == ("superseded", "final")
    told: list[tuple[str, dict[str, Any]]] = []
    render_run(draft, draft.parent / "drafts", Wanted(("quality",)), lambda stage, details: told.append((stage, details)))
    assert told[-1] == ("superseded", {"run": new.name, "number": 2, "date": "2017-07-01", "reason": "更正乙山县得分"})
    (note,) = (sentence(problem).partition(": ")[2] for problem in superseded_note(draft))
    assert note.startswith(f"这次定稿已被2017-07-01的第2号定稿取代（更正乙山县得分），所制文件不再有效：{new.name}；应为现行的定稿。"), note
    assert superseded_note(new) == []
    assert [final.superseded_by for final in state(new).assessments[0].finals] == [2, None]
    assert codes(draft.parent) == set()


def test_there_must_be_something_to_supersede(draft: Path) -> None:
    (found,) = refusal(lambda: finalise(draft, DECIDED, Freezing(supersedes="更正")))
    fix = "请去掉 --supersedes；越过前面步骤的理由用 --reason 写"
    assert found == f"supersedes: 本次考核还没有定稿，没有可以取代的：更正；应为不写 --supersedes。{fix}。 [V040]"


def test_it_is_chained_to_last_years(draft: Path, scored: Path, tmp_path: Path) -> None:
    shutil.copytree(scored, tmp_path / "last")
    last = next((tmp_path / "last" / "out").iterdir()).rename(tmp_path / "last" / "out" / "last-year")
    before = finalise(last, DECIDED)
    made = finalise(draft, LATER.__class__(LATER.date, LATER.by, "未收到申诉"), Freezing(after=last))
    assert made.final.previous == before.final.link(before.sha256)
    assert (made.final.number, made.final.supersedes, codes(draft)) == (1, None, set())


@pytest.mark.parametrize(
    ("spoil", "name", "change"),
    [
        (lambda folder: (folder / "marks.csv").write_text("", "utf-8"), "marks.csv", "内容已改"),
        (lambda folder: (folder / "findings.csv").unlink(), "findings.csv", "文件已不在"),
        (lambda folder: (folder / "reports" / "ding.txt").write_text("x", "utf-8"), "reports/ding.txt", "是新加的文件"),
    ],
)
def test_inputs_must_be_those_that_were_scored(draft: Path, spoil: Callable[[Path], object], name: str, change: str) -> None:
    folder = draft.parents[1]
    spoil(folder)
    assert refusal(lambda: finalise(draft, DECIDED)) == [
        (
            f"{folder / name}: 计分以后输入文件有变动（{change}），不能与定稿一并存档；应为与 manifest.json 所列相同的文件。"
            "请重新计分后再定稿，或恢复原来的文件；考核目录在别处的，用 --inputs 指明。 [V041]"
        )
    ]
    assert sorted(path.name for path in draft.glob("*inal*")) == []


def test_a_run_that_was_tampered_with_is_not_sealed(draft: Path) -> None:
    (draft / "criteria.yaml").write_text("id: other", "utf-8")
    assert refusal(lambda: finalise(draft, DECIDED)) == [
        (
            f"{draft / 'criteria.yaml'}: 运行目录中的文件与清单不符（内容已改）；应为计分时写出的文件。"
            "尚未定稿的，请重新计分；定稿请从备份恢复，并查明何人何时改动。 [V042]"
        )
    ]


def test_criteria_from_elsewhere_are_kept_with_what_they_extend(scored: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(scored, tmp_path / "office" / "2016", ignore=shutil.ignore_patterns("out"))
    office = tmp_path / "office" / "criteria" / "office"
    base = tmp_path / "office" / "criteria" / "base"
    office.mkdir(parents=True)
    base.mkdir()
    shutil.move(folder / "criteria.yaml", base / "criteria.yaml")
    (office / "criteria.yaml").write_text("extends: ../base/criteria.yaml\nid: office\ntitle: 本单位指标\n", "utf-8")
    settings = (folder / "assessment.yaml").read_text("utf-8")
    (folder / "assessment.yaml").write_text(
        settings.replace("criteria: criteria.yaml", "criteria: ../criteria/office/criteria.yaml"), "utf-8"
    )
    draft = score(folder, Options(documents=False)).folder
    finalise(draft, DECIDED)
    shutil.rmtree(tmp_path / "office" / "criteria")
    again = score(draft / "inputs", Options(out=tmp_path / "again", documents=False)).folder
    assert again.name == draft.name
    assert (again / "results.duckdb").read_bytes() == (draft / "results.duckdb").read_bytes()


def test_a_final_run_that_was_altered_is_found(draft: Path) -> None:
    finalise(draft, DECIDED)
    for path in (draft, draft / "inputs", draft / "inputs" / "marks.csv", draft / "results" / "points.parquet", draft / "run.jsonl"):
        path.chmod(0o700)
    (draft / "inputs" / "marks.csv").write_text("unit_id\n", "utf-8")
    (draft / "inputs" / "more.csv").write_text("unit_id\n", "utf-8")
    (draft / "results" / "points.parquet").write_bytes(b"")
    found = {(problem.code, problem.file.removeprefix(f"{draft}/")): problem.args for problem in state(draft).problems}
    changes = {place: args["change"]["zh"] for (code, place), args in found.items() if code == "V042"}
    assert changes == {"inputs/marks.csv": "内容已改", "inputs/more.csv": "不是本次运行的文件", "results/points.parquet": "内容已改"}
    (writable,) = [problem for problem in state(draft).problems if problem.code == "V049"]
    assert sentence(writable).startswith(f"{draft}: 定稿中有6个文件或目录可以写入：{draft.name}；应为只读。")


def said(path: Path) -> list[str]:
    return [sentence(problem) for problem in state(path).problems]


@pytest.fixture
def opened(draft: Path) -> Path:
    """A final run whose seal somebody made writable."""
    finalise(draft, DECIDED)
    draft.chmod(0o755)
    (draft / "final.json").chmod(0o644)
    return draft


@pytest.mark.parametrize(("old", "new"), [("省政府办公厅", "市政府办公室"), ('"number": 1', '"number": 2'), ("{", "")])
def test_a_seal_that_is_not_the_one_of_the_log_is_found(opened: Path, old: str, new: str) -> None:
    seal = opened / "final.json"
    seal.write_text(seal.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = next(text for text in said(opened) if "[V044]" in text)
    assert found.startswith(f"{seal}: 定稿的标志文件与状态记录不符，或者不能读取：")
    assert found.endswith("；应为定稿时写出的文件。请从备份恢复，并查明何人何时改动。 [V044]")


def test_a_final_run_that_is_gone_is_missed(opened: Path) -> None:
    shutil.move(opened, opened.parents[2] / "elsewhere")
    sha256 = read_log(opened.parent).lines[0].final[:16]
    assert said(opened.parent) == [
        f"{opened}: 状态记录中的定稿不在这个目录：{sha256}；应为与 states.jsonl 同在一个目录。请把定稿移回，或从备份恢复。 [V043]"
    ]


def test_a_final_run_that_was_carried_away_alone_is_unknown_but_checked(opened: Path, tmp_path: Path) -> None:
    seal = json.loads((opened / "final.json").read_text("utf-8"))
    (opened / "final.json").write_text(json.dumps(seal | {"log": "c" * 64}), "utf-8")
    (opened / "more.txt").write_text("", "utf-8")
    alone = tmp_path / "alone" / opened.name
    shutil.copytree(opened, alone)
    stranger, added, _ = said(alone)
    fix = "单独移走的定稿，请连同同一目录的 states.jsonl 一起移动；否则请从备份恢复状态记录"
    assert stranger == f"{alone}: 这次运行有定稿标志，但状态记录中没有；应为 states.jsonl 中有它的一行。{fix}。 [V045]"
    assert added.startswith(f"{alone / 'more.txt'}: 运行目录中的文件与清单不符（不是本次运行的文件）")
    assert refusal(lambda: finalise(alone, LATER)) == [stranger]


@pytest.mark.parametrize("where", ["append", "put_notice", "freeze", "read_final"])
def test_finalising_that_was_broken_off_is_said_and_finished(draft: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    new = another(draft)
    finalise(draft, DECIDED)
    with monkeypatch.context() as broken:
        broken.setattr(finalising, where, lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            finalise(new, LATER, Freezing(supersedes="更正乙山县得分"))
    said = codes(draft.parent)
    assert said == ({"V049"} if where == "freeze" else {"V047"} if where in {"append", "read_final"} else {"V047", "V049"})
    made = finalise(new, LATER, Freezing(supersedes="另一个理由"))
    assert (made.final.why, codes(draft.parent)) == ("更正乙山县得分", set())
    assert len(read_log(draft.parent).lines) == 2


def test_nothing_goes_on_before_it_is_finished(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = another(draft)
    with monkeypatch.context() as broken:
        broken.setattr(finalising, "append", lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            finalise(draft, DECIDED)
    unfinished = f"{draft}: 定稿曾经中断，尚未完成。请对这次运行再执行一次 scoring finalise，将按原来的决定完成。 [V047]"
    assert refusal(lambda: advance(new, "feedback", DECIDED))[0] == unfinished
    assert unfinished in refusal(lambda: finalise(new, DECIDED))


def test_a_call_that_fails_before_the_decision_leaves_nothing(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(draft.parent.rglob("*"))
    monkeypatch.setattr(preparing, "clean_documents", lambda *_args: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert refusal(lambda: finalise(draft, DECIDED))[0].endswith("[A031]")
    assert sorted(draft.parent.rglob("*")) == before
