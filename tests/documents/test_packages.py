"""Taking files out of Debian packages without installing them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scoring.documents.fonts import packages
from scoring.documents.fonts.roles import Package
from scoring.problems import ProblemsFound, sentence

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
PACKAGE = Package("tiny-fonts", "usr/share/doc/tiny-fonts/copyright")


@pytest.fixture
def deb(tmp_path: Path) -> Path:
    """A package of two files with the same name in different folders, and a licence."""
    tree = tmp_path / "tree"
    for name, text in {
        "usr/share/fonts/a/Tiny.otf": "font",
        "usr/share/doc/tiny-fonts/copyright": "free",
        "usr/lib/copyright": "other",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        "Package: tiny-fonts\nVersion: 1.2-3\nArchitecture: all\nMaintainer: Nobody <n@example.org>\nDescription: test\n"
    )
    subprocess.run(
        ["dpkg-deb", "--build", "--root-owner-group", str(tree), str(tmp_path / "tiny-fonts_1.2-3_all.deb")],
        check=True,
        capture_output=True,
    )
    return tmp_path / "tiny-fonts_1.2-3_all.deb"


def test_files_are_taken_by_name_or_by_path(deb: Path) -> None:
    assert packages.find(PACKAGE, deb.parent) == deb
    assert packages.version(deb) == "1.2-3"
    taken = packages.take(deb, {"Tiny.otf", PACKAGE.licence_file})
    assert taken == {"Tiny.otf": b"font", PACKAGE.licence_file: b"free"}


def test_a_file_that_is_not_in_the_package_is_named(deb: Path) -> None:
    with pytest.raises(ProblemsFound) as error:
        packages.take(deb, {"Tiny.otf", "Gone.otf"})
    assert [(p.code, p.found) for p in error.value.problems] == [("D007", "Gone.otf")]


def test_a_broken_package_is_a_problem_not_a_traceback(deb: Path) -> None:
    deb.write_bytes(deb.read_bytes()[:200])
    for act in (lambda: packages.take(deb, {"Tiny.otf"}), lambda: packages.version(deb.with_name("none.deb"))):
        with pytest.raises(ProblemsFound) as error:
            act()
        assert [p.code for p in error.value.problems] == ["D006"]


def test_a_missing_package_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as error:
        packages.find(PACKAGE, tmp_path)
    assert "apt-get download tiny-fonts" in sentence(error.value.problems[0])


def test_without_apt_the_problem_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProblemsFound) as error:
        packages.download([PACKAGE], tmp_path)
    assert [(p.code, p.found) for p in error.value.problems] == [("D003", "apt-get")]


def test_a_failed_download_shows_what_apt_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "apt-get"
    fake.write_text("#!/bin/sh\necho 'W: slow' >&2\necho 'E: Unable to locate package' >&2\nexit 100\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ProblemsFound) as error:
        packages.download([PACKAGE], tmp_path)
    assert [(p.code, p.found) for p in error.value.problems] == [("D004", "E: Unable to locate package")]
    assert "apt-get update" in sentence(error.value.problems[0])
