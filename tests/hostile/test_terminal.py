"""What data hold commands no terminal that it is printed on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.cli.colours import kept, paint
from scoring.cli.progress import Live
from scoring.problems import Problem, sentence
from scoring.problems.controls import shown
from tests.runs import mini

ATTEMPTS = {
    "colour": "\x1b[31m",
    "hidden text": "\x1b[8m",
    "cursor up": "\x1b[3A",
    "screen cleared": "\x1b[2J",
    "title of the window": "\x1b]0;x\x07",
    "link (OSC 8)": "\x1b]8;;http://e.invalid/\x1b\\x\x1b]8;;\x1b\\",
    "clipboard (OSC 52)": "\x1b]52;c;cm0gLXJm\x07",
    "answer back": "\x1b[c\x05",
    "device control": "\x1bP+q544e\x1b\\",
    "one-character form": "\x9b2J\x9d52;c;AAAA\x9c",
    "line written over": "合格\r不合格",
    "backspace": "x\x08",
    "bell": "\x07",
    "form feed": "\x0c",
    "turned round": "\u202e告公\u202c",
    "isolated": "\u2067x\u2069",
    "delete": "\x7f",
}
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("text", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_command_is_shown_and_stays_the_same_text_in_json(text: str) -> None:
    assert not COMMANDS.search(shown(text))
    assert json.loads(shown(json.dumps(text, ensure_ascii=False))) == text
    told = sentence(Problem("C006", f"{text}.yaml", 1, where=text, found=text, args={"limits": text, "such": text}))
    assert not COMMANDS.search(told)


def test_chinese_and_the_ends_of_lines_stay_as_they_are() -> None:
    assert shown("甲县\t（一）\n𠮷\u3000“引”") == "甲县\t（一）\n𠮷\u3000“引”"


def test_our_own_colours_get_through_and_nothing_else_does() -> None:
    painted = paint("错误", "error") + paint("好", "good") + paint("淡", "faint") + paint("头", "head")
    assert kept(painted) == painted
    assert "\x1b" not in kept("".join(text for name, text in ATTEMPTS.items() if name != "colour"))


@pytest.mark.parametrize("form", ["text", "json"])
def test_problems_of_a_hostile_file_are_printed_harmlessly(tmp_path: Path, form: str) -> None:
    folder = mini.make(tmp_path / "mini")
    hostile = "".join(text for text in ATTEMPTS.values() if not set(text) & set("\x05\x07\x08\r"))  # with these it is no text (I076)
    table = (folder / "units.csv").read_text("utf-8")
    (folder / "units.csv").write_text(table.replace("丙桥县,county", f'丙桥县,"{hostile}"'), "utf-8")
    (folder / "marks.csv").write_text(f'unit_id,indicator_id,mark\nu1,x,"{hostile}"\n', "utf-8")
    found = CliRunner().invoke(main, ["check", str(folder), "--no-report", "--format", form], color=True)
    assert found.exit_code == 1
    assert not COMMANDS.search(click.unstyle(found.output))
    assert "u001b[2J" in found.output


def test_a_name_in_the_line_of_progress_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Live("zh", clock=lambda: 0.0)("documents", {"document": ATTEMPTS["clipboard (OSC 52)"], "done": 1, "of": 3})
    assert "\\u001b]52" in capsys.readouterr().err
