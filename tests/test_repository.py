"""The repository as a whole: nothing of one machine in it, nothing unfinished, nothing left out of the wheel."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.repository import ROOT, files_under, modules, repository_files

if TYPE_CHECKING:
    from pathlib import Path

TEXT_SUFFIXES = {
    "",
    ".py",
    ".sql",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".sh",
    ".j2",
    ".html",
    ".css",
    ".csv",
    ".txt",
    ".lock",
    ".ts",
    ".tsx",
    ".mjs",
}
FORBIDDEN = {
    "path of one machine": r"(?<![\w.:/])/(?:work|home|root|tmp|opt)/[a-z]",
    "registry host": r"pypi\.(?:org|python)|pythonhosted\.org|npmjs\.|(?:deb|ftp|security)\.debian\.org|(?:archive|security)\.ubuntu\.com|"
    r"mirrors?\.[a-z]+\.|(?<!emit-)index-[u]rl|trusted-[h]ost|find-[l]inks",
    "unfinished": r"\b(?:TO[D]O|FIX[M]E)\b",
    "silenced without a reason": r"#\s*noqa(?::[A-Z0-9, ]+)?\s*$|#\s*type:\s*ignore(?:\[[\w, -]+\])?\s*$|pragma: no [c]over\s*$",
}


def findings(pattern: str, files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_holds(what: str) -> None:
    # The inputs of the example are what units send, in whatever state.
    texts = [file for file in repository_files() if file.suffix in TEXT_SUFFIXES and "reports" not in file.parts]
    assert texts
    assert findings(FORBIDDEN[what], texts) == []


def test_the_patterns_find_what_they_are_for() -> None:
    samples = {
        "path of one machine": "open('/ho" + "me/someone/x')",
        "registry host": "https://pyp" + "i.org/simple",
        "unfinished": "# TO" + "DO later",
        "silenced without a reason": "x = 1  # no" + "qa: E501",
    }
    assert all(re.search(FORBIDDEN[what], line) for what, line in samples.items())
    assert not re.search(FORBIDDEN["silenced without a reason"], "x = 1  # no" + "qa: E501 - a table reads better on one line")


def test_no_file_and_no_function_has_a_second_job() -> None:
    files = [*files_under("scoring", ".py"), *(file for end in (".ts", ".tsx", ".css") for file in files_under("explorer/src", end))]
    long_files = [str(file) for file in files if file.read_text("utf-8").count("\n") > 300]
    long_functions = [
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert (long_files, long_functions) == ([], [])


def test_no_font_and_no_built_file_is_committed() -> None:
    built = {".ttf", ".otf", ".ttc", ".woff", ".woff2", ".pyc", ".whl", ".duckdb", ".so"}
    assert [file for file in repository_files() if file.suffix in built] == []


def test_every_locked_package_has_its_licence_in_notice() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"[a-z][a-z0-9-]+", (ROOT / "NOTICE").read_text("utf-8")))
    assert len(locked) > 20
    assert sorted(set(locked) - named) == []


def test_every_package_of_the_explorer_has_its_licence_in_notice() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    asked = json.loads((ROOT / "explorer" / "package.json").read_text("utf-8"))
    named = set(re.findall(r"[@a-z][@a-z0-9/-]+", notice))
    assert sorted({*asked["dependencies"], *asked["devDependencies"]} - named) == []


def test_the_script_of_the_explorer_ends_with_the_licences_of_what_it_holds() -> None:
    script = (ROOT / "scoring/documents/explorer/bundle/app.js").read_text("utf-8")
    licences = script[script.rindex("/*!") :]
    held = [name for names in re.findall(r"\n\n([@a-z0-9/, -]+)\n\n", licences) for name in names.split(", ")]
    told = (ROOT / "NOTICE").read_text("utf-8").partition("writes them there.")[2]
    assert len(held) > 3
    assert sorted(held) == sorted(re.findall(r"@?[a-z][a-z0-9/-]+(?= \(|,)|[a-z0-9-]+(?= \()", told))
    assert licences.count("Permission") == licences.count("Copyright ") == 3
    assert licences.endswith("*/\n")


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements.lock").read_text("utf-8"))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names inside a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (file,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(file).namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    package = {str(file.relative_to(ROOT)) for file in files_under("scoring")}
    assert package - wheel == set()
    assert {name for name in package if name.endswith(".sql")}
    assert {name for name in package if name.startswith("scoring/intake/forms/")}
    assert {name for name in package if name.startswith("scoring/problems/")}
    assert "scoring/py.typed" in wheel


@pytest.mark.parametrize("folder", ["criteria", "templates", "docs"])
def test_the_wheel_ships_packs_templates_and_the_guide(wheel: set[str], folder: str) -> None:
    shipped = {f"scoring/shipped/{file.relative_to(ROOT)}" for file in files_under(folder)}
    assert shipped
    assert shipped - wheel == set()


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"scoring"}
    assert [name for name in wheel if "__pycache__" in name] == []
