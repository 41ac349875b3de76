"""Debian packages by the ordinary apt: the libraries that the PDF stack loads, and the fonts that are built on the other machine."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path

from scoring.documents.fonts.packages import download
from scoring.documents.fonts.roles import PACKAGES, Package

# What WeasyPrint loads by name (weasyprint/text/ffi.py) and what scoring loads for subsets; tools/setup.sh looks for the same.
LOADED = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
# The C library and what comes with its compiler belong to the system that runs them: another one beside it would not start.
OF_THE_SYSTEM = {"libc6", "libgcc-s1", "libstdc++6"}


def system() -> str:
    """Name and version of the system, such as ``debian 12``."""
    release = platform.freedesktop_os_release()
    return f"{release.get('ID', '')} {release.get('VERSION_ID', '')}".strip()


def fetch_libraries(folder: Path) -> None:
    """Download the packages of all shared libraries that are loaded when documents are printed."""
    folder.mkdir()
    download([Package(name, "") for name in sorted(owners(linked()))], folder)


def fetch_fonts(folder: Path) -> None:
    """Download the two packages that the fonts are built from; nothing that was built is passed on (NOTICE, section 3)."""
    folder.mkdir()
    download(PACKAGES, folder)


def linked() -> set[Path]:
    """The shared libraries that are loaded with those that are loaded by name."""
    loading = "import ctypes, sys; [ctypes.CDLL(n) for n in sys.argv[1:]]; print(open('/proc/self/maps').read())"
    before = _mapped(loading)
    return _mapped(loading, *LOADED) - before


def _mapped(code: str, *words: str) -> set[Path]:
    import sys

    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)  # noqa: S603 - fixed words
    found = {line.split()[-1] for line in done.stdout.splitlines() if ".so" in line}
    return {Path(name) for name in found if name.startswith("/")}


def owners(files: set[Path]) -> set[str]:
    """Names of the installed packages that own files; of the system's own none."""
    found = set()
    for file in sorted(files):
        # Where /lib is a link to /usr/lib, dpkg may know the file by either name.
        for name in (file, Path("/", *file.parts[2:])):
            done = subprocess.run(["dpkg-query", "--search", str(name)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - dpkg from PATH
            found |= {line.partition(":")[0] for line in done.stdout.splitlines()}
            if not done.returncode:
                break
        else:
            raise SystemExit(f"{file} is of no Debian package: install Pango by apt")
    return found - OF_THE_SYSTEM
