"""Advisories in OSV format against the locked packages; all of these are invented."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tools.supply import vulnerabilities
from tools.supply.advisories import UnclearError, affects
from tools.supply.locked import Ecosystem, Package, locked_packages
from tools.supply.vulnerabilities import CLEAN, FOUND, NOT_CHECKED, main

DUCKDB = next(package for package in locked_packages() if package.name == "duckdb")
PREACT = next(package for package in locked_packages() if package.name == "preact")


def advisory(name: str = "duckdb", ecosystem: str = "PyPI", number: int = 1, **more: Any) -> dict[str, Any]:
    affected = {"package": {"ecosystem": ecosystem, "name": name}} | (more or {"versions": ["0"]})
    return {"id": f"OSV-0000-{number}", "modified": "2026-01-02T00:00:00Z", "summary": "An invented weakness", "affected": [affected]}


def ranged(*events: tuple[str, str], kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return {"ranges": [{"type": kind, "events": [{name: version} for name, version in events]}]}


def package(version: str, ecosystem: Ecosystem = "PyPI") -> Package:
    return Package(ecosystem, "duckdb", version, "run")


def written(folder: Path, *advisories: dict[str, Any]) -> Path:
    for number, each in enumerate(advisories):
        (folder / f"{number}.json").write_text(json.dumps(each), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("version", "told", "expected"),
    [
        ("1.2", {"versions": ["1.1", "1.2.0"]}, True),
        ("1.2", {"versions": ["1.1", "not a version"]}, False),
        ("1.2", ranged(("introduced", "0"), ("fixed", "1.3")), True),
        ("1.3", ranged(("introduced", "0"), ("fixed", "1.3")), False),
        ("1.3rc1", ranged(("introduced", "0"), ("fixed", "1.3")), True),
        ("1.3", ranged(("introduced", "1.3")), True),
        ("1.2.9", ranged(("introduced", "1.3")), False),
        ("1.3", ranged(("introduced", "0"), ("last_affected", "1.3")), True),
        ("1.3.post1", ranged(("introduced", "0"), ("last_affected", "1.3")), False),
        ("2.0", ranged(("introduced", "0"), ("fixed", "1.0"), ("introduced", "1.9"), ("fixed", "2.1")), True),
        ("1.5", ranged(("fixed", "2.1"), ("introduced", "1.9"), ("fixed", "1.0"), ("introduced", "0")), False),
        ("1.10", ranged(("introduced", "0"), ("fixed", "1.9")), False),  # not in the order of texts
        ("1.2", {"versions": ["9"]} | ranged(("introduced", "1.0"), kind="GIT"), False),
    ],
)
def test_a_version_is_inside_a_range_or_not(version: str, told: dict[str, Any], *, expected: bool) -> None:
    assert affects(advisory(**told), package(version)) is expected


@pytest.mark.parametrize(("version", "expected"), [("3.0.0-rc.2", True), ("3.0.0", False), ("2.9.9", True), ("0.9.0", False)])
def test_versions_of_npm_are_in_the_order_of_semantic_versions(version: str, *, expected: bool) -> None:
    told = ranged(("introduced", "1.0.0"), ("fixed", "3.0.0"), kind="SEMVER")
    assert affects(advisory(ecosystem="npm", **told), package(version, "npm")) is expected


def test_what_cannot_be_judged_is_not_taken_for_harmless() -> None:
    unclear: list[dict[str, Any]] = [ranged(("introduced", "newest")), {"ranges": []}]
    for told in unclear:
        with pytest.raises(UnclearError):
            affects(advisory(**told), package("1.0"))
    looked = vulnerabilities.look([advisory(**ranged(("introduced", "newest")))], [DUCKDB])
    assert "cannot be judged by itself: 'newest' is no version" in str(looked.known[0])


def test_another_package_and_another_ecosystem_do_not_count() -> None:
    everything = ranged(("introduced", "0"))
    looked = vulnerabilities.look([advisory("other", **everything), advisory(ecosystem="npm", **everything)], [DUCKDB])
    assert looked.known == []


def test_a_known_vulnerability_is_told_with_where_it_is_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hit, safe = (
        advisory("DuckDB", **ranged(("introduced", "0"), ("fixed", "99.1"))),
        advisory("preact", "npm", 2, **ranged(("introduced", "999.0.0"))),
    )
    assert main(["--advisories", str(written(tmp_path, hit, safe))]) == FOUND
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == f"KNOWN: duckdb {DUCKDB.version} (run): OSV-0000-1: An invented weakness; mended in 99.1"
    assert lines[0].endswith("held against 1 for PyPI, 1 for npm; the newest is of 2026-01-02.")
    assert len(lines) == 2


def test_nothing_known_is_said_only_where_every_ecosystem_was_looked_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one").mkdir()
    assert main(["--advisories", str(written(tmp_path / "one", advisory(**ranged(("introduced", "999")))))]) == NOT_CHECKED
    assert "NOT CHECKED: the packages of npm, for there is no advisory about any" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.writestr("a.json", json.dumps(advisory(**ranged(("introduced", "999")))))
        archive.writestr("b.json", json.dumps(advisory("preact", "npm", **ranged(("introduced", "999.0.0")))))
        archive.writestr("c.json", json.dumps(advisory() | {"withdrawn": "2026-01-03T00:00:00Z"}))
    assert main(["--advisories", str(tmp_path / "both.zip")]) == CLEAN
    assert capsys.readouterr().out.endswith("No known vulnerability.\n")


def test_without_advisories_it_says_that_nothing_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--advisories", str(tmp_path)]) == NOT_CHECKED
    assert main(["--advisories", str(tmp_path / "missing")]) == NOT_CHECKED
    monkeypatch.setattr(vulnerabilities, "FETCHED", tmp_path)
    monkeypatch.setattr(vulnerabilities, "fetch", lambda: "no network")
    assert main([]) == NOT_CHECKED
    assert capsys.readouterr().out.count("NOT CHECKED: ") == 3


def test_an_accepted_one_is_told_with_its_reason_and_an_entry_that_outlived_it_too() -> None:
    accepted = [{"id": f"OSV-0000-{number}", "package": "duckdb", "reason": "not reached"} for number in (1, 9)]
    looked = vulnerabilities.look([advisory(**ranged(("introduced", "0")))], [DUCKDB], accepted)
    assert looked.known == []
    text = vulnerabilities.printed(looked)
    assert "(not reached)" in text
    assert "no longer applies, take it out of tools/supply/advisories.yaml: OSV-0000-9 (duckdb)" in text


def test_a_file_that_is_no_advisory_ends_in_one_sentence(tmp_path: Path) -> None:
    for content in ("{", "[1]", '{"id": "X", "affected": 1}'):
        (tmp_path / "x.json").write_text(content, "utf-8")
        with pytest.raises(SystemExit, match="cannot be read as advisories in OSV format"):
            main(["--advisories", str(tmp_path)])
