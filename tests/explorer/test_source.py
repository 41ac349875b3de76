"""The front end of the explorer: its own tests pass, and what is shipped is what the source says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.explorer.browsing import FRONT, node

TOOLS = FRONT / "node_modules" / ".bin"
BUNDLE = "scoring/documents/explorer/bundle"


def run(*command: str, folder: Path = FRONT) -> subprocess.CompletedProcess[str]:
    assert TOOLS.is_dir(), "no npm packages: run `tools/setup.sh explorer`"
    path = {"PATH": f"{Path(node()[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=folder, env=os.environ | path, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [("biome", "ci", "--colors=off", "."), ("tsc", "--noEmit"), ("vitest", "run", "--passWithNoTests")],
    ids=["format and lint", "types", "tests"],
)
def test_the_front_end_passes_its_own(command: tuple[str, ...]) -> None:
    done = run(str(TOOLS / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_bundle_is_what_its_source_says() -> None:
    done = run(*node("build.mjs", "--check"))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bundle_that_differs_from_its_source_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "explorer"
    shutil.copytree(FRONT, copy, ignore=shutil.ignore_patterns("node_modules", "tests"))
    (copy / "node_modules").symlink_to((FRONT / "node_modules").resolve())
    shutil.copytree(FRONT.parent / BUNDLE, tmp_path / BUNDLE)
    with (copy / "src" / "style" / "app.css").open("a", encoding="utf-8") as style:
        style.write(".changed { color: #123456; }\n")
    done = run(*node("build.mjs", "--check"), folder=copy)
    assert done.returncode == 1
    assert done.stderr == f"{BUNDLE}/app.css is not what its source says: run `make explorer`\n"
    assert run(*node("build.mjs"), folder=copy).returncode == 0
    assert run(*node("build.mjs", "--check"), folder=copy).returncode == 0


def unsaid(words: set[str], source: str) -> list[str]:
    """Words that no source says: neither whole nor by the beginning of a name that is put together."""
    whole = set(re.findall(r"""["'`]([a-z]+\.\w+)["'`]""", source))
    begun = set(re.findall(r"`([a-z]+\.\w*)\$\{", source))
    parts = set(re.findall(r"\w+", source))
    return sorted(word for word in words - whole if not any(word.removeprefix(one) in parts for one in begun if word.startswith(one)))


def test_every_word_of_the_interface_is_said_in_both_languages_and_somewhere() -> None:
    zh, en = (json.loads((FRONT / f"src/words/{name}.json").read_text("utf-8")) for name in ("zh", "en"))
    assert list(zh) == list(en)
    assert [word for word in zh if set(re.findall(r"{\w+}", zh[word])) != set(re.findall(r"{\w+}", en[word]))] == []
    source = "".join(file.read_text("utf-8") for file in sorted((FRONT / "src").rglob("*.ts*")))
    assert unsaid(set(zh), source) == []
    assert unsaid({"quality.forgotten", "unit.forgotten"}, source) == ["quality.forgotten", "unit.forgotten"]
