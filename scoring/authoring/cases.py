"""The test vectors of a criteria file: the keys of a case, and what is wrong with how one is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from scoring.authoring.case_shapes import check_shapes
from scoring.criteria.fields import Field, Reader
from scoring.criteria.suggestions import meant
from scoring.files import yamlfile
from scoring.rules import Plan

CASE = {"name": Field("说明 what the case shows", required=True), "units": Field("单位 units of the case", required=True)}
UNIT = {
    "id": Field("标识 id", required=True),
    "group": Field("组 group", required=True),
    "parent": Field("上级单位 unit above"),
    "status": Field("assessed（缺省）或 not_ranked assessed (default) or not_ranked"),
    "report_published_on": Field("年度报告发布日期 publication date of the report"),
    "facts": Field("数据 facts; null 为空格,/ 为不适用"),
    "prev": Field("上年数据 last year's facts"),
    "years": Field("更早年度的数据,按年度 facts of earlier years, by year"),
    "findings": Field("登记的事件 findings"),
    "marks": Field("评审分 marks"),
    "external": Field("外部评分 external scores"),
    "updates": Field("栏目更新 columns with indicator, column, cycle, updated_on, items"),
    "exempt": Field("合理缺项 exemptions with reasons"),
    "records": Field("记录，按记录表 rows of record tables, by table"),
    "failed_checks": Field("年度报告中不符的数据核对 checks that fail in the report, once per place"),
    "expect": Field("应得结果，每个用例至少有一个单位写明 expected results; at least one unit of a case has them"),
}
EXPECT = {
    "total": Field("总分 printed total"),
    "exact": Field("精确总分 exact total"),
    "base": Field("基础分 base"),
    "bonus": Field("加分 bonus"),
    "rank": Field("名次 rank"),
    "rank_overall": Field("全体名次 rank over all groups"),
    "tie_broken_by": Field("同分时决定先后的项目 what decided between equal scores"),
    "grade": Field("等次 grade"),
    "points": Field("各项得分 points by indicator"),
    "components": Field("各部分得分，own 为本级得分 exact totals by component; own is that of the unit without its members"),
    "outcomes": Field("各项结果 outcomes by indicator"),
    "reasons": Field("各项评分说明 sentences by indicator"),
    "missing": Field("因缺数据不能计分的指标 indicators that stop the run for missing data"),
}
FINDING = {
    "indicator": Field("指标 indicator", required=True),
    "event": Field("事件 event", required=True),
    "quantity": Field("数量 quantity"),
    "evidence": Field("佐证 evidence"),
    "happened_on": Field("日期 date"),
}


MAPPINGS = ("facts", "prev", "years", "marks", "external", "exempt", "records")
CELLS: dict[str, type | tuple[type, ...]] = {"text": (str, int), "date": date, "number": (int, Decimal), "whole": int, "flag": bool}
FLAGS = {"是": True, "否": False}  # as the tables have them
UNKNOWN = ("请改为指标体系中有的名称", "Use a name of the criteria")


def read_units(plan: Plan, reader: Reader, number: int, case: dict[str, Any]) -> list[dict[str, Any]]:
    """The units of a case with every part in its shape and every name known (C002-C005, C017)."""
    path: yamlfile.Path = (number, "units")
    units = [reader.mapping(unit, (*path, i), UNIT) for i, unit in enumerate(reader.sequence(case.get("units", []), path))]
    known = known_names(plan)
    for i, unit in enumerate(units):
        check_shapes(reader, (*path, i), unit)
        _check_unit(reader, (*path, i), unit, known)
        _check_records(reader, (*path, i, "records"), unit.get("records"), plan)
    if units and not any("expect" in unit for unit in units):
        reader.problem("C004", (*path, 0), "expect")
    return units


def _check_records(reader: Reader, path: yamlfile.Path, given: object, plan: Plan) -> None:
    """Rows of record tables in their shape, every table and column one of the criteria, every cell of its kind (C002, C003, C017)."""
    tables = plan.criteria.records
    for name, rows in reader.mapping(given or {}, path).items():
        if name not in tables:
            reader.problem("C017", (*path, name), name, hint=meant(name, tables, *UNKNOWN))
            continue
        columns = {column.name: Field(column.title, required=column.required) for column in tables[name].columns}
        for i, row in enumerate(reader.sequence(rows, (*path, name))):
            place: yamlfile.Path = (*path, name, i)
            for key, cell in reader.mapping(row, place, columns).items():
                column = tables[name].column(key)
                if column and column.kind == "flag" and str(cell) in FLAGS:
                    continue
                if column and cell is not None and not isinstance(cell, CELLS[column.kind]):
                    reader.problem("C002", (*place, key), cell, wanted=column.kind)


def known_names(plan: Plan) -> dict[str, set[str]]:
    """What a case may name, by key of a unit."""
    criteria = plan.criteria
    indicators = {node.id for node in (*criteria.nodes(), *criteria.scored())}
    inputs = plan.inputs()
    known = {kind: {found.key for found in inputs if found.kind == kind} for kind in ("mark", "external")}
    return {
        "group": {group.id for group in criteria.groups},
        "indicator": indicators | {gate.id for gate in criteria.gates},
        "event": set(criteria.events),
        "marks": known["mark"],
        "external": known["external"],
        "points": indicators,
        "outcomes": indicators,
        "reasons": indicators,
    }


def _check_unit(reader: Reader, path: yamlfile.Path, unit: dict[str, Any], known: dict[str, set[str]]) -> None:
    """Every part of a unit in its shape, and every name one of the criteria (C002, C003, C004, C005, C017)."""
    mappings = {key: reader.mapping(unit[key], (*path, key)) for key in MAPPINGS if unit.get(key)}
    expect = reader.mapping(unit.get("expect") or {}, (*path, "expect"), EXPECT)
    names = [((*path, "group"), "group", unit["group"])] if "group" in unit else []
    names += [((*path, key, name), key, name) for key in ("marks", "external") for name in mappings.get(key, {})]
    listed = {key: expect.get(key) for key in ("points", "outcomes", "reasons")}
    names += [((*path, "expect", key, name), key, name) for key, of in listed.items() if isinstance(of, dict) for name in of]
    for i, value in enumerate(reader.sequence(unit.get("findings") or [], (*path, "findings"))):
        place = (*path, "findings", i)
        finding = reader.mapping(value, place, FINDING)
        reader.number(finding.get("quantity", 1), (*place, "quantity"), low=0)
        names += [((*place, key), key, finding[key]) for key in ("indicator", "event") if key in finding]
    for place, kind, name in names:
        if not isinstance(name, dict | list) and name not in known[kind]:
            reader.problem("C017", place, name, hint=meant(str(name), known[kind], *UNKNOWN))
