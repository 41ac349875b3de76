"""Prepare a release: ``make release VERSION=0.2.0 [DRY_RUN=1]``. It never publishes: what it makes lies in dist/, and a tag in git.

Every step is a check or makes something, in order; the first that fails ends it with its reason, and nothing is tagged. A dry run
does everything but the tag, tells every step that fails instead of ending at the first, and may be made in a folder with changes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from tools.supply import vulnerabilities
from tools.supply.building import DIST, build_twice, digest
from tools.supply.locked import ROOT

RELEASED = "tests/released"  # one folder per released version: files of it that later versions must read


@dataclass(frozen=True)
class Release:
    """What is to be released.

    Args:
        version: As pyproject.toml must have it.
        root: The repository.
        out: Where the files go.
        advisories: Folder or archive of advisories; fetched where none is named.
    """

    version: str
    root: Path = ROOT
    out: Path = DIST
    advisories: Path | None = None

    @property
    def tag(self) -> str:
        """Name of the tag."""
        return f"v{self.version}"

    def git(self, *words: str) -> str:
        """What git answers."""
        return subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603, S607 - git from PATH


Step = Callable[[Release], str]


def is_a_version(release: Release) -> str:
    """The version is one by PEP 440, in its plain form, and not in git yet."""
    try:
        plain = str(Version(release.version))
    except InvalidVersion:
        return f"{release.version!r} is no version"
    if plain != release.version:
        return f"write the version as {plain}"
    return f"{release.tag} is there already" if release.git("tag", "--list", release.tag) else ""


def is_clean(release: Release) -> str:
    """Nothing is changed or new in the folder: the build is of the commit."""
    changed = release.git("status", "--porcelain").splitlines()
    return f"{len(changed)} files are not as in the commit: {changed[0]}" if changed else ""


def is_the_project_version(release: Release) -> str:
    """pyproject.toml has the version."""
    found = tomllib.loads((release.root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return "" if found == release.version else f"pyproject.toml says {found}"


def is_in_the_changelog(release: Release) -> str:
    """CHANGELOG.md has a section of the version with something in it, and nothing is left under Unreleased."""
    sections = dict(_sections((release.root / "CHANGELOG.md").read_text("utf-8")))
    if not re.search(r"^- ", sections.get(release.version, ""), re.MULTILINE):
        return f"CHANGELOG.md has no section {release.version} with a line in it"
    return "CHANGELOG.md has lines under Unreleased" if re.search(r"^- ", sections.get("Unreleased", ""), re.MULTILINE) else ""


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        yield title.split()[0].strip("[]"), body


def has_samples(release: Release) -> str:
    """Files of this version lie under tests/released, which every later version must read (docs/upkeep.md)."""
    folder = release.root / RELEASED / release.version
    return "" if folder.is_dir() and any(folder.iterdir()) else f"{RELEASED}/{release.version} is missing: make samples"


def _by(*words: str) -> Step:
    """A step that runs a command and is right when that ends with 0."""

    def step(release: Release) -> str:
        done = subprocess.run(words, cwd=release.root, check=False)  # noqa: S603 - no shell
        return f"{' '.join(words)}: exit code {done.returncode}" if done.returncode else ""

    step.__doc__ = " ".join(words)
    return step


def builds(release: Release) -> str:
    """Wheel and source archive, twice to the same bytes."""
    for file in build_twice("HEAD", release.out, release.root):
        print(f"  {file.name}")
    return ""


def has_a_bill(release: Release) -> str:
    """The bill of materials, which fits its schema."""
    from tools.supply import sbom

    (wheel,) = release.out.glob("*.whl")
    print(f"  {sbom.write(wheel).name}")
    return ""


def has_sums(release: Release) -> str:
    """SHA256SUMS over what was made."""
    files = sorted(file for file in release.out.iterdir() if file.name != "SHA256SUMS")
    (release.out / "SHA256SUMS").write_text("".join(f"{digest(file)}  {file.name}\n" for file in files), "utf-8")
    return ""


def has_no_known_vulnerability(release: Release) -> str:
    """Every locked package is held against advisories, and nothing is known; "not checked" is not enough."""
    code = vulnerabilities.main(["--advisories", str(release.advisories)] if release.advisories else [])
    return f"vulnerabilities: exit code {code}" if code else ""


_TOOLS = (sys.executable, "-m")
CHECKS: tuple[Step, ...] = (is_a_version, is_clean, is_the_project_version, is_in_the_changelog, has_samples)
LONG: tuple[Step, ...] = (
    _by("make", "test"),
    _by(*_TOOLS, "tools.supply.licences", "--out", "build/supply/licences.md"),
    has_no_known_vulnerability,
    _by(*_TOOLS, "tools.supply.installed"),
)
BUILDS: tuple[Step, ...] = (builds, has_a_bill, has_sums)


def go(release: Release, steps: Sequence[Step], *, is_dry: bool) -> list[str]:
    """Take the steps; returns why some failed: the first only, unless it is a dry run."""
    failed: list[str] = []
    for step in steps:
        print((step.__doc__ or "").partition("\n")[0], flush=True)
        try:
            why = step(release)
        except (SystemExit, subprocess.CalledProcessError, OSError) as error:
            why = str(error)
        if why:
            print(f"  NOT SO: {why}", flush=True)
            failed.append(why)
            if not is_dry:
                break
    return failed


def main(words: Sequence[str] | None = None) -> int:
    """Take every step, then tag."""
    parser = argparse.ArgumentParser(prog="make release", description="Prepare a release; nothing is published.")
    parser.add_argument("version")
    parser.add_argument("--dry-run", action="store_true", help="check and build, tell all that is wrong, tag nothing")
    parser.add_argument("--advisories", type=Path, help="folder or .zip in OSV format; fetched where nothing is named")
    parser.add_argument("--quick", action="store_true", help="with --dry-run: without the tests and reports, which take long")
    options = parser.parse_args(words)
    if options.quick and not options.dry_run:
        parser.error("--quick only with --dry-run")
    release = Release(options.version, advisories=options.advisories)
    failed = go(release, [*CHECKS, *(() if options.quick else LONG), *BUILDS], is_dry=options.dry_run)
    if failed:
        print(f"Not released: {len(failed)} things are not as they must be.")
        return 1
    if options.dry_run:
        print(f"{release.tag} could be released; nothing was tagged.")
        return 0
    release.git("tag", "--annotate", release.tag, "--message", f"scoring {release.version}")
    print(f"Tagged {release.tag}; files in {release.out.relative_to(release.root)}/.")
    print(f"To publish: git push origin {release.tag}, and the files by hand.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
