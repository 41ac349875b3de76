"""What ``scoring run`` prints: of a run just made, and of one that need not be made again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from scoring.cli.printing import LANGUAGES, end_progress, language, print_problems, problem_lines, progress
from scoring.cli.telling import echo, tell, tell_lines, tell_next
from scoring.problems import Language, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.commands.options import Options
    from scoring.commands.resuming import Found, Kept
    from scoring.commands.running import Run


def run_and_print(folder: Path, options: Options, form: str) -> None:
    """Make a run and print it, or print the one that would only be made again; raises ProblemsFound as the run does."""
    if not options.fresh:
        from scoring.commands.resuming import unchanged

        found = unchanged(folder, options)
        _print_search(found, form)
        if found.run is not None:
            _print_kept(found.run, form)
            return
    from scoring.commands.running import run  # what is heavy, only where there is something to do

    finished = run(folder, options, progress(form))
    end_progress(form)
    _print_run(folder, options, finished, form)


def _print_run(folder: Path, options: Options, run: Run, form: str) -> None:
    """Print a run just made, and keep what was said of it for the time when nothing has changed."""
    from scoring.cli.summaries import peaks
    from scoring.commands.resuming import say_of

    said = {each: _said(run, folder, cast("Language", each)) for each in LANGUAGES}
    say_of(folder, options, said)
    if form == "json":
        problems = [problem.as_dict(language()) for problem in run.problems]
        done = {"status": "ok", "run": str(run.folder), "observed": run.observed.as_dict(), "problems": problems}
        echo(json.dumps(done, ensure_ascii=False))
        return
    tell_lines(said[language()]["told"], err=True)
    tell(said[language()]["summary"])
    tell_lines([*_standing(run.folder), *_taken_over(run), peaks(run.observed, language())])
    tell_next(said[language()]["next"])


def _said(run: Run, folder: Path, language: Language) -> dict[str, Any]:
    from scoring.cli.nexts import run_next
    from scoring.cli.runend import SAMPLE, run_summary

    problems = [problem.as_dict(language) for problem in run.problems]
    first = next((row[1] for group in run.summary.groups for row in group.first), "")
    steps = run_next(run.folder, folder, first, language, invented=bool(run.invented))
    # What is invented, and in which typefaces was printed, stands in the summary.
    told = problem_lines((problem for problem in run.problems if problem.code != SAMPLE), language, fonts=False)
    return {"told": told, "summary": run_summary(run, language), "next": steps, "problems": problems}


def _standing(run: Path) -> list[str]:
    """The state of the assessment, where steps were recorded."""
    if not (run.parent / "states.jsonl").is_file():
        return []
    from scoring.states.text import standing_line

    line = standing_line(run, language())
    return [line] if line else []


def _taken_over(run: Run) -> list[str]:
    """How many reports were not read again."""
    reports, kept = run.readings
    if not kept:
        return []
    if language() == "zh":
        return [f"读取报告 {reports} 份，其中 {kept} 份内容未变，沿用以前的读取结果（--fresh 全部重读）"]
    return [f"reports: {reports}, {kept} of them unchanged and not read again (--fresh reads all)"]


def _print_kept(run: Kept, form: str) -> None:
    """Print a run that a new one would only make again, as it was said when it was made."""
    said = run.said.get(language(), {"told": [], "summary": str(run.folder), "problems": []})
    if form == "json":
        counts = {"inputs": run.inputs, "outputs": run.outputs}
        echo(json.dumps({"stage": "unchanged", "run": str(run.folder), **counts}, ensure_ascii=False))
        done = {"status": "ok", "run": str(run.folder), "unchanged": True, "problems": said["problems"]}
        echo(json.dumps(done, ensure_ascii=False))
        return
    tell_lines(said["told"], err=True)
    tell(said["summary"])
    zh = f"没有变化：{run.inputs} 个输入文件、指标体系和程序都与上次相同，{run.outputs} 个结果文件与清单相符。没有重新计算（--fresh 重算）"
    en = f"unchanged: {run.inputs} inputs, criteria and program; {run.outputs} outputs are as in the manifest (--fresh does all again)"
    tell(zh if language() == "zh" else en)
    if run.final:
        echo("本次运行已经定稿，不再改动。" if language() == "zh" else "This run is final and never changes.")
        return
    tell_lines(_standing(run.folder))
    tell_next(said.get("next", []))


def _print_search(found: Found, form: str) -> None:
    """Say why an earlier run is made again: damaged files as a warning, changed inputs as an event."""
    if form == "json":
        for stage, files in (("changed", found.changed), ("damaged", found.damaged)):
            if files:
                echo(json.dumps({"stage": stage, "files": files}, ensure_ascii=False))
        return
    print_problems([Problem("A052", file) for file in found.damaged], form)
