"""The tests with the oldest versions that pyproject.toml allows: ``make oldest [TESTS=...]``. Needs uv and the network, as ``make lock``.

What is asked for directly is taken at its lower bound, what that needs at the newest version that fits: so a bound that is too low
shows, and nothing is held against versions that nobody would get.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.supply.environments import SOURCE_ONLY, Environment
from tools.supply.locked import ROOT

HERE = ROOT / "build" / "supply" / "oldest"
_COMMAND = ("uv", "pip", "compile", "pyproject.toml", "--all-extras", "--group", "dev", "--resolution", "lowest-direct")
_QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet")


def resolve(python: str) -> list[str]:
    """One line ``name==version`` per package at its oldest, for a Python such as ``3.11``."""
    if shutil.which("uv") is None:
        raise SystemExit("uv is not there: it is needed to find the oldest versions that fit together")
    done = subprocess.run([*_COMMAND, *_QUIET, "--python-version", python], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - fixed words
    return [line for line in done.stdout.splitlines() if re.match(r"[a-z]", line)]


def make(folder: Path, lines: Sequence[str]) -> Environment:
    """A fresh environment with these packages and the sources of scoring."""
    made = Environment.fresh(folder)
    source = [line for line in lines if line.startswith(SOURCE_ONLY)]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(line for line in lines if line not in source) + "\n")
        listed.flush()
        made.install("--only-binary", ":all:", "-r", listed.name)
    for line in source:
        made.install("--no-deps", "--no-build-isolation", line)
    made.install("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    return made


def main() -> int:
    """Resolve, install, run the tests that are named (all by default)."""
    parser = argparse.ArgumentParser(prog="make oldest", description="Run the tests with the oldest allowed versions.")
    parser.add_argument("tests", nargs="*", help="words for pytest, such as tests/intake; everything by default")
    options, more = parser.parse_known_args()
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    lines = resolve(python)
    print(f"Python {python}: {' '.join(lines)}", flush=True)
    made = make(HERE, lines)
    words = [made.program("python"), "-m", "pytest", "-q", "-p", "no:cacheprovider", *options.tests, *more]
    return subprocess.run(words, cwd=ROOT, check=False).returncode  # noqa: S603 - no shell


if __name__ == "__main__":
    raise SystemExit(main())
