"""What a command tells a first-time user to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.problems import Language

if TYPE_CHECKING:
    from scoring.samples.remaining import Left

GUIDE = "填写说明.md"


def replace_lines(left: Sequence[Left], language: Language) -> list[str]:
    """What is still invented, numbered in the order in which an office replaces it."""
    from scoring.cli.tables import table

    zh = language == "zh"
    rows = []
    for number, item in enumerate(left, 1):
        file, words = item.told(language)
        files = file.replace(" 和 ", ", ") if not zh else file
        rows.append((f"  {number}.", files, words))
    return [table(rows)] if rows else []


def invented_lines(left: Sequence[Left], language: Language) -> list[str]:
    """What a run from invented data says at its end; nothing where all data are the office's own."""
    zh = "以上结果出自样例数据。请依次换成本单位的数据，然后重新运行："
    en = "These results come from invented data. Put your own in their place, in this order, and run again:"
    return [zh if language == "zh" else en, *replace_lines(left, language)] if left else []


def new_folder_lines(folder: Path, left: Sequence[Left], files: int, language: Language) -> list[str]:
    """What ``scoring init`` says of a folder with invented data: run it, look, replace."""
    if language == "zh":
        return [
            f"已建立 {folder}（{files} 个文件）。单位和数据都是样例，现在就可以运行：",
            f"  scoring run {folder}",
            f"看过结果后，依次换成本单位的数据（各列怎样填，见 {folder / GUIDE}）：",
            *replace_lines(left, language),
            "换完以前，各文件的标题后都标注“样例数据”，也不能定稿。",
        ]
    return [
        f"Made {folder} ({files} files). Units and data are invented; it runs as it is:",
        f"  scoring run {folder}",
        f"Then put your own data in their place, in this order (what every column takes: {folder / GUIDE}):",
        *replace_lines(left, language),
        "Until then every title says 样例数据 (invented data), and no run can become final.",
    ]


def empty_folder_lines(folder: Path, files: int, language: Language, *, verb: str) -> list[str]:
    """What ``scoring init`` says of a folder whose tables have only headers."""
    if language == "zh":
        return [f"已建立 {folder}（{files} 个文件）。填好 units.csv 等各表，把报告放入 reports/，然后运行：", f"  scoring {verb} {folder}"]
    return [
        f"Made {folder} ({files} files). Fill in units.csv and the other tables, put reports into reports/, then:",
        f"  scoring {verb} {folder}",
    ]
