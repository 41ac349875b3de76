"""The folder from its parts; written beside and renamed, so that a build that fails leaves nothing half done."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.wheelhouse import debian, wheels

ROOT = Path(__file__).resolve().parents[2]
BESIDE = Path(__file__).resolve().parent / "beside"  # install.sh and the two pages to read
EXAMPLE = ROOT / "data" / "linjiang-2016"


@dataclass(frozen=True)
class Wanted:
    """What goes in.

    Args:
        extras: Extras of pyproject.toml: ``documents``, ``spark``.
        libraries: The wheels of the libraries and the Debian packages too; without them only what is made here.
    """

    extras: frozenset[str] = frozenset({"documents"})
    libraries: bool = True


def build(out: Path, wanted: Wanted) -> None:
    """Make the folder ``out``: wheels, Debian packages, the example, install.sh, what to read, and SHA256SUMS over all of it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as passing:
        folder = Path(passing) / "made"
        _fill(folder, wanted)
        _write_sums(folder)
        shutil.rmtree(out, ignore_errors=True)
        folder.rename(out)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
    print(f"{out}: {size:.0f} MB. On the other machine: sh install.sh --prefix DIR")


def _fill(folder: Path, wanted: Wanted) -> None:
    shutil.copytree(BESIDE, folder)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(EXAMPLE, folder / "example", ignore=shutil.ignore_patterns("out", "__pycache__", "generat*"))
    target = {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", "machine": platform.machine(), "system": debian.system()}
    (folder / "target").write_text("".join(f"{key}={value}\n" for key, value in target.items()), "utf-8")
    made = folder / "wheels"
    made.mkdir()
    wheels.build_own(ROOT, made)
    if wanted.libraries:
        wheels.fetch(ROOT, made, wanted.extras)
        if "documents" in wanted.extras:
            debian.fetch_libraries(folder / "libraries")
            debian.fetch_fonts(folder / "fonts")
    (folder / "requirements.txt").write_text(wheels.pinned(made), "utf-8")
    wheels.copy_pip(folder / "pip")


def _write_sums(folder: Path) -> None:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
