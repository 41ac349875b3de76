"""The examples of docs/automation.md and docs/api.md are run as they stand there."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import scoring
from tests.repository import ROOT
from tests.runs.mini import make
from tests.runs.test_events import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (ROOT / "docs" / "automation.md").read_text("utf-8")
API = (ROOT / "docs" / "api.md").read_text("utf-8")
INSTALLS = "pip install"  # what a machine without a network cannot do


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place with the command ``scoring``, and the assessment that the page speaks of."""
    tmp_path = tmp_path_factory.mktemp("office")
    command = tmp_path / "bin" / "scoring"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m scoring "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    make(tmp_path / "linjiang-2016")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{command.parent}:{os.environ['PATH']}")
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("SCORING_CACHE", str(tmp_path / "cache"))
        patch.chdir(tmp_path)
        yield tmp_path


def moved(text: str, office: Path) -> str:
    """An example with the places of this test instead of those of a server."""
    return text.replace("/usr/local/bin", str(office / "bin")).replace("/srv/openness", str(office)).replace("/var/cache/scoring", "cache")


def shell(line: str, office: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(["/bin/sh", "-c", line, "sh", *arguments], cwd=office, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_the_script_scores_and_looks_again(office: Path) -> None:
    (script,) = blocks(PAGE, "sh")
    first, again = (shell(script, office, str(office / "linjiang-2016")) for _ in range(2))
    assert first.stdout == again.stdout
    assert first.stdout.splitlines()[-1].startswith(f"{office}/linjiang-2016/out/mini-")


def test_the_script_hands_a_failure_on(office: Path) -> None:
    (script,) = blocks(PAGE, "sh")
    done = subprocess.run(["/bin/sh", "-c", script, "sh", "nowhere"], cwd=office, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert [problem["code"] for problem in json.loads(done.stderr)["problems"]] == ["A001"]


def test_the_lines_of_the_crontab_run(office: Path) -> None:
    (table,) = blocks(PAGE, "cron")
    settings = [line for line in table.splitlines() if re.fullmatch(r"[A-Z_]+=.*", line)]
    jobs = [line for line in table.splitlines() if line not in settings and not line.startswith("#")]
    assert len(jobs) == 2
    for job in jobs:
        *when, command = job.split(maxsplit=5)
        assert all(re.fullmatch(r"\*|\d+(-\d+)?", field) for field in when)
        assert "%" not in command  # which cron takes for the end of a line
        shell(moved(command, office), office)
    assert "县区" in (office / "scoring.log").read_text("utf-8")
    assert json.loads((office / "checks.jsonl").read_text("utf-8"))["status"] == "ok"


def test_the_units_of_systemd_are_units(office: Path) -> None:
    units = {}
    for text in blocks(PAGE, "ini"):
        name = text.splitlines()[0].rpartition("/")[2]
        (office / name).write_text(moved(text, office), "utf-8")
        units[name] = configparser.ConfigParser(interpolation=None)
        units[name].optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
        units[name].read_string(moved(text, office))
    assert sorted(units) == ["scoring@.service", "scoring@.timer"]
    shell(units["scoring@.service"]["Service"]["ExecStart"].replace("%i", "linjiang-2016"), office)
    if analyse := shutil.which("systemd-analyze"):
        instances = [str(office / name.replace("@.", "@linjiang-2016.")) for name in units]
        done = subprocess.run([analyse, "verify", "--man=no", *instances], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        shell(f"systemd-analyze calendar '{units['scoring@.timer']['Timer']['OnCalendar']}'", office)


def test_the_steps_of_continuous_integration_run(office: Path) -> None:
    steps: list[str] = []
    for text in blocks(PAGE, "yaml"):
        (job,) = (value for value in jobs_of(yaml.safe_load(text)).values() if isinstance(value, dict))
        steps += job["script"] if "script" in job else [step["run"] for step in job["steps"] if "run" in step]
    done = [shell(step, office) for step in steps if not step.startswith(INSTALLS)]
    assert len(done) == 5
    assert json.loads((office / "events.jsonl").read_text("utf-8").splitlines()[-1])["unchanged"] is True


def jobs_of(pipeline: dict[Any, Any]) -> dict[str, Any]:
    jobs: dict[str, Any] = pipeline.get("jobs", pipeline)
    return jobs


def test_the_code_of_the_api_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "my-assessment")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code in blocks(API, "python"):
        exec(compile(code, "docs/api.md", "exec"), names)  # noqa: S102 - the page of this repository
    said = capsys.readouterr().out
    assert "A001 nowhere " in said
    assert "scores {}" in said
    assert "feedback" in said
    assert (tmp_path / "drafts" / "checks.html").is_file()
    assert names["why"]["total"]["printed"] == "78.67"


def test_every_command_has_its_function() -> None:
    rows = dict(re.findall(r"^\| `scoring ([a-z ]+)` \| (.*) \|$", API, re.MULTILINE))
    assert set(rows) == set(COMMANDS)
    for words, functions in rows.items():
        for name in re.findall(r"`(\w+)`", functions):
            assert callable(getattr(scoring, name)), words
            assert name in scoring.__all__


def test_every_public_name_is_there() -> None:
    for name in scoring.__all__:
        assert getattr(scoring, name) is not None
    assert not hasattr(scoring, "no_such_name")
