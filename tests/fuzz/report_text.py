"""Text files: tables of pipes, tabs, blanks and lines, prose, encodings."""

from __future__ import annotations

from tests.fuzz.machinery.plain import mutate_lines
from tests.fuzz.machinery.reports import check_report, report
from tests.fuzz.machinery.target import Target
from tests.runs.mini import report as mini_report


def _seeds() -> list[bytes]:
    styles = (("closing", "2021"), ("tabs", "2014"), ("spaced", "2019"), ("markdown", "2021"), ("one-per-line", "2019"))
    others = (("closing", "2019", "gb18030"), ("closing", "2019", "utf-16"), ("closing", "2021", "big5"))
    small = mini_report("甲河县", "12", "12").encode()
    return [small, *(report("text", style, form) for style, form in styles), *(report("text", *other) for other in others)]


TARGET = Target(_seeds, check_report, mutate_lines, examples=50)
