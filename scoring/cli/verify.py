"""Command on finished runs: verify."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.colours import Role, paint
from scoring.cli.printing import EXIT_PROBLEMS, FORMAT, end_progress, language, printed_problems, progress
from scoring.cli.telling import echo, tell_lines
from scoring.problems import Language, sentence

if TYPE_CHECKING:
    from scoring.verifying.model import Stage, Verified

MOST = 10  # findings of one stage on a terminal; all of them with --format json
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_STAGES = {
    "outputs": ("输出文件", "个文件", "outputs", "files"),
    "inputs": ("输入文件", "个文件", "inputs", "files"),
    "environment": ("程序、版本、日历、字体和参数", "项", "program, versions, calendar, typefaces, parameters", "values"),
    "recomputed": ("重算", "张结果表，文件逐字节核对", "recomputation", "tables, and every file byte by byte"),
    "annex": ("通报附件", "个数字，均由结果表重新推得", "printed annex", "numbers, each derived again from the tables"),
}
_SKIPPED = {
    "quick": ("未重算", "not computed again"),
    "no_circular": ("没有通报，不核对", "no circular"),
    "no_inputs": ("没有输入，不核对", "no inputs"),
}
_ROLES: dict[str, Role] = {"identical": "good", "same_results": "warning", "different": "error"}
_STATUS = {
    "identical": ("结论：一致", "Identical."),
    "same_results": ("结论：结果一致，程序、版本或参数有变化", "The results are the same; program, versions or parameters changed."),
    "different": ("结论：不一致", "Different."),
}


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--inputs",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR",
    help="The assessment folder, where the run does not lie in it.",
)
@click.option("--quick", is_flag=True, help="Do not compute again: only hashes, versions and the printed annex.")
@click.option("--annex", is_flag=True, help="Only derive the numbers of the printed annex again.")
@click.option("--circular", type=_FILE, default=None, metavar="FILE", help="A circular that was printed again, instead of the run's own.")
@FORMAT
def verify(run: Path, inputs: Path | None, quick: bool, annex: bool, circular: Path | None, form: str) -> None:
    """Verify a finished run: compute it again and say identical, or what differs first and which input changed.

    Nothing in the run is changed. Exit code 0: identical, or the same results under other versions; 1: something differs.

    \b
    Examples:
      scoring verify out/linjiang-2016-XXXXXXXX
      scoring verify archive/linjiang-2016-XXXXXXXX --inputs data/linjiang-2016 --format json
      scoring verify out/linjiang-2016-XXXXXXXX --quick
      scoring verify out/linjiang-2016-XXXXXXXX --annex --circular drafts/circular.pdf
    """
    from scoring.verifying import Wanted
    from scoring.verifying import verify as verify_run

    with printed_problems(form):
        say = progress("text") if form == "text" else lambda _stage, _details: None
        verified = verify_run(run, Wanted(inputs, not quick, annex, circular), say)
    if form == "json":
        echo(json.dumps(verified.as_dict(language()), ensure_ascii=False))
    else:
        end_progress(form)
        tell_lines(_lines(verified, language()))
    if verified.status == "different":
        raise SystemExit(EXIT_PROBLEMS)


def _lines(verified: Verified, lang: Language) -> list[str]:
    lines = [("核验 " if lang == "zh" else "Verifying ") + str(verified.run)]
    for stage in verified.stages:
        lines += _stage(stage, lang)
    return [*lines, paint(_STATUS[verified.status][lang == "en"], _ROLES[verified.status])]


def _stage(stage: Stage, lang: Language) -> list[str]:
    zh, zh_unit, en, en_unit = _STAGES[stage.name]
    title = zh if lang == "zh" else en
    if stage.skipped:
        return [f"{title}{'：' if lang == 'zh' else ': '}{_SKIPPED[stage.skipped][lang == 'en']}"]
    if not stage.problems:
        return [f"{title}：一致（{stage.checked} {zh_unit}）" if lang == "zh" else f"{title}: the same ({stage.checked} {en_unit})"]
    count = len(stage.problems)
    head = f"{title}：{count} 处不同" if lang == "zh" else f"{title}: {count} differ{'s' * (count == 1)}"
    told = [f"  {sentence(problem, lang)}" for problem in stage.problems[:MOST]]
    more = count - MOST
    return [head, *told, *([f"  另有 {more} 处" if lang == "zh" else f"  {more} more"] if more > 0 else [])]
