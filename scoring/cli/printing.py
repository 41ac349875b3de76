"""How the command line prints problems and progress, and its exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import click

from scoring.cli.colours import paint
from scoring.cli.progress import Live, clear, is_live
from scoring.cli.telling import echo, tell, tell_lines
from scoring.problems import Language, Problem, ProblemsFound, sentence, sort_problems

EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2
LANGUAGES = ("zh", "en")
FONT_NOTE = "D060"  # one note per face; five lines for one fact would drown the result
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
WAIT = click.option(
    "--wait", type=click.FloatRange(0), default=0, metavar="SECONDS", help="Wait so long while another command works there."
)


def default_language() -> Language:
    """Chinese, unless the locale is English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "zh"


def language() -> Language:
    """The language of this call."""
    context = click.get_current_context(silent=True)
    return cast("Language", context.find_root().obj if context and context.find_root().obj else default_language())


@contextmanager
def printed_problems(form: str, *, scoring: bool = False) -> Iterator[None]:
    """Print problems that end the command, once, sorted, and exit with 1; say that nothing was scored where that was the task."""
    try:
        yield
    except ProblemsFound as error:
        end_progress(form)
        print_problems(error.problems, form, final=True, scoring=scoring)
        sys.exit(EXIT_PROBLEMS)


def print_problems(problems: Iterable[Problem], form: str, *, final: bool = False, scoring: bool = False, most: int | None = None) -> None:
    """Problems as sentences on standard error, or as one JSON object on standard output; at most so many sentences."""
    found = sort_problems(problems)
    if form == "json":
        if final:
            echo(json.dumps({"status": "failed", "problems": [problem.as_dict(language()) for problem in found]}, ensure_ascii=False))
        return
    tell_lines(problem_lines(found, language(), most), err=True)
    if final:
        tell(_counted(found, language(), scoring=scoring), err=True)


def problem_lines(problems: Iterable[Problem], language: Language, most: int | None = None, *, fonts: bool = True) -> list[str]:
    """Problems as sentences, at most so many of them; substituted fonts as one line where they are wanted."""
    zh, found = language == "zh", sort_problems(problems)
    told = [problem for problem in found if problem.code != FONT_NOTE]
    lines = [_coloured(problem, language) for problem in told[:most]]
    if most and len(told) > most:
        lines.append(f"另有 {len(told) - most} 个问题" if zh else f"{len(told) - most} more problems")
    faces = [f"{problem.args.get('canonical', problem.where)}→{problem.found}" for problem in found if problem.code == FONT_NOTE]
    if fonts and faces:
        words = "以替代字体排印（单位有正版字体的，可在考核目录的 fonts.yaml 中指定）" if zh else "substituted fonts (see fonts.yaml)"
        lines.append(f"{words}：{'、'.join(faces)}")
    return lines


def _coloured(problem: Problem, language: Language) -> str:
    """The sentence with its code in the colour of its severity; what is an error begins with a red place."""
    text, code = sentence(problem, language), f"[{problem.code}]"
    return text.removesuffix(code) + paint(code, problem.severity) if text.endswith(code) else text


def _counted(problems: Iterable[Problem], language: Language, *, scoring: bool) -> str:
    """How many problems in how many files, and that nothing was scored where that was the task."""
    told = [problem for problem in problems if problem.code != FONT_NOTE]
    files = len({problem.file for problem in told if problem.file})
    zh, en = f"{len(told)} 个问题", f"{len(told)} problem{'s' * (len(told) > 1)}"
    if files:
        zh, en = f"{files} 个文件，{zh}", f"{files} file{'s' * (files > 1)}, {en}"
    if scoring:
        zh, en = f"{zh}。没有计分，原有结果未动", f"{en}. Nothing was scored"
    return f"{zh}。" if language == "zh" else f"{en}."


def print_files(files: Iterable[Path], form: str) -> None:
    """The files that a command made: one a line, or one JSON object."""
    if form == "json":
        echo(json.dumps({"status": "ok", "files": [str(path) for path in files]}, ensure_ascii=False))
        return
    for path in files:
        echo(str(path))


def progress(form: str) -> Callable[[str, dict[str, Any]], None]:
    """A listener for stages: one JSON line per stage, or a live line on a terminal."""
    if form == "json":
        return _json_progress
    return Live(language()) if is_live() else lambda _stage, _details: None


def _json_progress(stage: str, details: dict[str, Any]) -> None:
    if details.get("done", details.get("of")) == details.get("of"):
        echo(json.dumps({"stage": stage, **details}, ensure_ascii=False, default=str))


def end_progress(form: str) -> None:
    """Clear the live line before other output."""
    if form == "text":
        clear()
