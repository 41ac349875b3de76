"""A small assessment whose names and reasons are written to leave their place in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.runs import mini

if TYPE_CHECKING:
    from pathlib import Path

# One for each way out: an element, the end of a script, of an attribute, of a text of JavaScript, of a line of it.
NAME = "<script>window.hit=1</script>县"
SHORT = "\"' onmouseover='window.hit=2"
TITLE = "</script><img src=x onerror=window.hit=3>"
LINES = "一\u2028二\u2029三 ${window.hit=4} \\u003c"
REMARK = "<b>未见</b>&amp;方案 javascript:window.hit=5"
TEXTS = (NAME, SHORT, TITLE, LINES, REMARK)
IDENTITY = "50%/?#"  # of a unit: everything that divides an address
GROUP = "constructor"  # of a group: what every object of JavaScript has


def make(folder: Path) -> Path:
    """The folder ``explorer`` of a run of it."""
    from scoring.commands.running import Options, run
    from scoring.finished.rendering import Wanted, render_run

    made = mini.make(folder / "mini")
    _change(made / "units.csv", "甲河县人民政府,甲河县", f'{NAME},"{SHORT.replace(chr(34), chr(34) * 2)}"')
    _change(made / "units.csv", "乙山县人民政府,乙山县", f"{LINES},乙山县")
    _change(made / "marks.csv", "未见方案", REMARK)
    _change(made / "criteria.yaml", "title: 工作方案", f"title: '{TITLE}'")
    _change(made / "assessment.yaml", "title: 小考核", f"title: '{TITLE}'")
    _change(
        made / "criteria.yaml", "grades: standard}\npolicy", f"grades: standard}}\n  {GROUP}: {{title: 乡镇, grades: standard}}\npolicy"
    )
    _change(made / "criteria.yaml", "bonus:", "  - {id: plain, title: 县区专项, points: 10, groups: [county], rule: presence}\nbonus:")
    _change(made / "units.csv", "丙桥县,county", f"丙桥县,{GROUP}")
    for table in ("units.csv", "reports.csv", "marks.csv"):
        _change(made / table, "\nbing,", f"\n{IDENTITY},")
    _change(made / "marks.csv", "\nyi,", "\nyi,plain,一组,1,\njia,plain,一组,0,\nyi,")
    done = run(made, Options(documents=False)).folder
    render_run(done, folder / "pages", Wanted(("explorer",)))
    return folder / "pages" / "explorer"


def _change(file: Path, old: str, new: str) -> None:
    told = file.read_text("utf-8")
    assert old in told
    file.write_text(told.replace(old, new), "utf-8")
