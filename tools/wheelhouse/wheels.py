"""Wheels: our own, built here, and those of the libraries, each checked by the hash that requirements.lock has of it."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

SOURCE_ONLY = {"pyspark"}  # published without a wheel: built here


def build_own(root: Path, folder: Path) -> None:
    """The wheel of scoring; the same sources give the same bytes."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder.resolve())]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words


def fetch(root: Path, folder: Path, extras: frozenset[str]) -> None:
    """Download the wheels that scoring needs here with these extras; a file whose hash is not in the lock is refused by pip."""
    names = needed(root, extras)
    source = names & SOURCE_ONLY
    _pip("download", blocks_of(root, names - source), folder, "--only-binary", ":all:")
    if source:
        _pip("wheel", blocks_of(root, source), folder, "--no-build-isolation", "--wheel-dir", str(folder))


def blocks_of(root: Path, names: set[str]) -> list[str]:
    """The lines of requirements.lock for packages, each with the hashes of its files; raises SystemExit where it lacks one."""
    blocks: dict[str, list[str]] = {}
    for name, lines in _blocks((root / "requirements.lock").read_text("utf-8")):
        blocks.setdefault(name, []).append(lines)  # a name may have one block per Python
    if lacking := sorted(names - set(blocks)):
        raise SystemExit(f"requirements.lock lacks {', '.join(lacking)}: make lock")
    return [lines for name in sorted(names) for lines in blocks[name]]


def needed(root: Path, extras: frozenset[str]) -> set[str]:
    """Names of all libraries that scoring needs on this platform, by what the installed ones declare."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    todo = [Requirement(line) for line in project["dependencies"]]
    todo += [Requirement(line) for extra in sorted(extras) for line in project["optional-dependencies"][extra]]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        asked = todo.pop()
        key = (str(canonicalize_name(asked.name)), frozenset(asked.extras))
        if key in seen:
            continue
        seen.add(key)
        declared = [Requirement(line) for line in metadata.requires(asked.name) or ()]
        todo += [each for each in declared if _applies(each, asked.extras)]
    return {name for name, _ in seen}


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras})


def _blocks(lock: str) -> Iterator[tuple[str, str]]:
    """(name, its lines) of every package in a lock file."""
    for block in re.split(r"\n(?=[a-z])", lock):
        yield block.partition("==")[0], block


def _pip(verb: str, blocks: list[str], folder: Path, *words: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(blocks) + "\n")
        listed.flush()
        where = ["--dest", str(folder)] if verb == "download" else []
        command = [sys.executable, "-m", "pip", verb, "--quiet", "--no-deps", "--require-hashes", *where, *words, "-r", listed.name]
        subprocess.run(command, check=True)  # noqa: S603 - no shell


def pinned(folder: Path) -> str:
    """One line per wheel of a folder for ``pip install --require-hashes``."""
    lines = []
    for file in sorted(folder.glob("*.whl")):
        name, version, *_ = parse_wheel_filename(file.name)
        lines.append(f"{name}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n")
    return "".join(lines)


def copy_pip(folder: Path) -> None:
    """The wheel of pip that comes with Python: the other machine may have a Python without pip."""
    import ensurepip

    bundled = Path(ensurepip.__file__).parent / "_bundled"
    found = sorted(bundled.glob("pip-*.whl")) or sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"))  # the latter: Debian
    if not found:
        raise SystemExit("this Python has no wheel of pip beside ensurepip (on Debian: apt-get install python3-pip-whl)")
    folder.mkdir()
    shutil.copy(found[-1], folder)
