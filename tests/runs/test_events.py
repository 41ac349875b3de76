"""What every command prints with ``--format json`` fits the committed schema, errors included."""

from __future__ import annotations

import json
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
import jsonschema  # type: ignore[import-untyped]  # its stubs would be one more package for two tests
import pikepdf
import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.files.caching import VARIABLE
from scoring.workbooks.collecting import FOLDER
from tests.repository import ROOT
from tests.runs.mini import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = json.loads((ROOT / "docs" / "events.schema.json").read_text("utf-8"))
VERBS = SCHEMA["$defs"]["verbs"]["$defs"]
WITHOUT = {"criteria schema"}  # prints a JSON Schema however it is called


def commands(command: click.Command = main, path: tuple[str, ...] = ()) -> dict[str, click.Command]:
    """Every command of the command line, by its words."""
    if not isinstance(command, click.Group):
        return {" ".join(path): command}
    return {words: found for name, inner in command.commands.items() for words, found in commands(inner, (*path, name)).items()}


COMMANDS = commands()


def lines(result: Result, words: str) -> list[Any]:
    """What was printed, each line held against the schema of the command."""
    printed = [json.loads(line) for line in ([result.stdout] if words in WITHOUT else result.stdout.splitlines())]
    validator = jsonschema.Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/verbs/$defs/{words.replace(' ', '.')}"}]})
    wrong = [jsonschema.exceptions.best_match(validator.iter_errors(line)) for line in printed]
    assert [f"{error.json_path}: {error.message[-300:]}" for error in wrong if error] == [], result.output[:2000]
    return printed


def called(words: str, *rest: object) -> Result:
    form = () if words in WITHOUT else ("--format", "json")
    return CliRunner().invoke(main, ["--lang", "zh", *words.split(), *map(str, rest), *form])


@dataclass
class Office:
    """An assessment in work: its folder, a finished run, and a place for what is made."""

    folder: Path
    run: Path
    place: Path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(place / "cache"))
        folder = make(place / "mini")
        result = called("run", folder, "--no-documents")
        assert result.exit_code == 0, result.output
        run = next((folder / "out").iterdir())
        assert lines(result, "run")[-1]["run"] == str(run)
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(place / "blank.pdf")
        (folder / FOLDER).mkdir()
        yield Office(folder, run, place)


# By command: what it is called with, in turn, and the exit code. {f} folder, {r} run, {p} place, {c} criteria.
CALLS: dict[str, list[tuple[int, str]]] = {
    "init": [(0, "{p}/new --criteria openness-2016"), (1, "{p}/new --criteria openness-2016")],
    "run": [(0, "{f} --no-documents"), (0, "{f} --no-documents --fresh"), (1, "{p}/nowhere")],
    "check": [(0, "{f} --no-report"), (1, "{p}/nowhere")],
    "extract": [(0, "{f}/reports"), (1, "{f}/units.csv {p}/blank.pdf")],
    "explain": [(0, "{r} yi"), (0, "{r} 甲河县 requests.on_time"), (1, "{r} nobody")],
    "margins": [(0, "{r}"), (1, "{r} --unit nobody")],
    "render": [(0, "{r} quality --out {p}/drafts"), (1, "{r} nothing --out {p}/drafts")],
    "verify": [(0, "{r} --quick"), (1, "{p}/nowhere")],
    "compare": [(0, "{r} {r} --out {p}/compared"), (1, "{r} {p}/nowhere")],
    "sensitivity": [(0, "{r} --draws 100 --sobol 0 --out {p}/firmness"), (1, "{p}/nowhere")],
    "whatif": [(0, "{r} --weight requests=1.5 --out {p}/tried"), (1, "{r} --weight nothing=2")],
    "state": [(0, "{r}"), (1, "{p}/nowhere")],
    "advance": [(0, "{r} --to feedback --date 2017-06-01 --by 办公室"), (1, "{r} --to draft --date 2017-06-02 --by 办公室")],
    "finalise": [(1, "{p}/nowhere --date 2017-07-01 --by 办公室"), (0, "{r} --date 2017-07-01 --by 办公室 --reason 没有申诉")],
    "layout": [(1, "{p}/blank.pdf"), (1, "{f}/units.csv")],
    "criteria lint": [(0, "openness-2016"), (1, "{f}/units.csv")],
    "criteria test": [(0, "{c}"), (1, "nothing")],
    "criteria show": [(0, "{c}"), (0, "{c} --resolved"), (0, "{c} --to xlsx --out {p}/standard.xlsx"), (1, "nothing")],
    "criteria diff": [(0, "openness-2016 {c}"), (0, "{c} {c} --on {r} --out {p}/impact"), (1, "nothing {c}")],
    "criteria schema": [(0, "")],
    "workbook issue": [(0, "{f}"), (1, "{f}")],
    "workbook collect": [(1, "{f}"), (0, "{f} {f}/workbooks --check"), (1, "{f} --undo")],
    "fonts build": [(0, "")],
    "templates list": [(0, "")],
    "docs": [(0, "rules --out {p}/guide --no-open"), (1, "rulse --no-open")],
    "templates copy": [(0, "{f} official.css"), (1, "{f} nothing.css")],
}


def test_every_command_is_in_the_schema_and_in_this_test() -> None:
    assert set(COMMANDS) == set(CALLS)
    assert {words.replace(" ", ".") for words in COMMANDS} == set(VERBS)


@pytest.mark.parametrize("words", CALLS)
def test_what_a_command_prints_fits_the_schema(office: Office, words: str) -> None:
    # In the order of the list: what comes later finds what came before.
    for code, given in CALLS[words]:
        rest = given.format(f=office.folder, r=office.run, p=office.place, c=office.folder / "criteria.yaml").split()
        result = called(words, *rest)
        assert result.exit_code == code, f"{given}: {result.output[:2000]}"
        assert lines(result, words), given


@pytest.mark.parametrize("words", sorted(set(COMMANDS) - WITHOUT))
def test_wrong_usage_of_every_command_fits_the_schema(words: str) -> None:
    result = called(words, "--no-such-option")
    assert result.exit_code == 2
    assert [line["status"] for line in lines(result, words)] == ["usage"]


def test_a_signal_fits_the_schema(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("scoring.starting.making.start_assessment", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    result = called("init", tmp_path / "new", "--criteria", "openness-2016")
    assert result.exit_code == 143
    words = "已被终止（SIGTERM）：没有做完，没有留下写了一半的文件。"
    assert lines(result, "init") == [{"status": "interrupted", "signal": "SIGTERM", "exit": 143, "message": words}]


def test_what_is_no_event_is_refused() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    none: tuple[Any, ...] = ({}, {"stage": "lunch"}, {"status": "failed", "problems": []}, {"status": "ok", "run": 1, "problems": []}, "ok")
    assert [wrong for wrong in none if validator.is_valid(wrong)] == []
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
