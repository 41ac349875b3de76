"""Wheel and source archive of one commit: ``make dist [COMMIT=HEAD]``. The same commit gives the same bytes, wherever and whenever.

It is built from what the commit holds, not from the folder: what lies about in a working copy does not get in. Times in the archives
are the time of the commit. It is built twice, from folders of other names with other times and permissions, and compared.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools.supply.locked import ROOT

DIST = ROOT / "dist"
_OTHER_UMASK = 0o077


def build(commit: str, out: Path, *, source: Path = ROOT, umask: int = 0o022) -> list[Path]:
    """Build wheel and source archive of a commit into a folder.

    Args:
        commit: Any name of a commit.
        out: The folder; made where it is not there.
        source: The repository.
        umask: Permissions that files of the copy are made without.

    Returns:
        The files that were made, sorted.
    """
    out.mkdir(parents=True, exist_ok=True)
    before = set(out.iterdir())
    # The word in the name differs from call to call: a path that got into an archive would show.
    with tempfile.TemporaryDirectory(prefix="scoring-build-") as folder:
        copy = Path(folder) / "source"
        _unpack(commit, copy, source, umask)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(out.resolve())]
        # Python that imports writes no bytecode into the copy; hatchling takes its time from the variable.
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(commit_time(commit, source)), "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)  # noqa: S603 - fixed words
    return sorted(set(out.iterdir()) - before)


def _unpack(commit: str, copy: Path, source: Path, umask: int) -> None:
    packed = subprocess.run(["git", "archive", "--format=tar", commit], cwd=source, check=True, capture_output=True).stdout  # noqa: S603, S607 - git from PATH
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(copy, filter="data")
    for path in copy.rglob("*"):
        path.chmod(path.stat().st_mode & ~umask)
        os.utime(path)


def commit_time(commit: str, source: Path = ROOT) -> int:
    """When a commit was made, in seconds since 1970."""
    words = ["git", "log", "-1", "--format=%ct", commit]
    return int(subprocess.run(words, cwd=source, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - git from PATH


def build_twice(commit: str, out: Path, source: Path = ROOT) -> list[Path]:
    """Build twice and keep one; raises SystemExit where they differ.

    Args:
        commit: Any name of a commit.
        out: A folder, which then holds these files and no earlier ones.
        source: The repository.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        first = build(commit, Path(folder) / "first", source=source)
        second = build(commit, Path(folder) / "second", source=source, umask=_OTHER_UMASK)
        if differing := [one.name for one, other in zip(first, second, strict=True) if digest(one) != digest(other)]:
            raise SystemExit(f"built twice, and not the same: {', '.join(differing)}")
        out.mkdir(exist_ok=True)
        for file in out.iterdir():
            file.unlink()
        return sorted(Path(shutil.move(file, out / file.name)) for file in first)


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> None:
    """Build, compare, print the sums."""
    parser = argparse.ArgumentParser(prog="make dist", description="Build wheel and source archive of a commit, twice to the same bytes.")
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--out", type=Path, default=DIST)
    options = parser.parse_args()
    for file in build_twice(options.commit, options.out):
        print(f"{digest(file)}  {file.name} ({file.stat().st_size / 1e6:.1f} MB)")
    print("Built twice, from two folders, to the same bytes.")


if __name__ == "__main__":
    main()
