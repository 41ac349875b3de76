"""Runs every command of the guide's pages, and writes anew what console blocks show: ``python tools/page_outputs.py [PAGE...]``.

tests/guide/test_commands.py runs the same and says which page is due. Pages begin in a place with the example assessments
(``data``), a finished run of the first (``out``) and reports as they come in (``reports``); each finds it untouched.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.pages import Block, blocks, is_chinese, pages  # noqa: E402 - the path above comes first, so that the script runs alone

EXAMPLES = ("linjiang-2016", "qingping-2021", "yunlan-2019")
REPORTS = ("chengyang.html", "minzheng.html")
UNKNOWN = "XXXXXXXX"  # stands in a page for the eight characters at the end of a run's name
_NEEDS_SHELL = re.compile(r"[|<>;&*?$`\\]|^\w+=|^(?:for|if|while) ", re.MULTILINE)
_RUN = re.compile(rf"[\w./-]*?([\w.]+)-{UNKNOWN}")


@dataclass(frozen=True)
class Said:
    """What a command printed, standard output and errors as a terminal shows them, and its exit code."""

    command: str
    text: str
    code: int


class Place:
    """A folder in which pages are run, each from the same beginning."""

    def __init__(self, folder: Path) -> None:
        self.root, self.kept = folder / "begun", folder / "kept"
        self.folder = self.root / "office"
        _programs(folder / "bin")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        self.environment = {**inherited, "SCORING_CACHE": str(self.root / "cache"), "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
        self.environment["PATH"] = f"{folder / 'bin'}:{os.environ['PATH']}"
        for name in EXAMPLES:
            shutil.copytree(ROOT / "data" / name, self.folder / "data" / name)
        (self.folder / "reports").mkdir()
        for name in REPORTS:
            shutil.copy(ROOT / "data" / "linjiang-2016" / "reports" / name, self.folder / "reports")
        self.chinese = True
        with self._entered():
            self.command("scoring run data/linjiang-2016 --out out --no-documents", 0)
        shutil.copytree(self.root, self.kept)

    def page(self, page: Path) -> list[tuple[Block, list[Said]]]:
        """Run all blocks of a page from the beginning; what was said by block.

        Raises ValueError (place, command, what was said) at the first command that ends otherwise than the page expects.
        """
        # What is kept of earlier readings is set back too: otherwise a page would say what another one did.
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)
        self.chinese = is_chinese(page)
        with self._entered():
            return [(block, list(self._block(block))) for block in blocks(page)]

    def _block(self, block: Block) -> Iterator[Said]:
        try:
            for key, value in block.marks:
                if key == "prepare":
                    self.command(value, 0)
            for key, mode in (("file", "w"), ("appended to", "a")):
                if name := block.value(key):
                    Path(name).parent.mkdir(parents=True, exist_ok=True)
                    with Path(name).open(mode, encoding="utf-8") as stream:
                        stream.write(block.text)
            if block.is_run:
                for command in typed(block):
                    yield self.command(command, block.exits)
        except ValueError as error:
            raise ValueError(f"{block.place}: {error}") from None

    def command(self, typed: str, code: int) -> Said:
        """Run what is typed; raises ValueError where it ends with another code."""
        line = _RUN.sub(self._newest, typed).replace("/srv/openness", str(self.folder))
        said = self._outside(line) if _NEEDS_SHELL.search(_bare(line)) or not _bare(line).startswith("scoring ") else self._inside(line)
        if said.code != code:
            raise ValueError(f"{line}\nended with {said.code}, not {code}:\n{said.text}")
        return replace(said, command=typed)

    def _newest(self, found: re.Match[str]) -> str:
        """The name of the newest run that is meant: the page does not know its last eight characters."""
        runs = sorted(Path().glob(found[0].replace(UNKNOWN, "?" * len(UNKNOWN))), key=lambda path: path.stat().st_mtime_ns)
        if not runs:
            raise ValueError(f"{found[0]}: there is no such run")
        return str(runs[-1])

    def _inside(self, line: str) -> Said:
        """One command of the program, without a process of its own."""
        from scoring.cli import main

        done = CliRunner().invoke(
            main, shlex.split(line, comments=True)[1:], env={"LC_ALL": None, "LC_MESSAGES": None, **self._variables()}
        )
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(line, done.output, done.exit_code)

    def _outside(self, line: str) -> Said:
        script = f"set -e\n{line}\n"
        done = subprocess.run(["/bin/sh", "-c", script], env=self._variables(), capture_output=True, text=True, check=False)  # noqa: S603 - the pages of this repository
        if line.startswith("cd "):
            os.chdir(shlex.split(line, comments=True)[1])
        return Said(line, done.stdout + done.stderr, done.returncode)

    def _variables(self) -> dict[str, str]:
        return {**self.environment, "LANG": "zh_CN.UTF-8" if self.chinese else "en_US.UTF-8"}

    @contextmanager
    def _entered(self) -> Iterator[None]:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            yield
        finally:
            os.chdir(before)


def _programs(folder: Path) -> None:
    """The commands ``scoring`` and ``python3`` for what a shell must run."""
    folder.mkdir(parents=True)
    for name, words in (("scoring", " -m scoring"), ("python3", "")):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec {sys.executable}{words} "$@"\n', "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)


def _bare(line: str) -> str:
    """A line without its comment and what is quoted, which no shell looks at."""
    return re.sub(r"'[^']*'|(?:^|\s)#.*", " ", line).strip()


def typed(block: Block) -> list[str]:
    """The commands of a block: lines after ``$`` of a console, else each line, or the whole where it is more than single lines."""
    if block.language == "cron":
        lines = [line for line in block.text.splitlines() if not line.startswith("#") and not re.match(r"\w+=", line)]
        return [line.split(maxsplit=5)[5] for line in lines]
    if block.language == "console":
        return [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
    if re.search(r"^(?:#!|if |for |while )|\\$|<<", block.text, re.MULTILINE):
        return [block.text]
    return [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]


def shown(block: Block) -> list[str]:
    """What a console block shows under each of its commands."""
    return [part.partition("\n")[2] for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]]


def agrees(shown: str, said: str) -> bool:
    """Whether a page shows what was said: ``…`` stands for anything in a line, and alone for any lines; X for unknown characters."""
    return re.fullmatch("".join(map(_line_pattern, _tidy(shown).splitlines())), _tidy(said) + "\n") is not None


def _line_pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return re.escape(line).replace(UNKNOWN, "[0-9a-f]{8}").replace("…", ".*") + r"\n"


def _tidy(text: str) -> str:
    """Text without blanks at the ends of its lines and blank lines at its own."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def renewed(page: Path, place: Place) -> str:
    """The text of a page whose console blocks show what is said today; what agrees already stays as it is."""
    text = page.read_text("utf-8")
    for block, said in reversed(place.page(page)):
        if block.language == "console" and said:
            parts = [
                f"$ {one.command}\n" + (old if agrees(old, one.text) else _tidy(hidden(one.text)) + "\n")
                for old, one in zip(shown(block), said, strict=True)
            ]
            text = text[: block.start] + "".join(parts) + text[block.start + len(block.text) :]
    return text


def hidden(text: str) -> str:
    """What was said, without what is another one on each machine and in each year."""
    text = re.sub(r"\d+(?= ?MB| files\b| values\)| tables,| 个文件(?:）|\n|，其中)| 项）| 张结果表)", "…", text.replace(str(ROOT), "…"))
    return re.sub(r"(?<=\w-)[0-9a-f]{8}\b", UNKNOWN, re.sub(r"\b[0-9a-f]{16}\b", "…", text))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for page in [Path(name).resolve() for name in sys.argv[1:]] or pages():
            page.write_text(renewed(page, place), "utf-8")
            print(f"{page.relative_to(ROOT)} written")
