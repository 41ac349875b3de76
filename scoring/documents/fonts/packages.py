"""Debian packages: download without installing, and take single files out of them."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tarfile
from collections.abc import Collection, Iterator
from pathlib import Path

from scoring.documents.fonts.roles import Package
from scoring.problems import Problem, ProblemsFound


def download(packages: Collection[Package], folder: Path) -> None:
    """Fetch the packages with ``apt-get download`` into a folder; nothing is installed.

    Raises ProblemsFound D003 (not a Debian system) or D004 (not to be had).
    """
    if not shutil.which("apt-get"):
        raise ProblemsFound([Problem("D003", found="apt-get", args={"packages": " ".join(p.name for p in packages)})])
    names = [package.name for package in packages]
    done = subprocess.run(["apt-get", "download", *names], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603, S607 - fixed words, apt from PATH
    if done.returncode:
        found = next((line for line in done.stderr.splitlines() if line.startswith("E:")), f"apt-get: {done.returncode}")
        raise ProblemsFound([Problem("D004", found=found, args={"packages": " ".join(names)})])


def find(package: Package, folder: Path) -> Path:
    """The package's .deb file in a folder, the newest by name; raises ProblemsFound D005."""
    files = sorted(folder.glob(f"{package.name}_*.deb"))
    if not files:
        raise ProblemsFound([Problem("D005", str(folder), found=f"{package.name}_*.deb", args={"package": package.name})])
    return files[-1]


def version(deb: Path) -> str:
    """The version of a .deb file; raises ProblemsFound D003, D006."""
    return _dpkg(deb, "--field", str(deb), "Version").decode().strip()


def take(deb: Path, wanted: Collection[str]) -> dict[str, bytes]:
    """Files out of a .deb by name, or by path where the wanted name has slashes.

    Args:
        deb: The package file.
        wanted: Names such as ``FandolKai-Regular.otf`` or paths such as ``usr/share/doc/x/copyright``.

    Returns:
        Content by wanted name. Raises ProblemsFound D003, D006 (unreadable) or D007 (a file is missing).
    """
    found: dict[str, bytes] = {}
    with _archive(deb) as archive:
        for member in archive:
            path = member.name.removeprefix("./")
            name = path if path in wanted else path.rpartition("/")[2]
            stream = archive.extractfile(member) if name in wanted and member.isreg() else None
            if stream:
                found[name] = stream.read()
    if missing := [Problem("D007", str(deb), found=name) for name in wanted if name not in found]:
        raise ProblemsFound(missing)
    return found


@contextlib.contextmanager
def _archive(deb: Path) -> Iterator[tarfile.TarFile]:
    """The file tree of a .deb as a tar stream; dpkg-deb knows every compression Debian uses."""
    _need_dpkg()
    command = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - no shell
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                yield archive
        except (tarfile.TarError, EOFError):
            raise ProblemsFound([Problem("D006", str(deb))]) from None
        finally:
            process.communicate()


def _dpkg(deb: Path, *words: str) -> bytes:
    _need_dpkg()
    done = subprocess.run(["dpkg-deb", *words], capture_output=True, check=False)  # noqa: S603, S607 - no shell, dpkg from PATH
    if done.returncode:
        raise ProblemsFound([Problem("D006", str(deb), found=done.stderr.decode(errors="replace").strip())])
    return done.stdout


def _need_dpkg() -> None:
    if not shutil.which("dpkg-deb"):
        raise ProblemsFound([Problem("D003", found="dpkg-deb", args={"packages": "dpkg"})])
