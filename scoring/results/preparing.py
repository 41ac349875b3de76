"""What was imputed, treated as an outlier or screened out, as finished rows for documents."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring import numbers
from scoring.engine.database import Session, sql_file
from scoring.results.prepared import ImputedRow, Prepared, ScreenedRow, TreatedRow
from scoring.rules import Plan
from scoring.rules.changes import LACKING_WORDS, TREATED_WORDS, imputed_by, printed_value

_SPREAD_DIGITS = 4
_THEN = {"not_ranked": "不参加排名", "no_total": "不计总分"}
_OF = {"indicators": "有实际数据的指标", "points": "有实际数据的指标分值"}


def describe_preparation(plan: Plan) -> dict[str, Any]:
    """What of the criteria the rows below need, as plain data for table ``run``; empty where nothing is asked for."""
    used = [plan.names.measures[identity] for identity in plan.measures]
    measures = {item.id: [item.title, item.show, item.uom] for item in used if item.prepared}
    rule = plan.criteria.policy.screening
    screening = rule and {"available": str(rule.available), "then": rule.then, "of": rule.of, "nonzero": str(rule.nonzero or 0)}
    return {"measures": measures, "screening": screening} if measures or screening else {}


def collect_preparation(session: Session, described: Mapping[str, Any]) -> Prepared:
    """The rows of tables ``imputed``, ``treated`` and ``screened``, units in the order of the assessment."""
    if not described:
        return Prepared()
    texts = {key: tuple(value) for key, value in described["measures"].items()}
    return Prepared(
        tuple(_imputed(row, texts) for row in session.records(_in_order("imputed"))),
        tuple(_treated(row, texts) for row in session.records(_in_order("treated"))),
        tuple(_screened(row, described["screening"]) for row in session.records(_in_order("screened"))),
    )


def _in_order(table: str) -> str:
    measure = "" if table == "screened" else "t.measure, "
    return sql_file(__package__, "prepared_rows.sql").format(table=table, measure=measure)


def _imputed(row: Mapping[str, Any], texts: Mapping[str, tuple[str, str, str]]) -> ImputedRow:
    title, show, uom = texts[row["measure"]]
    units = f"（{row['units']}个单位）" if row["units"] is not None else ""
    basis = f"{LACKING_WORDS[row['was']]}，以{imputed_by(row['how'], row['year'])}{units}代入"
    return ImputedRow(row["unit_id"], row["name"], title, printed_value(row["value"], show, uom), basis)


def _treated(row: Mapping[str, Any], texts: Mapping[str, tuple[str, str, str]]) -> TreatedRow:
    title, show, uom = texts[row["measure"]]
    after = printed_value(row["after"], *(("number", "") if row["how"] == "log" else (show, uom)))
    return TreatedRow(
        row["unit_id"],
        row["name"],
        title,
        printed_value(row["before"], show, uom),
        after,
        TREATED_WORDS[row["how"]],
        _spread(row["skewness_before"]),
        _spread(row["kurtosis_before"]),
        _spread(row["skewness_after"]),
        _spread(row["kurtosis_after"]),
        {None: "", True: "符合", False: "仍超过限值"}[row["passes"]],
    )


def _spread(value: Decimal | None) -> str:
    return numbers.fixed_or_blank(value, _SPREAD_DIGITS)


def _screened(row: Mapping[str, Any], rule: Mapping[str, str]) -> ScreenedRow:
    shares = {key: "" if row[key] is None else numbers.percent(row[key]) for key in ("available", "nonzero")}
    what, key = (_OF[rule["of"]], "available") if row["lacking"] else ("非零数据", "nonzero")
    limit = numbers.percent(Decimal(rule[key])).replace(".00%", "%")
    reason = f"{what}占{shares[key]}，低于规定的{limit}，{_THEN[rule['then']]}"
    return ScreenedRow(row["unit_id"], row["name"], shares["available"], shares["nonzero"], reason)
