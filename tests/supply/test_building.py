"""Builds of a commit, their bill of materials, and the steps of a release, in a small repository made for it."""

from __future__ import annotations

import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools.supply import release as releasing
from tools.supply import sbom
from tools.supply.building import build_twice, digest
from tools.supply.locked import locked_packages
from tools.supply.release import CHECKS, Release, go

PROJECT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\nname = "little"\nversion = "1.2"\n'
CHANGES = "# Changelog\n\n## Unreleased\n\n## 1.2\n\n- It is there.\n"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=one", "-c", "user.email=one@example.org"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """A repository with one package, a changelog and a sample, committed."""
    root = tmp_path / "little"
    files = {
        "pyproject.toml": PROJECT,
        "CHANGELOG.md": CHANGES,
        "little/__init__.py": "",
        "little/run.sh": "#!/bin/sh\n",
        "tests/released/1.2/criteria.yaml": "id: x\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / "little/run.sh").chmod(0o755)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one", "--date", "2026-01-02T03:04:06Z")
    return root


def test_a_commit_gives_the_same_bytes_twice_and_only_what_it_holds(little: Path, tmp_path: Path) -> None:
    (little / "little" / "secret.py").write_text("lies about", "utf-8")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "little-1.1.whl").write_text("an earlier one", "utf-8")
    wheel, source = build_twice("HEAD", tmp_path / "dist", little)
    assert sorted(file.name for file in (tmp_path / "dist").iterdir()) == [wheel.name, source.name]
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.startswith("little/")] == ["little/__init__.py", "little/run.sh"]
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
    assert (modes["little/run.sh"], modes["little/__init__.py"]) == (0o755, 0o644)
    with tarfile.open(source) as archive:
        members = archive.getmembers()
    assert {member.mtime for member in members} == {int(git(little, "log", "-1", "--format=%ct"))}
    assert not [member.name for member in members if "secret" in member.name]


def test_builds_that_differ_are_not_kept(little: Path, tmp_path: Path) -> None:
    # A hook that writes something new each time stands for whatever could make a build differ.
    (little / "pyproject.toml").write_text(
        PROJECT + '[tool.hatch.build.hooks.custom]\n[tool.hatch.build]\nartifacts = ["*.stamp"]\n', "utf-8"
    )
    (little / "hatch_build.py").write_text(
        "import uuid, pathlib\nfrom hatchling.builders.hooks.plugin.interface import BuildHookInterface\n"
        "class Hook(BuildHookInterface):\n    def initialize(self, version, data):\n"
        "        pathlib.Path(self.root, 'little', 'a.stamp').write_text(str(uuid.uuid4()))\n",
        "utf-8",
    )
    git(little, "add", "-A")
    git(little, "commit", "-q", "-m", "two")
    with pytest.raises(SystemExit, match=r"built twice, and not the same: little-1\.2"):
        build_twice("HEAD", tmp_path / "dist", little)
    assert not (tmp_path / "dist").exists()


def test_the_bill_of_materials_fits_its_schema_and_names_what_the_wheel_is_made_of(tmp_path: Path) -> None:
    wheel = tmp_path / "scoring-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    packages = [
        one
        for one in locked_packages()
        if one.scope == "bundled" or one.name in {"duckdb", "polars", "polars-runtime-32", "pyphen", "pytest"}
    ]
    text = sbom.bill(wheel, packages, 0)
    assert sbom.mistakes(text) == ""
    assert sbom.bill(wheel, packages, 0) == text
    told = json.loads(text)
    whole = told["metadata"]["component"]
    assert whole["hashes"] == [{"alg": "SHA-256", "content": digest(wheel)}]
    assert {part["name"] for part in whole["components"]} >= {"preact", "d3-scale", "virtual-core"}
    libraries = {part["name"]: part for part in told["components"]}
    assert set(libraries) == {"duckdb", "polars", "polars-runtime-32", "pyphen"}  # what only checks is no part of it
    assert (libraries["duckdb"]["scope"], libraries["pyphen"]["scope"]) == ("required", "optional")
    assert libraries["pyphen"]["licenses"] == [{"expression": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}]
    needs = {entry["ref"].partition("@")[0]: entry.get("dependsOn", []) for entry in told["dependencies"]}
    assert needs["pkg:pypi/polars"] == [libraries["polars-runtime-32"]["bom-ref"]]
    assert libraries["polars-runtime-32"]["bom-ref"] not in needs["pkg:pypi/scoring"]
    assert "version" in sbom.mistakes(text.replace('"specVersion": "1.6"', '"specVersion": "1.6", "version": "one"'))


def test_a_release_is_checked_step_by_step(little: Path) -> None:
    assert go(Release("1.2", little), CHECKS, is_dry=False) == []
    (little / "CHANGELOG.md").write_text(CHANGES.replace("Unreleased\n", "Unreleased\n\n- Not told yet.\n"), "utf-8")
    git(little, "tag", "v1.2")
    assert go(Release("1.2", little), CHECKS, is_dry=True) == [
        "v1.2 is there already",
        "1 files are not as in the commit: M CHANGELOG.md",
        "CHANGELOG.md has lines under Unreleased",
    ]
    assert go(Release("1.03", little), CHECKS, is_dry=False) == ["write the version as 1.3"]
    assert go(Release("1.3", little), CHECKS[2:], is_dry=True) == [
        "pyproject.toml says 1.2",
        "CHANGELOG.md has no section 1.3 with a line in it",
        "tests/released/1.3 is missing: make samples",
    ]
    assert go(Release("next", little), CHECKS, is_dry=False) == ["'next' is no version"]


def test_a_dry_run_and_a_failed_step_tag_nothing_and_a_release_tags(
    little: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(releasing, "ROOT", little)
    monkeypatch.setattr(releasing, "Release", lambda version, advisories: Release(version, little, little / "dist", advisories))
    monkeypatch.setattr(releasing, "LONG", ())  # the suite itself, and what needs the network
    monkeypatch.setattr(releasing, "BUILDS", (releasing.has_sums,))
    (little / ".git/info/exclude").write_text("dist\n", "utf-8")
    (little / "dist").mkdir()
    (little / "dist" / "file").write_bytes(b"abc")
    assert releasing.main(["1.2", "--dry-run"]) == 0
    assert (git(little, "tag"), "nothing was tagged" in capsys.readouterr().out) == ("", True)
    assert releasing.main(["1.3"]) == 1
    assert git(little, "tag") == ""
    git(little, "config", "user.name", "one")
    git(little, "config", "user.email", "one@example.org")
    assert releasing.main(["1.2"]) == 0
    assert git(little, "tag") == "v1.2"
    assert (little / "dist" / "SHA256SUMS").read_text("utf-8") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  file\n"
    assert "git push origin v1.2" in capsys.readouterr().out
