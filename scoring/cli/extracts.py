"""What ``scoring extract`` prints of each report, and at the end of many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scoring.cli.summaries import counted
from scoring.cli.tables import table
from scoring.files.csvfile import written
from scoring.problems import Language

COLUMNS = ("metric", "title", "part", "value", "semantic", "qualifier", "uom", "scope", "raw", "locator", "quote")
_MARKS = {"exact": "", "about": "约", "at_least": "≥", "at_most": "≤"}
_ABSENT = {"blank": "（空白）", "not_applicable": "（不适用）", "text": "（文字）"}


@dataclass
class Tally:
    """Counts over all reports: of files by status, of checks by outcome, and of facts and rows left unread."""

    files: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    unread: int = 0

    def add(self, report: Mapping[str, Any]) -> None:
        """Count one report."""
        self.files[report["status"]] += 1
        self.facts += len(report["facts"])
        self.unread += len(report["unread"])
        self.checks.update(check["outcome"] for check in report["checks"])

    def sentence(self, language: Language) -> str:
        """The counts as one line."""
        read, refused = self.files["read"], self.files["refused"]
        holds, fails, unknown = (self.checks[outcome] for outcome in ("holds", "fails", "not_assessable"))
        if language == "zh":
            rows = f"{self.facts} 个数据，{self.unread} 行未能读取"
            return f"{read + refused} 个文件：读取 {read}，拒绝 {refused}；{rows}；{counted(holds, fails, unknown)}。"
        rows = f"{self.facts} facts, {self.unread} rows unread"
        return (
            f"{read + refused} files: {read} read, {refused} refused; {rows}; {holds} checks hold, {fails} fail, {unknown} not assessable."
        )


def as_json(report: Mapping[str, Any]) -> str:
    """One report as one line."""
    return json.dumps(report, ensure_ascii=False, default=str) + "\n"


def as_csv(report: Mapping[str, Any]) -> str:
    """One row per fact; texts that a spreadsheet would take for a formula are quoted with an apostrophe."""
    facts = ({**fact, "title": title_of(fact["metric"])} for fact in report["facts"])
    return written([report["file"], *(fact[key] for key in COLUMNS)] for fact in facts)


def csv_head() -> str:
    """The names of the columns."""
    return written([("file", *COLUMNS)])


def as_text(report: Mapping[str, Any]) -> str:
    """Facts, repairs, unread rows and failing checks of one report."""
    head = f"{report['file']}  {report['kind']}  form {report['form']}  {report['unit'] or ''} {report['year'] or ''}".rstrip()
    if report["refusal"]:
        return f"{head}\n  {report['refusal']['message']}\n"
    from scoring.results.titles import part_title

    rows = [
        (
            "  " + title_of(fact["metric"]),
            " ".join(filter(None, (part_title(fact["part"], {}), fact["scope"]))),
            _shown(fact),
            fact["uom"],
            fact["raw"],
            fact["locator"],
            fact["metric"],
        )
        for fact in report["facts"]
    ]
    outcomes = Counter(check["outcome"] for check in report["checks"])
    none = "" if rows else "没有读出数据：文件中没有统计表，也没有可识别的正文数据；"
    total = f"  {none}{len(rows)} 个数据；{counted(outcomes['holds'], outcomes['fails'], outcomes['not_assessable'])}"
    return "\n".join([head, *([table(rows, right=(2,))] if rows else []), *_remarks(report), total]) + "\n"


def _remarks(report: Mapping[str, Any]) -> Iterable[str]:
    for item in report["repairs"]:
        yield f"  修复 {item['kind']}：{item['before']} → {item['after']}  {item['locator']}"
    for item in report["unread"]:
        yield f"  未能读取：{item['what']} {item['reason']}（{item['raw']}） [{item['code']}]  {item['locator']}"
    for check in report["checks"]:
        if check["outcome"] == "fails":
            yield f"  不符 {check['message']} [{check['check_id']}]" + (f" ← {check['caused_by']}" if check["caused_by"] else "")


def title_of(metric: str) -> str:
    """Chinese title of a metric, marked where the figure is last year's."""
    from scoring.results.titles import metric_title

    code, _, previous = metric.partition("@")
    return metric_title(code, {}) + ("（上年）" if previous else "")


def _shown(fact: Mapping[str, Any]) -> str:
    if fact["value"] is None:
        return _ABSENT.get(fact["semantic"], f"（{fact['semantic']}）")
    return f"{_MARKS[fact['qualifier']]}{fact['value']}"
