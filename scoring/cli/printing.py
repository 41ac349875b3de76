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

from scoring.problems import Language, Problem, ProblemsFound, sentence, sort_problems

EXIT_FINE, EXIT_PROBLEMS, EXIT_USAGE = 0, 1, 2
LANGUAGES = ("zh", "en")
FONT_NOTE = "D060"  # one note per face; five lines for one fact would drown the result
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
WAIT = click.option(
    "--wait", type=click.FloatRange(0), default=0, metavar="SECONDS", help="Wait so long while another command works there."
)

STAGES = {
    "waiting": ("等候另一个命令结束", "waiting for another command to end"),
    "assessment": ("读取考核设置", "reading the assessment"),
    "criteria": ("读取指标体系", "reading the criteria"),
    "reports": ("读取报告", "reading reports"),
    "workbooks": ("制发和收回工作簿", "fill-in workbooks"),
    "tables": ("装入数据", "loading tables"),
    "records": ("装入并检查台账", "loading record tables"),
    "checks": ("核对勾稽关系", "checking the figures"),
    "measures": ("计算测度", "computing measures"),
    "appeals": ("计算复核前的得分", "scoring without what appeals decided"),
    "points": ("计算得分", "computing points"),
    "scores": ("汇总排名", "rolling up and ranking"),
    "sensitivity": ("分析名次稳健性", "analysing how firm the ranking is"),
    "deciders": ("试算名次和等次取决于哪些单项", "finding what would decide ranks and grades"),
    "figures": ("计算通报数字", "computing figures"),
    "tables_out": ("写出结果", "writing results"),
    "superseded": ("查看是否已被取代", "looking whether another run took its place"),
    "documents": ("制作文件", "making documents"),
}


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
        print_problems(error.problems, form, final=True, scoring=scoring)
        sys.exit(EXIT_PROBLEMS)


def print_problems(problems: Iterable[Problem], form: str, *, final: bool = False, scoring: bool = False, most: int | None = None) -> None:
    """Problems as sentences on standard error, or as one JSON object on standard output; at most so many sentences."""
    found = sort_problems(problems)
    if form == "json":
        if final:
            click.echo(json.dumps({"status": "failed", "problems": [problem.as_dict(language()) for problem in found]}, ensure_ascii=False))
        return
    for line in problem_lines(found, language(), most):
        click.echo(line, err=True)
    if final:
        click.echo(_counted(found, language(), scoring=scoring), err=True)


def problem_lines(problems: Iterable[Problem], language: Language, most: int | None = None) -> list[str]:
    """Problems as sentences, at most so many of them; substituted fonts as one line."""
    zh, found = language == "zh", sort_problems(problems)
    told = [problem for problem in found if problem.code != FONT_NOTE]
    lines = [sentence(problem, language) for problem in told[:most]]
    if most and len(told) > most:
        lines.append(f"另有 {len(told) - most} 个问题" if zh else f"{len(told) - most} more problems")
    fonts = [f"{problem.args.get('canonical', problem.where)}→{problem.found}" for problem in found if problem.code == FONT_NOTE]
    if fonts:
        words = "以替代字体排印（单位有正版字体的，可在考核目录的 fonts.yaml 中指定）" if zh else "substituted fonts (see fonts.yaml)"
        lines.append(f"{words}：{'、'.join(fonts)}")
    return lines


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
        click.echo(json.dumps({"status": "ok", "files": [str(path) for path in files]}, ensure_ascii=False))
        return
    for path in files:
        click.echo(str(path))


def progress(form: str) -> Callable[[str, dict[str, Any]], None]:
    """A listener for stages: one JSON line per stage, or a live line on a terminal."""
    if form == "json":
        return _json_progress
    if not sys.stderr.isatty():
        return lambda _stage, _details: None
    return _live_progress


def _json_progress(stage: str, details: dict[str, Any]) -> None:
    if details.get("done", details.get("of")) == details.get("of"):
        click.echo(json.dumps({"stage": stage, **details}, ensure_ascii=False, default=str))


def _live_progress(stage: str, details: dict[str, Any]) -> None:
    if stage == "done":
        click.echo("\r\x1b[K", nl=False, err=True)
        return
    text = STAGES[stage][0 if language() == "zh" else 1]
    what = "".join(f" {details[key]}" for key in ("document", "table") if key in details)
    count = f" {details['done']}/{details['of']}" if "done" in details else ""
    click.echo(f"\r\x1b[K{text}{what}{count} …", nl=False, err=True)


def end_progress(form: str) -> None:
    """Clear the live line before other output."""
    if form == "text" and sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
