"""Virtual environments beside the project's own: made fresh, with the packages of a list, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SOURCE_ONLY = "pyspark"  # published without a wheel


@dataclass(frozen=True)
class Environment:
    """A virtual environment.

    Args:
        folder: Where it is.
    """

    folder: Path

    @classmethod
    def fresh(cls, folder: Path) -> Environment:
        """Make it anew, with the Python that runs this."""
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)  # noqa: S603 - fixed words
        return cls(folder)

    def program(self, name: str) -> str:
        """Path of a program in it."""
        return str(self.folder.resolve() / "bin" / name)

    def install(self, *words: str) -> None:
        """Run pip's install with these words; raises SystemExit where it fails."""
        quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
        done = subprocess.run([self.program("python"), "-m", "pip", "install", *quiet, *words], check=False, capture_output=True, text=True)  # noqa: S603 - no shell
        if done.returncode:
            raise SystemExit(f"pip install {' '.join(words)}:\n{done.stdout}{done.stderr}")

    def run(self, words: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a program of it in a folder, with nothing of the caller's Python around it."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
        command = [self.program(str(words[0])), *map(str, words[1:])]
        return subprocess.run(command, cwd=cwd, env=environment | {"LANG": "C.UTF-8"}, check=False, capture_output=True, text=True)  # noqa: S603 - no shell
