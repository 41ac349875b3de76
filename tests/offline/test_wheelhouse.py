"""An installation without network: the folder that `make wheelhouse` builds, without the libraries, which are linked from here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.repository import ROOT, files_under
from tests.runs import mini
from tools.wheelhouse import debian, wheels
from tools.wheelhouse.building import Wanted, build


def _apart() -> list[str]:
    """The words that start a command in a namespace without network, where the system lets us."""
    words = ["unshare", "--map-root-user", "--net"]
    try:
        done = subprocess.run([*words, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return [] if done.returncode else words


def run(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # An environment of its own: nothing of the project's virtual environment is found but the libraries that are linked.
    own = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8"} | environment
    return subprocess.run([*_apart(), *map(str, words)], cwd=cwd, env=own, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house") / "wheelhouse"
    build(folder, Wanted(libraries=False))
    return folder


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The libraries that are installed here, and nothing of scoring: linked, for installing them again takes long."""
    folder = tmp_path_factory.mktemp("linked")
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if not each.name.startswith(("scoring", "_scoring")) and each.suffix != ".pth":
            (folder / each.name).symlink_to(each)
    return folder


@pytest.fixture(scope="module")
def installed(house: Path, linked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation by install.sh, under a name that a shell could stumble over."""
    prefix = tmp_path_factory.mktemp("installed") / "综合 考核"
    done = install(house, linked, prefix)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert f"{prefix}/bin/scoring" in done.stdout
    return prefix


def install(house: Path, linked: Path, prefix: Path) -> subprocess.CompletedProcess[str]:
    python = os.path.realpath(sysconfig.get_config_var("BINDIR") + "/python3")
    return run("sh", house / "install.sh", "--prefix", prefix, "--python", python, cwd=house.parent, PYTHONPATH=str(linked))


def test_the_installed_program_scores_from_another_folder_without_network(installed: Path, linked: Path, tmp_path: Path) -> None:
    folder = mini.make(tmp_path / "mini")
    (tmp_path / "scoring").mkdir()  # a folder of this name beside the user is not taken for the program
    command = [installed / "bin" / "scoring", "run", folder, "--no-documents", "--out", tmp_path / "out"]
    done = run(*command, cwd=tmp_path, PYTHONPATH=str(linked))
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (tmp_path / "out").iterdir()
    assert (made / "results.duckdb").is_file()
    # What is shipped is found in the installation, not in this repository.
    done = run(installed / "bin" / "scoring", "criteria", "lint", "openness-2016", cwd=tmp_path, PYTHONPATH=str(linked))
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(installed / "bin" / "scoring", "run", "--help", cwd=tmp_path, PYTHONPATH=str(linked)).stdout.startswith(
        "Usage: scoring run "
    )


def test_what_is_shipped_lies_in_the_installation(installed: Path) -> None:
    (package,) = installed.glob("venv/lib/*/site-packages/scoring")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    places = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {"criteria", "templates"} <= set(places)
    shipped = [package.parent / place / file.relative_to(ROOT / folder) for folder, place in places.items() for file in files_under(folder)]
    assert [file for file in shipped if not file.is_file()] == []
    own = [package.parent / file.relative_to(ROOT) for file in files_under("scoring")]
    assert [file for file in own if not file.is_file()] == []
    assert {"app.js", "app.css"} <= {file.name for file in own}  # the explorer, as it is bundled


def test_the_same_sources_give_the_same_bytes(house: Path, tmp_path: Path) -> None:
    build(tmp_path / "again", Wanted(libraries=False))
    assert (tmp_path / "again" / "SHA256SUMS").read_bytes() == (house / "SHA256SUMS").read_bytes()


def test_the_sums_name_every_file(house: Path) -> None:
    read = [line.split("  ", 1) for line in (house / "SHA256SUMS").read_text("utf-8").splitlines()]
    lines = {name: digest for digest, name in read}
    files = {file.relative_to(house).as_posix(): file for file in house.rglob("*") if file.is_file()}
    assert set(files) - set(lines) == {"SHA256SUMS"}
    assert {name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in lines} == lines
    assert {"install.sh", "README.md", "LICENSE", "NOTICE", "requirements.txt", "example/assessment.yaml"} <= set(lines)


def test_a_changed_file_stops_the_installation_and_the_earlier_one_stays(
    house: Path, linked: Path, installed: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-r", house, copy], check=True)
    (wheel,) = (copy / "wheels").glob("scoring-*.whl")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("scoring/more.py", "")
    before = sorted(installed.iterdir())
    done = install(copy, linked, installed)
    assert done.returncode == 1
    assert "文件与 SHA256SUMS 不符，请重新拷贝" in done.stderr
    assert sorted(installed.iterdir()) == before
    assert [file.name for file in installed.parent.iterdir()] == [installed.name]


def test_a_folder_with_something_else_is_left_alone(house: Path, linked: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("mine", "utf-8")
    done = install(house, linked, tmp_path)
    assert (done.returncode, "目录非空，且不是本程序的安装目录" in done.stderr) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["own.txt"]


def test_every_library_that_is_imported_is_among_the_wheels() -> None:
    names = wheels.needed(ROOT, frozenset({"documents"}))
    assert {"duckdb", "polars", "weasyprint", "fonttools", "brotli", "typing-extensions"} <= names
    assert names & {"pytest", "mypy", "pyspark", "colorama"} == set()
    assert {"pyspark", "py4j", "sqlglot"} <= wheels.needed(ROOT, frozenset({"spark"}))


def test_the_packages_of_the_libraries_are_known() -> None:
    names = debian.owners(debian.linked())
    assert {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libfontconfig1"} <= names
    assert names & debian.OF_THE_SYSTEM == set()
