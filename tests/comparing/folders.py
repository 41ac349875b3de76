"""Two years of the small invented assessment: another year's data, other criteria, units that merged, split and were renamed."""

from __future__ import annotations

from pathlib import Path

from scoring.commands.running import Options, run
from tests.runs import mini

# The draft: more for timely replies, less for the report; errors cost less; a share of points for what nobody had counted before.
STRICTER = (
    ("points: 60\n", "points: 65\n"),
    ("title: 按时办结, points: 40", "title: 按时办结, points: 45"),
    ("points: 40\n    items:\n      - id: support.report", "points: 35\n    items:\n      - id: support.report"),
    ("points: 30\n        missing: zero", "points: 20\n        missing: zero"),
    ("late_reply: 6", "late_reply: 4"),
    ("rule: presence}\n", "rule: presence}\n      - {id: support.survey, title: 群众满意度, points: 5, rule: presence}\n"),
)


def replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """The text with every first part replaced, each of which must be there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def later(folder: Path, pairs: tuple[tuple[str, str], ...] = STRICTER, *, period: int = 2016) -> Path:
    """An assessment with other data: 乙山县 answers more in time, 丙桥县 answers late; criteria with replaced texts."""
    mini.make(folder)
    criteria = replaced(mini.CRITERIA, pairs)
    if period != 2016:
        criteria = replaced(criteria, (("period: 2016", f"period: {period}"), ("2017-03-31", f"{period + 1}-03-31")))
    (folder / "criteria.yaml").write_text(criteria, "utf-8")
    for unit, name, closed, on_time in (("jia", "甲河县", "12", "11"), ("yi", "乙山县", "9", "8"), ("bing", "丙桥县", "4", "3")):
        text = mini.report(name, closed, on_time).replace("2016年", f"{period}年")
        (folder / "reports" / f"{unit}.txt").write_text(text, "utf-8")
    findings = folder / "findings.csv"
    findings.write_text(findings.read_text("utf-8") + f"bing,requests.lapses,late_reply,2,{period}-06-01,台账第9号,考核组\n", "utf-8")
    if "support.survey" in criteria:
        marks = folder / "marks.csv"
        added = "jia,support.survey,一组,1,\nyi,support.survey,一组,0,未做\nbing,support.survey,一组,1,\n"
        marks.write_text(marks.read_text("utf-8") + added, "utf-8")
    if period != 2016:
        for table in ("findings", "reports"):
            file = folder / f"{table}.csv"
            text = file.read_text("utf-8").replace("2017-", f"{period + 1}-").replace("2016-", f"{period}-")
            file.write_text(text, "utf-8")
    return folder


def scored(folder: Path) -> Path:
    """The folder of a run without documents."""
    return run(folder, Options(documents=False, reasons="never")).folder
