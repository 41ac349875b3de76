"""What the commands print, and their exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from scoring.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def call(*words: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, *words])


def way(draft: Path) -> None:
    by = ("--by", "张三")
    assert call("advance", str(draft), "--to", "feedback", "--date", "2017-05-03", *by).exit_code == 0
    assert call("advance", str(draft), "--to", "appeals", "--date", "2017-05-20", *by).exit_code == 0
    assert call("finalise", str(draft), "--date", "2017-06-01", *by).exit_code == 0


def test_the_way_of_an_assessment_is_shown(draft: Path) -> None:
    assert call("state", str(draft)).stdout == f"mini：初评\n本次运行 {draft.name}：初评\n还没有状态记录。\n"
    assert call("state", str(draft.parent)).stdout == "mini：初评\n还没有状态记录。\n"
    assert call("state", str(draft.parents[1])).stderr.count("[A007]") == 1
    way(draft)
    shown = call("state", str(draft))
    lines = shown.stdout.splitlines()
    assert lines[:4] == [
        f"mini：定稿（2017-06-01，{draft.name}）",
        f"  2017-05-03  初评 → 反馈  {draft.name}  张三",
        f"  2017-05-20  反馈 → 复核  {draft.name}  张三",
        f"  2017-06-01  复核 → 定稿  {draft.name}  张三",
    ]
    assert lines[4].startswith(f"  第1号定稿  {draft.name}  2017-06-01  校验码 ")
    assert lines[4].endswith("  有效")
    assert lines[5:] == [f"本次运行 {draft.name}：定稿", f"{draft.parent / 'states.jsonl'} 共3行，首尾相连，定稿核对无误。"]
    assert (shown.exit_code, shown.stderr) == (0, "")


def test_it_is_shown_in_english_and_for_a_folder_of_runs(draft: Path) -> None:
    way(draft)
    lines = call("state", str(draft.parent), lang="en").stdout.splitlines()
    assert lines[0] == f"mini: final (2017-06-01, {draft.name})"
    assert lines[-1] == f"{draft.parent / 'states.jsonl'}: 3 lines, unbroken; final runs are what they were."


def test_data_for_programs(draft: Path) -> None:
    way(draft)
    shown = json.loads(call("state", str(draft), "--format", "json").stdout)
    assert (shown["status"], shown["run_state"], shown["lines"], shown["problems"]) == ("ok", "final", 3, [])
    assert [line["state"] for line in shown["assessments"][0]["lines"]] == ["feedback", "appeals", "final"]


def test_a_record_that_is_not_whole_ends_with_1(draft: Path) -> None:
    way(draft)
    log = draft.parent / "states.jsonl"
    log.write_text(log.read_text("utf-8").replace("张三", "李四"), "utf-8")
    shown = call("state", str(draft))
    assert (shown.exit_code, shown.stderr.count("[V032]")) == (1, 3)
    assert "核对无误" not in shown.stdout
    assert json.loads(call("state", str(draft), "--format", "json").stdout)["status"] == "failed"


def test_a_step_and_a_final_run_say_what_was_done(draft: Path) -> None:
    words = ("--date", "2017-05-03", "--by", "张三")
    assert call("advance", str(draft), "--to", "feedback", *words).stdout == "mini：初评 → 反馈，2017-05-03，张三\n"
    refused = call("finalise", str(draft), *words)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.endswith("[V035]\n1 个问题。\n")
    made = call("finalise", str(draft), *words, "--reason", "未收到申诉")
    assert made.stdout.startswith(f"{draft.name} 已定稿：mini 第1号，2017-05-03，张三，校验码 ")
    assert made.stdout.endswith("输入已存入 inputs/，全部文件只读。\n")


def test_a_date_that_is_none_is_wrong_usage(draft: Path) -> None:
    assert call("finalise", str(draft), "--date", "31/05/2017", "--by", "张三").exit_code == 2
    assert call("advance", str(draft), "--to", "final", "--date", "2017-05-03", "--by", "张三").exit_code == 2
