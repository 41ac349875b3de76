"""``scoring explain``: why this score - rule, measure, fact, file, place, quote."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import numbers
from scoring.database import literal, sql_file
from scoring.measures.names import years_back
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.database import Session
    from scoring.results.membership import Membership


def explain(run: Path, unit: str, indicator: str | None = None) -> dict[str, Any]:
    """Everything behind a unit's score in a finished run.

    Args:
        run: Folder of the run.
        unit: Unit id, name or short name.
        indicator: Id of an indicator or block; all when None.

    Returns:
        Unit, total, rank, grade, blocks, and one entry per indicator with its sentence and sources.

    Raises:
        ProblemsFound: A007 when the folder is not a run, A008 for an unknown unit or indicator.
    """
    from scoring.results.collect import run_settings
    from scoring.results.membership import memberships
    from scoring.results.store import open_results

    if not (run / "results.duckdb").is_file() or not (run / "manifest.json").is_file():
        raise ProblemsFound([Problem("A007", str(run))])
    with open_results(run) as session:
        settings = run_settings(session)
        row = _unit(session.records("select * from units order by grp, ord"), unit, run)
        own = literal(row["unit_id"])
        points = session.records(f"select * from points where unit_id = {own} order by ord")
        chosen = _chosen(points, indicator, settings, run)
        _make_reasons(session, run, chosen)
        ranking = session.records(f"select * from ranking where unit_id = {own}")
        totals = session.records(f"select * from totals where unit_id = {own} and component = 'total'")
        parts = session.records(f"select * from totals where unit_id = {own} and component not in ('total', 'own')")
        made_of = memberships(session, settings, row["unit_id"]).get(row["unit_id"])
        nodes = session.records(f"select * from node_scores where unit_id = {own} and depth <= 1")
        lookup = _Lookup(session, row["unit_id"], int(settings["period"]))
        return {
            "unit_id": row["unit_id"],
            "name": row["name"],
            "title": settings["title"],
            "total": _total(ranking, totals, settings),
            "members": _members(made_of, settings) if made_of else None,
            "components": [_component(part, nodes, settings) for part in parts],
            "blocks": [_block(node, settings) for node in nodes if node["node_id"] in settings["titles"]],
            "indicators": [_indicator(point, settings, lookup) for point in chosen],
        }


def _make_reasons(session: Session, run: Path, points: list[dict[str, Any]]) -> None:
    """The sentences of a run that did not store them."""
    if any(point["reason"] is None for point in points):
        from scoring.planning import load_plan
        from scoring.results.reasons import add_reasons

        plan, problems = load_plan(run / "criteria.yaml")
        if plan is None:
            raise ProblemsFound(problems)
        add_reasons(session, plan, run, points)


def _unit(rows: list[dict[str, Any]], unit: str, run: Path) -> dict[str, Any]:
    for row in rows:
        if unit in {row["unit_id"], row["name"], row["short_name"]}:
            return row
    known = [name for row in rows for name in (row["short_name"], row["unit_id"], row["name"]) if name]
    near = difflib.get_close_matches(unit, known, 1, 0.3) or known[:1]
    raise ProblemsFound([Problem("A008", str(run), found=unit, args={"nearest": near[0] if near else ""})])


def _chosen(points: list[dict[str, Any]], indicator: str | None, settings: Mapping[str, Any], run: Path) -> list[dict[str, Any]]:
    if indicator is None:
        return points
    found = [point for point in points if point["indicator_id"] == indicator or point["indicator_id"].startswith(f"{indicator}.")]
    found = found or [point for point in points if settings["titles"][point["indicator_id"]] == indicator]
    if not found:
        known = [point["indicator_id"] for point in points]
        near = difflib.get_close_matches(indicator, known, 1, 0.3) or known[:1]
        raise ProblemsFound([Problem("A008", str(run), found=indicator, args={"nearest": near[0] if near else ""})])
    return found


def _total(ranking: list[dict[str, Any]], totals: list[dict[str, Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    if not ranking or not totals or totals[0]["total_printed"] is None:
        return {}
    rank, total = ranking[0], totals[0]
    digits = settings["policy"]["digits"]
    return {
        "base": numbers.plain(total["base"]),
        "bonus": numbers.plain(total["bonus"]),
        "penalty": numbers.plain(total["penalty"]),
        "exact": numbers.plain(total["total_exact"]),
        "printed": numbers.fixed(total["total_printed"], digits),
        "rank": rank["rank"],
        "tied_with": rank["tied_with"],
        "rank_overall": rank["rank_overall"],
        "tie_broken_by": _breaker_title(rank["tie_broken_by"], settings),
        "grade": rank["grade"],
        "gate": settings["gates"].get(total["gate"], "") if total["gate"] else "",
        "margin_to_next_rank": None if rank["margin_to_next_rank"] is None else numbers.plain(rank["margin_to_next_rank"]),
        "margin_to_next_grade": None if rank["margin_to_next_grade"] is None else numbers.plain(rank["margin_to_next_grade"]),
    }


def _members(made_of: Membership, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The unit's own total, and the totals of the units below that count."""
    return {
        "own": numbers.plain(made_of.own),
        "share": numbers.plain(made_of.share),
        "words": made_of.words(settings["policy"]["digits"]),
        "of": [
            {"id": unit, "name": name, "total": None if total is None else numbers.plain(total), "counts": counted is not None}
            for unit, name, total, counted in made_of.members
        ],
    }


def _component(part: Mapping[str, Any], nodes: list[dict[str, Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """A component's own way from base to total, and what it adds to the whole."""
    share = next((node["points"] for node in nodes if node["node_id"] == part["component"]), None)
    names = ("base", "bonus", "penalty", "total_exact")
    shown = {name: None if part[name] is None else numbers.plain(part[name]) for name in names}
    return {
        "id": part["component"],
        "title": settings["titles"][part["component"]],
        **shown,
        "full": next(numbers.plain(Decimal(found["full"])) for found in settings["components"] if found["id"] == part["component"]),
        "gate": settings["gates"].get(part["gate"], "") if part["gate"] else "",
        "share": None if share is None else numbers.plain(share),
    }


def _breaker_title(breaker: str | None, settings: Mapping[str, Any]) -> str:
    return next((item["title"] for item in settings["policy"]["break_ties"] if item["by"] == breaker), "")


def _block(node: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, str]:
    return {
        "id": node["node_id"],
        "title": settings["titles"][node["node_id"]],
        "points": numbers.plain(node["points"]),
        "applicable": numbers.plain(node["applicable_points"]),
        "full": numbers.plain(node["full_points"]),
    }


def _indicator(point: Mapping[str, Any], settings: Mapping[str, Any], lookup: _Lookup) -> dict[str, Any]:
    return {
        "id": point["indicator_id"],
        "title": settings["titles"][point["indicator_id"]],
        "basis": settings["basis"].get(point["indicator_id"], ""),
        "outcome": point["outcome"],
        "points": None if point["points"] is None else numbers.plain(point["points"]),
        "full": numbers.plain(point["full_points"]),
        "reason": point["reason"],
        "sources": lookup.sources(point["indicator_id"], point["sources"] or ""),
    }


def _of_unit(name: str, unit: str, period: int) -> str:
    """A query about one unit (its id as SQL literal) and year."""
    return sql_file("scoring.results", f"{name}.sql").format(unit=unit, period=period)


class _Lookup:
    """Where the numbers of one unit came from."""

    def __init__(self, session: Any, unit_id: str, period: int) -> None:
        self.period = period
        own = literal(unit_id)
        self.facts = session.records(_of_unit("unit_facts", own, period))
        rows = session.rows(_of_unit("unit_data_rows", own, period))
        self.data_rows = {row[0]: (row[1], row[2]) for row in rows}
        self.reports = session.records(
            f"select path from sources where unit_id = {own} and period = {period} and read_status = 'read' order by path"
        )
        self.contradictions = session.records(_of_unit("unit_contradictions", own, period))
        self.printed = session.records(_of_unit("unit_printed_date", own, period))
        self.columns = session.records(f"select * from column_states where unit_id = {own} order by line")
        self.records = {
            name: session.records(f"select * from records_{name} where unit_id = {own}")
            for name in ("findings", "marks", "external", "reports", "exemptions")
        }

    def sources(self, indicator: str, terms: str) -> list[dict[str, str]]:
        """One entry per number: what it is, its value, file, place and quote."""
        found = []
        for term in filter(None, terms.split("\n")):
            name, _, value = term.partition("=")
            kind, key, scope = name.split(":")
            found += getattr(self, f"_{kind}")(indicator, key, scope, value)
        for row in self.records["exemptions"]:
            if indicator == row["indicator_id"] or indicator.startswith(f"{row['indicator_id']}."):
                found.append(_entry("合理缺项", row["reason"], "exemptions.csv", f"line {row['line']}", ""))
        return found

    def _fact(self, _indicator: str, key: str, scope: str, value: str) -> list[dict[str, str]]:
        metric, _, part = key.partition("__")
        period = self.period - years_back(scope)
        rows = [f for f in self.facts if f["metric"] == metric and f["part"] == (part or "total") and f["period"] == period]
        label = key + (f"@{scope}" if scope else "")
        if not rows and period in self.data_rows and value:
            path, line = self.data_rows[period]
            return [_entry(label, value, path, f"row {line}, {metric}", value)]
        if not rows:
            return [_entry(label, "未报", "", "", "")]
        first = rows[0]
        return [_entry(label, value or f"({first['semantic']}) {first['raw']}", first["path"], first["locator"], first["quote"])]

    def _event(self, indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["findings"] if row["event"] == key and row["indicator_id"] == indicator]
        return [_finding(row) for row in rows]

    def _unit_event(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        columns = [_column(row) for row in self.columns if row["event"] == key]
        return [_finding(row) for row in self.records["findings"] if row["event"] == key] + columns

    def _column(self, indicator: str, _key: str, scope: str, _value: str) -> list[dict[str, str]]:
        return [_column(row) for row in self.columns if row["indicator_id"] == indicator and row["state"] == scope]

    def _mark(self, _indicator: str, key: str, _scope: str, value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["marks"] if row["indicator_id"] == key]
        return [
            _entry(key, value, "marks.csv", f"line {row['line']}", " ".join(filter(None, (row["marker"], row["remark"])))) for row in rows
        ]

    def _external(self, _indicator: str, key: str, _scope: str, value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["external"] if row["key"] == key]
        return [
            _entry(key, value, "external.csv", f"line {row['line']}", f"{row['issued_by'] or ''} {row['issued_on'] or ''}".strip())
            for row in rows
        ]

    def _report(self, _indicator: str, _key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        return [_entry("年度报告", "已读取", row["path"], "", "") for row in self.reports]

    def _check(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.contradictions if key in {"", row["check_id"]}]
        return [_entry(row["check_id"], row["difference"], row["path"] or "", row["locator"], row["message"]) for row in rows]

    def _peer(self, _indicator: str, key: str, scope: str, value: str) -> list[dict[str, str]]:
        return [_entry(f"{scope}{key}", value or "无", "", "", "")]

    def _date(self, _indicator: str, key: str, _scope: str, _value: str) -> list[dict[str, str]]:
        rows = [row for row in self.records["reports"] if row["published_on"]]
        printed = next((item for item in self.printed if item["value"]), None)
        if printed and rows and rows[0]["origin"] == "report":
            return [_entry(key, rows[0]["published_on"].isoformat(), printed["path"], printed["locator"], printed["quote"])]
        return [_entry(key, row["published_on"].isoformat(), "reports.csv", row["file"] or "", "") for row in rows]


def _finding(row: Mapping[str, Any]) -> dict[str, str]:
    words = " ".join(filter(None, (str(row["happened_on"] or ""), row["evidence"] or "", row["found_by"] or "")))
    return _entry(row["event"], numbers.plain(row["quantity"]), "findings.csv", f"line {row['line']}", words)


def _column(row: Mapping[str, Any]) -> dict[str, str]:
    """A column of the unit's website, what was found and when it was last updated."""
    updated = row["updated_on"].isoformat() if row["updated_on"] else "无更新日期"
    return _entry(row["column_name"], row["state"], "updates.csv", f"line {row['line']}", f"{updated}，周期{row['days']}天")


def _entry(what: str, value: str, file: str, locator: str, quote: str) -> dict[str, str]:
    return {"what": what, "value": value, "file": file, "locator": locator, "quote": quote}


def _sum_lines(explained: Mapping[str, Any], terms: str, place: str) -> list[str]:
    """The total and what it is made of; a unit made of others first says which part is its own."""
    members, total, exact = explained["members"], explained["total"]["printed"], f"（精确值 {explained['total']['exact']}）"
    if members is None:
        return [f"总分 {total} = {terms}{exact}  {place}".rstrip()]
    counted = [f"  {found['name']} {found['total'] or '没有总分'}{'' if found['counts'] else '（不计）'}" for found in members["of"]]
    return [f"总分 {total} = {members['words']}{exact}  {place}".rstrip(), *counted, f"本级 {members['own']} = {terms}"]


def _component_line(part: Mapping[str, Any]) -> str:
    if part["total_exact"] is None:
        return f"  {part['title']} 未能评分" + (f"（{part['gate']}）" if part["gate"] else "")
    terms = f"基础分 {part['base']} + 加分 {part['bonus']} - 扣分 {part['penalty']}"
    gate = f"，触发：{part['gate']}" if part["gate"] else ""
    return f"  {part['title']} {part['total_exact']} = {terms}（满分 {part['full']}{gate}），计入总分 {part['share']}"


def explanation_text(explained: Mapping[str, Any]) -> str:
    """The explanation as text for a person."""
    total = explained["total"]
    lines = [f"{explained['name']}  {explained['title']}"]
    if total:
        rank = f"第{total['rank']}名" + ("（并列）" if total["tied_with"] else "") if total["rank"] else "不参加排名"
        if total["rank_overall"]:
            rank += f"（全体第{total['rank_overall']}名）"
        terms = f"基础分 {total['base']} + 加分 {total['bonus']} - 扣分 {total['penalty']}"
        lines += _sum_lines(explained, terms, f"{rank}  {total['grade'] or ''}")
        if total["tie_broken_by"]:
            lines.append(f"总分与相邻单位相同，以{total['tie_broken_by']}定先后")
        if total["gate"]:
            lines.append(f"触发：{total['gate']}")
        if total["margin_to_next_rank"]:
            lines.append(
                f"距上一名 {total['margin_to_next_rank']} 分"
                + (f"，距上一等次 {total['margin_to_next_grade']} 分" if total["margin_to_next_grade"] else "")
            )
    else:
        lines.append("未计分")
    lines += [_component_line(part) for part in explained["components"]]
    lines += [
        f"  {block['title']} {block['points']}/{block['full']}"
        + (f"（适用 {block['applicable']} 分）" if block["applicable"] != block["full"] else "")
        for block in explained["blocks"]
    ]
    for indicator in explained["indicators"]:
        points = "—" if indicator["points"] is None else indicator["points"]
        lines += ["", f"{indicator['id']}  {indicator['title']}  {points}/{indicator['full']}", f"  {indicator['reason']}"]
        if indicator["basis"]:
            lines.append(f"  依据：{indicator['basis']}")
        for source in indicator["sources"]:
            place = "  ".join(filter(None, (source["file"], source["locator"])))
            quote = f"  “{source['quote']}”" if source["quote"] else ""
            lines.append(f"    ← {source['what']} = {source['value']}" + (f"  {place}" if place else "") + quote)
    return "\n".join(lines) + "\n"
