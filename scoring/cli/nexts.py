"""What a command tells a first-time user to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.problems import Language

if TYPE_CHECKING:
    from scoring.commands.checking import Checked
    from scoring.samples.remaining import Left

GUIDE = "填写说明.md"


def replace_lines(left: Sequence[Left], language: Language) -> list[str]:
    """What is still invented, numbered in the order in which an office replaces it."""
    from scoring.cli.tables import table

    zh = language == "zh"
    rows = []
    for number, item in enumerate(left, 1):
        file, words = item.told(language)
        files = file if zh else file.replace("、", ", ")
        rows.append((f"  {number:>2}", files, words))
    return [table(rows)] if rows else []


def new_folder_lines(folder: Path, left: Sequence[Left], files: int, language: Language) -> list[str]:
    """What ``scoring init`` says of a folder with invented data: run it, look, replace; and which pages tell the rest."""
    if language == "zh":
        return [
            f"已建立 {folder}（{files} 个文件）。单位和数据都是样例，现在就可以运行：",
            f"  scoring run {folder}",
            f"看过结果后，依次换成本单位的数据（各列怎样填，见 {folder / GUIDE}）：",
            *replace_lines(left, language),
            "换完以前，各文件的标题后都标注“样例数据”，也不能定稿。",
            "全过程见 scoring docs tutorial，改指标见 scoring docs howto-criteria。",
        ]
    return [
        f"Made {folder} ({files} files). Units and data are invented; it runs as it is:",
        f"  scoring run {folder}",
        f"Then put your own data in their place, in this order (what every column takes: {folder / GUIDE}):",
        *replace_lines(left, language),
        "Until then every title says 样例数据 (invented data), and no run can become final.",
        "All steps to the signed circular: scoring docs tutorial. To change the criteria: scoring docs howto-criteria.",
    ]


def empty_folder_lines(folder: Path, files: int, language: Language, *, verb: str) -> list[str]:
    """What ``scoring init`` says of a folder whose tables have only headers."""
    if language == "zh":
        return [f"已建立 {folder}（{files} 个文件）。填好 units.csv 等各表，把报告放入 reports/，然后运行：", f"  scoring {verb} {folder}"]
    return [
        f"Made {folder} ({files} files). Fill in units.csv and the other tables, put reports into reports/, then:",
        f"  scoring {verb} {folder}",
    ]


def run_next(run: Path, folder: Path, unit: str, language: Language, *, invented: bool) -> list[str]:
    """What follows a run: data of one's own first, then reasons, the list before signing, the final state.

    Args:
        run: Folder of the run.
        folder: The assessment folder.
        unit: Name of a unit that was ranked; empty where none was.
        language: Of the words.
        invented: Whether the data are still invented.
    """
    zh = language == "zh"
    rows = []
    if unit:
        rows.append((f"scoring explain {_word(run)} {_word(unit)}", "各项得分的理由和出处" if zh else "why a unit has its points"))
    if invented:
        rows.append((f"scoring run {_word(folder)}", "换上本单位的数据后重新运行" if zh else "again, with data of your own"))
    else:
        rows.append((f"scoring margins {_word(run)}", "签发前核对：距上下名次和等次的差距" if zh else "what to read before signing"))
        by = "发文机关" if zh else "OFFICE"
        rows.append((f"scoring finalise {_word(run)} --date {'日期' if zh else 'DAY'} --by {by}", "定稿" if zh else "freeze the run"))
    return following(rows, language)


def check_next(folder: Path, checked: Checked, language: Language) -> list[str]:
    """What follows an audit: the run where everything can be scored, else the same again; nothing without criteria."""
    zh = language == "zh"
    if not checked.is_fit_to_score:
        words = "按上面的提示改正后再核对" if zh else "mend what is said above and check again"
        return following([(f"scoring check {_word(folder)}", words)], language)
    if not checked.quality.criteria:
        return []
    return following([(f"scoring run {_word(folder)}", "计分并生成文件" if zh else "score and make the documents")], language)


def margins_next(run: Path, language: Language) -> list[str]:
    """What follows the list before signing: sheets to the units, or the final state."""
    zh = language == "zh"
    day, by = ("日期", "发文机关") if zh else ("DAY", "OFFICE")
    rows = [
        (f"scoring advance {_word(run)} --to feedback --date {day} --by {by}", "向各单位反馈" if zh else "send the sheets to the units"),
        (f"scoring finalise {_word(run)} --date {day} --by {by}", "定稿" if zh else "freeze the run"),
    ]
    return following(rows, language)


def moved_next(run: Path, state: str, language: Language) -> list[str]:
    """What follows a step of the assessment: the time for appeals, then the final state; nothing after a step back."""
    zh = language == "zh"
    day, by = ("日期", "发文机关") if zh else ("DAY", "OFFICE")
    appeals = f"scoring advance {_word(run)} --to appeals --date {day} --by {by}"
    final = f"scoring finalise {_word(run)} --date {day} --by {by}"
    steps = {
        "feedback": (appeals, "开始受理复核申请（登记在 appeals.csv）" if zh else "hear appeals (appeals.csv)"),
        "appeals": (final, "复核办结、重新运行后定稿" if zh else "after the appeals and a last run: freeze it"),
    }
    return following([steps[state]], language) if state in steps else []


def final_next(run: Path, language: Language) -> list[str]:
    """What may follow a final run: that anybody can make sure of it."""
    return following([(f"scoring verify {_word(run)}", "随时核验" if language == "zh" else "make sure of it at any time")], language)


def collected_next(folder: Path, language: Language) -> list[str]:
    """What follows taking workbooks in."""
    return following([(f"scoring run {_word(folder)}", "计分并生成文件" if language == "zh" else "score and make the documents")], language)


def lint_next(file: str, language: Language) -> list[str]:
    """What follows a criteria file that can run."""
    zh = language == "zh"
    rows = [
        (f"scoring criteria show {_word(file)}", "逐项看评分标准" if zh else "read the standard of every indicator"),
        (f"scoring init {'目录' if zh else 'DIR'} --criteria {_word(file)}", "建立考核目录" if zh else "make an assessment folder"),
    ]
    return following(rows, language)


def following(steps: Sequence[tuple[str, str]], language: Language) -> list[str]:
    """The next commands with what each is for; a command has a line of its own, so that it can be copied."""
    from scoring.cli.colours import paint

    head = paint("下一步：" if language == "zh" else "Next:", "head")
    colon = "：" if language == "zh" else ":"
    return ["", head, *(line for command, words in steps for line in ([f"  {words}{colon}"] if words else []) + [f"    {command}"])]


def _word(part: object) -> str:
    """A word of a command line, quoted where the shell would split it."""
    import shlex

    text = str(part)
    return text if not any(sign in text for sign in " '\"$&()<>|;*?") else shlex.quote(text)
