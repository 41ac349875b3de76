"""Commands on the states of an assessment: state, advance, finalise."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, WAIT, language, print_problems, printed_problems
from scoring.cli.tables import aligned
from scoring.cli.telling import echo, tell, tell_next

RUN = click.argument("run", type=click.Path(path_type=Path))
DATE = click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day of the decision, never the clock.")
BY = click.option("--by", required=True, metavar="NAME", help="Who decides.")
REASON = click.option("--reason", default="", metavar="TEXT", help="Why; needed for every step but the next one.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@FORMAT
def state(path: Path, form: str) -> None:
    """Show where an assessment stands, how it came there, and whether its record is whole.

    PATH is a run, or a folder of runs. Every hash is computed again: of the log, of final runs and all files in them.
    Exit code 1: something was altered, is missing, or was broken off.

    \b
    Examples:
      scoring state out/linjiang-2016-XXXXXXXX
      scoring state out --format json
    """
    from scoring.states.showing import state as show_state
    from scoring.states.text import state_text

    with printed_problems(form):
        shown = show_state(path)
    if form == "json":
        problems = [problem.as_dict(language()) for problem in shown.problems]
        echo(json.dumps({"status": "ok" if shown.is_whole else "failed", **shown.as_dict(), "problems": problems}, ensure_ascii=False))
    else:
        tell(state_text(shown, language(), aligned))
        print_problems(shown.problems, form)
    if not shown.is_whole:
        raise SystemExit(EXIT_PROBLEMS)


@click.command()
@RUN
@click.option("--to", "to", type=click.Choice(["draft", "feedback", "appeals"]), required=True, help="The state to go to.")
@DATE
@BY
@REASON
@WAIT
@FORMAT
def advance(run: Path, to: str, day: datetime, by: str, reason: str, wait: float, form: str) -> None:
    """Take an assessment to another state: feedback (sheets out), appeals, or back with a reason.

    \b
    Examples:
      scoring advance out/linjiang-2016-XXXXXXXX --to feedback --date 2017-08-14 --by 政务公开办公室
      scoring advance out/linjiang-2016-XXXXXXXX --to draft --date 2017-08-16 --by 政务公开办公室 --reason 附件有误，重新核对
    """
    from scoring.cli.nexts import moved_next
    from scoring.states.moves import Decision
    from scoring.states.moves import advance as advance_run
    from scoring.states.text import moved_text

    with printed_problems(form):
        moved = advance_run(run, to, Decision(day.date(), by, reason), wait=wait)  # type: ignore[arg-type]  # click has checked the choice
    print_problems(moved.problems, form)
    if form == "json":
        problems = [problem.as_dict(language()) for problem in moved.problems]
        step = {"from": moved.line.before, "to": moved.line.state, "line": moved.line.number, "sha256": moved.line.sha256}
        echo(json.dumps({"status": "ok", "run": str(run), **step, "problems": problems}, ensure_ascii=False))
    else:
        tell(moved_text(moved.line, language()))
        tell_next(moved_next(run, moved.line.state, language()))


@click.command()
@RUN
@DATE
@BY
@click.option("--supersedes", default="", metavar="REASON", help="Why it takes the place of the final run there is.")
@REASON
@click.option("--after", type=click.Path(path_type=Path), default=None, metavar="RUN", help="The final run before, in another folder.")
@click.option(
    "--inputs", type=click.Path(path_type=Path), default=None, metavar="DIR", help="The assessment folder, where it is not found."
)
@click.option("--without-records", is_flag=True, help="Name the files of record tables with their hash instead of keeping them.")
@WAIT
@FORMAT
def finalise(
    run: Path,
    day: datetime,
    by: str,
    supersedes: str,
    reason: str,
    after: Path | None,
    inputs: Path | None,
    without_records: bool,
    wait: float,
    form: str,
) -> None:
    """Freeze a run: keep its inputs with it, chain it to the final run before, make it read-only.

    \b
    Examples:
      scoring finalise out/linjiang-2016-XXXXXXXX --date 2017-09-01 --by 省政府办公厅
      scoring finalise out/linjiang-2016-XXXXXXXX --date 2017-10-20 --by 省政府办公厅 --supersedes 更正两个单位的得分
      scoring finalise out/linjiang-2017-XXXXXXXX --date 2018-09-03 --by 省政府办公厅 --after ../2016/out/linjiang-2016-XXXXXXXX
    """
    from scoring.cli.nexts import final_next
    from scoring.states.finalising import finalise as finalise_run
    from scoring.states.moves import Decision
    from scoring.states.preparing import Freezing
    from scoring.states.text import final_text

    with printed_problems(form):
        made = finalise_run(run, Decision(day.date(), by, reason), Freezing(supersedes, after, inputs, not without_records, wait))
    print_problems(made.problems, form)
    if form == "json":
        problems = [problem.as_dict(language()) for problem in made.problems]
        echo(json.dumps({"status": "ok", **made.as_dict(), "problems": problems}, ensure_ascii=False))
    else:
        tell(final_text(made, language()))
        tell_next(final_next(run, language()))
