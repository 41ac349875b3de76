"""What SQL of the engine may not hold, as Spark would not understand it or would compute something else in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlglot import exp, parse_one

from scoring.engine.spark.translation import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.rules import Plan

BANNED = {
    exp.AnyValue: "any of several values",
    exp.ApproxQuantile: "an approximate quantile",
    exp.ArrayAgg: "a list",
    exp.Avg: "a mean of doubles",
    exp.Corr: "a correlation",
    exp.DateTrunc: "date_trunc",
    exp.DayOfWeek: "the day of the week",
    exp.DayOfWeekIso: "the day of the week",
    exp.First: "first",
    exp.Interval: "an interval",
    exp.Last: "last",
    exp.List: "a list",
    exp.Median: "a median",
    exp.PercentileCont: "percentile_cont",
    exp.PercentileDisc: "percentile_disc",
    exp.Quantile: "a quantile",
    exp.ReadCSV: "a CSV file",
    exp.RegexpReplace: "a replacement by pattern",
    exp.Round: "round",
    exp.Stddev: "a standard deviation",
    exp.StddevPop: "a standard deviation",
    exp.StddevSamp: "a standard deviation",
    exp.TimestampTrunc: "date_trunc",
    exp.Unnest: "unnest",
    exp.Variance: "a variance",
    exp.VariancePop: "a variance",
}
# Functions that sqlglot does not know by name and both engines have.
KNOWN: frozenset[str] = frozenset()
INTEGERS = {exp.DType.TINYINT, exp.DType.SMALLINT, exp.DType.INT, exp.DType.BIGINT}


def complaints(sql: str) -> Iterator[str]:
    """What a step's SQL holds that it may not."""
    tree = parse_one(sql, read="duckdb")
    for node in tree.walk():
        if type(node) in BANNED:
            yield BANNED[type(node)]
        if isinstance(node, exp.Anonymous) and node.name.lower() not in KNOWN:
            yield f"the function {node.name}"
        if isinstance(node, exp.Star) and (node.args.get("except_") or node.args.get("except") or node.args.get("replace")):
            yield "a star with exceptions"
        if isinstance(node, exp.Select) and sum(bool(join.args.get("using")) for join in node.args.get("joins") or []) > 1:
            yield "a chain of joins by using"
        if isinstance(node, exp.Cast) and node.to.this in INTEGERS and isinstance(node.this, exp.Div):
            yield "a quotient cast to an integer"
        if isinstance(node, exp.Cast) and node.to.this == exp.DType.DECIMAL and not node.to.expressions:
            yield "a decimal without its digits"
    translated(sql)


def pack_tables(plan: Plan, cases: list[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all cases of a pack side by side, as so many units of one assessment."""
    from scoring.authoring.case_tables import case_tables

    units = []
    for number, case in enumerate(cases):
        of_case = {unit["id"] for unit in case["units"]}
        for unit in case["units"]:
            parent = unit.get("parent")
            units.append(unit | {"id": f"{unit['id']}-{number}"} | ({"parent": f"{parent}-{number}"} if parent in of_case else {}))
    return case_tables(plan, units)
