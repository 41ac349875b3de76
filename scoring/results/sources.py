"""Where the numbers behind a unit's points came from: file, place and quote of every term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scoring import numbers
from scoring.criteria.records.measuring import measure_of
from scoring.engine.database import Session, literal, sql_file
from scoring.measures.inputs import EVENTS, Input, years_back
from scoring.results.records.words import NO_KEY, is_late, late_words, state_title
from scoring.results.titles import word

_MOST_CASES = 10  # cases that are shown of a measure
Rows = list[dict[str, Any]]
_QUERIES = {
    "facts": "unit_facts",
    "data_rows": "unit_data_rows",
    "contradictions": "unit_contradictions",
    "printed": "unit_printed_date",
    "corrections": "unit_corrections",
}
_RECORDS = {"findings": "file, line", "marks": "line", "external": "line", "reports": "published_on, file", "exemptions": "line"}


def lookups(session: Session, units: Sequence[str], period: int, records: Mapping[str, Any] | None = None) -> dict[str, Lookup]:
    """Where the numbers of some units came from, by unit: one query per table, whatever the number of units.

    Args:
        session: A run.
        units: Ids of units.
        period: The year assessed.
        records: What the run says of record tables (:func:`scoring.results.records.describing.describe_records`).
    """
    listed = ", ".join(map(literal, units))
    found: dict[str, dict[str, Rows]] = {unit: {} for unit in units}
    queries = {name: sql_file(__package__, f"{file}.sql").format(units=listed, period=period) for name, file in _QUERIES.items()}
    own = f"where unit_id in ({listed})"
    queries["read"] = f"select unit_id, path from sources {own} and period = {period} and read_status = 'read' order by path"
    queries["columns"] = f"select * from column_states {own} order by line"
    queries |= {name: f"select * from records_{name} {own} order by {order}" for name, order in _RECORDS.items()}
    if records:
        listed = f"unit_id in ({listed})"
        queries["cases"] = sql_file("scoring.results.records", "listed_cases.sql").format(own=listed, most=_MOST_CASES)
    for name, sql in queries.items():
        for row in session.records(sql):
            found[row["unit_id"]].setdefault(name, []).append(row)
    return {unit: Lookup(period, rows, records) for unit, rows in found.items()}


class Lookup:
    """Where the numbers of one unit came from.

    Args:
        period: The year assessed.
        rows: Rows of the unit by the name of their table (see :func:`lookups`); tables without rows may lack.
        described: What the run says of record tables.
    """

    def __init__(self, period: int, rows: Mapping[str, Rows], described: Mapping[str, Any] | None = None) -> None:
        self.period = period
        self.described, self.cases = described or {}, rows.get("cases", [])
        self.facts: dict[tuple[str, str, int], Rows] = {}
        for fact in rows.get("facts", ()):
            self.facts.setdefault((fact["metric"], fact["part"], fact["period"]), []).append(fact)
        self.data_rows = {row["period"]: (row["path"], row["line"]) for row in rows.get("data_rows", ())}
        self.reports, self.columns = rows.get("read", []), rows.get("columns", [])
        self.contradictions, self.printed = rows.get("contradictions", []), rows.get("printed", [])
        self.corrections = rows.get("corrections", [])
        self.records = {name: rows.get(name, []) for name in _RECORDS}

    def sources(self, indicator: str, terms: str) -> list[dict[str, str]]:
        """One entry per number: what it is, its value, file, place and quote; a corrected one is followed by what was read."""
        return [entry for _, entries in self.by_term(indicator, terms) for entry in entries]

    def by_term(self, indicator: str, terms: str) -> Iterator[tuple[tuple[str, str, str], list[dict[str, str]]]]:
        """The entries of every term (kind, key, scope) of an indicator, then those of its exemptions."""
        measures: dict[str, None] = {}
        for term in filter(None, terms.split("\n")):
            name, _, value = term.partition("=")
            kind, key, scope = name.split(":")
            if kind == "record" and not scope:
                measures[measure_of(key)] = None
            yield (kind, key, scope), getattr(self, f"_{kind}")(indicator, key, scope, value)
        if measures:
            yield ("case", "", ""), self._cases(measures)
        for row in self.records["exemptions"]:
            if indicator == row["indicator_id"] or indicator.startswith(f"{row['indicator_id']}."):
                yield (
                    ("exemption", "", ""),
                    [_entry("合理缺项", row["reason"], row.get("file") or "exemptions.csv", f"line {row['line']}", "")],
                )

    def _fact(self, _indicator: str, key: str, scope: str, value: str) -> list[dict[str, str]]:
        metric, _, part = key.partition("__")
        period = self.period - years_back(scope)
        rows = self.facts.get((metric, part or "total", period), [])
        label = key + (f"@{scope}" if scope else "")
        corrected = [c for c in self.corrections if (c["metric"], c["part"], c["period"]) == (metric, part or "total", period)]
        if corrected:
            return _correction(label, corrected[0])
        if not rows and period in self.data_rows and value:
            path, line = self.data_rows[period]
            return [_entry(label, value, path, f"row {line}, {metric}", value)]
        if not rows:
            return [_entry(label, "未报", "", "", "")]
        first = rows[0]
        return [_entry(label, value or f"({first['semantic']}) {first['raw']}", first["path"], first["locator"], first["quote"])]

    def _event(self, indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["findings"] if row["event"] == key and row["indicator_id"] == indicator]
        return [finding_entry(row) for row in rows]

    def _unit_event(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        columns = [_column(row) for row in self.columns if row["event"] == key]
        return [finding_entry(row) for row in self.records["findings"] if row["event"] == key] + columns

    def _column(self, indicator: str, _key: str, scope: str, _value: str) -> list[dict[str, str]]:
        return [_column(row) for row in self.columns if row["indicator_id"] == indicator and row["state"] == scope]

    def _mark(self, _indicator: str, key: str, _scope: str, value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["marks"] if row["indicator_id"] == key]
        return [_entry(key, value, row.get("file") or "marks.csv", f"line {row['line']}", _words(row, "marker", "remark")) for row in rows]

    def _external(self, _indicator: str, key: str, _scope: str, value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["external"] if row["key"] == key]
        return [_entry(key, value, "external.csv", f"line {row['line']}", _words(row, "issued_by", "issued_on")) for row in rows]

    def _report(self, _indicator: str, _key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        return [_entry("年度报告", "已读取", row["path"], "", "") for row in self.reports]

    def _check(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.contradictions if key in {"", row["check_id"]}]
        return [_entry(row["check_id"], row["difference"], row["path"] or "", row["locator"], row["message"]) for row in rows]

    def _peer(self, _indicator: str, key: str, scope: str, value: str) -> list[dict[str, str]]:
        return [_entry(f"{scope}{key}", value or "无", "", "", "")]

    def _record(self, _indicator: str, key: str, scope: str, value: str) -> list[dict[str, str]]:
        title = self.described.get("titles", {}).get(Input("record", key, scope).column, key)
        return [_entry(title, value or "无", "", "", "")]

    def _cases(self, measures: Iterable[str]) -> list[dict[str, str]]:
        """The worst cases of every measure, each once."""
        worst = (row for measure in measures for row in [row for row in self.cases if row["measure"] == measure][:_MOST_CASES])
        return list({(row["deadline"], row["place"]): self._case(row) for row in worst}.values())

    def _case(self, row: Mapping[str, Any]) -> dict[str, str]:
        """A case that is late or cannot be judged, with its days and its file."""
        deadline = self.described["deadlines"][row["deadline"]]
        words = late_words(row, deadline) if is_late(row["state"]) else ""
        return _entry(f"{deadline['title']} {row['case_key'] or NO_KEY}", state_title(row["state"]), row["file"] or "", "", words)

    def _date(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["reports"] if row["published_on"]]
        printed = next((item for item in self.printed if item["value"]), None)
        if printed and rows and rows[0]["origin"] == "report":
            return [_entry(key, rows[0]["published_on"].isoformat(), printed["path"], printed["locator"], printed["quote"])]
        return [_entry(key, row["published_on"].isoformat(), "reports.csv", row["file"] or "", "") for row in rows]


def _correction(label: str, row: Mapping[str, Any]) -> list[dict[str, str]]:
    """The value that counts with who corrected it, when and why; then the value that was read with its place."""
    why = " ".join(filter(None, (row["corrected_on"].isoformat(), row["corrected_by"], row["reason"], row["evidence"])))
    counts = _entry(f"{label}（更正值）", row["new"], row["file"], f"line {row['line']}", why)
    read = _entry(f"{label}（读出的原值）", row["old"] or "未读出", row["path"], row["locator"], row["quote"])
    return [counts, read]


def _words(row: Mapping[str, Any], *names: str) -> str:
    """Some cells of a row, and the cell of the workbook that it was collected from."""
    return " ".join(str(row[name]) for name in (*names, "source") if row.get(name))


def finding_entry(row: Mapping[str, Any]) -> dict[str, str]:
    """A row of findings: event, quantity, its file where there are several, its line, and when who saw what."""
    words = _words(row, "happened_on", "evidence", "found_by")
    return _entry(row["event"], numbers.plain(row["quantity"]), row["file"] or "findings.csv", f"line {row['line']}", words)


def paper_place(entry: Mapping[str, str], kind: str) -> tuple[str, str]:
    """File and locator of an entry for documents, which say 检查发现记录 however many files it has; the locator names the file then."""
    named = word("tables", entry["file"])
    if kind in EVENTS and named == entry["file"]:  # a file that has no name of its own: one of several
        return word("tables", "findings.csv"), f"{entry['file']} {entry['locator']}"
    return named, entry["locator"]


def _column(row: Mapping[str, Any]) -> dict[str, str]:
    """A column of the unit's website, what was found and when it was last updated."""
    updated = row["updated_on"].isoformat() if row["updated_on"] else "无更新日期"
    return _entry(row["column_name"], row["state"], "updates.csv", f"line {row['line']}", f"{updated}，周期{row['days']}天")


def _entry(what: str, value: str, file: str, locator: str, quote: str) -> dict[str, str]:
    return {"what": what, "value": value, "file": file, "locator": locator, "quote": quote}
