"""The relations as tables: ``relations.yaml`` and the footing rules of the forms, ready to be joined.

``check_terms`` has one row per summand, ``check_words`` one per other declaration (pairs for
shares and rates, prose against table, scopes, deadlines, consequences), ``check_metrics`` one per figure.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scoring.files.yamlfile import shipped
from scoring.intake.dictionary import metrics
from scoring.intake.forms import TOTAL, continuity_relations, footing_relations, load_forms
from scoring.intake.narrative import wide_scopes
from scoring.intake.relations import LinearRelation, Term

if TYPE_CHECKING:
    import polars as pl

_PREV = "@prev"


@functools.cache
def declarations() -> Mapping[str, Any]:
    """``relations.yaml``, read once."""
    return shipped(__package__, "relations.yaml")  # type: ignore[no-any-return]  # a mapping by its tests


def prose_relations() -> list[LinearRelation]:
    """The sums of ``relations.yaml`` as linear relations: parts on the left, the stated total on the right."""
    return [_relation(entry) for entry in declarations()["sums"]]


def _relation(entry: Mapping[str, Any]) -> LinearRelation:
    totals = entry.get("totals") or ([entry["total"]] if "total" in entry else [])
    parts = [*entry["parts"], *entry.get("optional", [])]
    terms: list[Term] = [("left", Decimal(1), metric, "total") for metric in parts]
    terms += [("right", Decimal(1), metric, "total") for metric in totals]
    if "constant" in entry:
        terms.append(("right", Decimal(entry["constant"]), "", ""))
    tolerance = Decimal(entry.get("tolerance", "0"))
    return LinearRelation(entry["id"], entry["title"], entry["severity"], entry.get("op", "="), tolerance, tuple(terms))


@functools.cache
def terms_frame() -> pl.DataFrame:
    """One row per summand of every relation, with how the relation is applied."""
    import polars as pl

    rows: list[tuple[Any, ...]] = []
    flags = {entry["id"]: entry for entry in declarations()["sums"]}
    sources = (("form", footing_relations()), ("years", continuity_relations()), ("prose", prose_relations()))
    numbered = enumerate((kind, relation) for kind, relations in sources for relation in relations)
    for number, (kind, relation) in numbered:
        rows.extend(_term_rows(number, kind, relation, flags.get(relation.check_id, {})))
    columns: dict[str, Any] = {
        "relation": pl.Int32, "kind": pl.String, "check_id": pl.String, "form": pl.String, "title": pl.String,
        "severity": pl.String, "same_form_severity": pl.String, "op": pl.String,
        "tolerance": pl.Decimal(18, 6), "place": pl.String, "ord": pl.Int32,
        "side": pl.String, "coefficient": pl.Decimal(18, 6), "metric": pl.String, "part": pl.String, "years_back": pl.Int32,
        "open_list": pl.Boolean, "needs_total": pl.Boolean, "any_scope": pl.Boolean, "same_unit": pl.Boolean,
        "is_optional": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row")


def _term_rows(number: int, kind: str, relation: LinearRelation, flags: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    form = flags.get("instead_of", relation.form)
    applied = (
        bool(flags.get("all_parts", relation.op == "=") and kind == "prose"),
        bool(flags.get("needs_total", False)),
        bool(flags.get("any_scope", kind != "prose")),
        bool(flags.get("same_unit", False)),
    )
    for order, (side, coefficient, metric, part) in enumerate(relation.terms):
        back = int(metric.endswith(_PREV))
        name = metric.removesuffix(_PREV)
        yield (
            number, kind, relation.check_id, form, relation.title, relation.severity,
            relation.same_form_severity, relation.op, relation.tolerance,
            relation.part, order, side, coefficient, name, part, back, *applied, name in flags.get("optional", ()),
        )  # fmt: skip


@functools.cache
def words_frame() -> pl.DataFrame:
    """Every other declaration: ``kind``, ``number`` of the entry, ``check_id``, ``title``, ``severity``, ``role``, ``word``."""
    import polars as pl

    columns = ["kind", "number", "check_id", "title", "severity", "role", "word"]
    schema: dict[str, Any] = {c: pl.Int32 if c == "number" else pl.String for c in columns}
    return pl.DataFrame(list(_words(declarations())), schema=schema, orient="row")


def _words(data: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    yield from _entries("share", _shares(data))
    yield from _entries("rate", ([("rate", r["metric"]), ("of", r["of"]), ("whole1", r["whole"])] for r in data["rates"]))
    yield from (("other_total", 0, entry["id"], "", "", "", metric) for entry in data["sums"] for metric in entry.get("other_totals", ()))
    for number, entry in enumerate(data["narrative_table"]):
        for role in ("prose", "table", "also"):
            yield from (("narrative_table", number, entry["id"], "", "warning", role, metric) for metric in _listed(entry.get(role, [])))
    for kind, roles in (("product", ("factors", "result")), ("subset", ("part", "whole", "within")), ("implication", ("when", "then"))):
        for number, entry in enumerate(data[f"{kind}s"]):
            for role in roles:
                yield from ((kind, number, entry["id"], entry["title"], entry["severity"], role, word) for word in _listed(entry[role]))
    yield from _entries("deadline", ([("from", d["from"]), ("to", d["to"]), ("until", d["until"])] for d in data["deadlines"]))
    yield from (("consequence", i, effect, "", "", "cause", cause) for i, (effect, cause) in enumerate(data["consequences"].items()))
    yield from (("money_decimals", 0, "", str(digits), "", "", uom) for uom, digits in data["money_decimals"].items())
    yield from (("all_upheld", 0, "", "", "", role, metric) for role, metrics in data["all_upheld"].items() for metric in metrics)
    yield from (("form_table", 0, "", data["tables"].get(t.id, ""), "", form.id, t.id) for form in load_forms() for t in form.tables)
    for kind, words in _lists(data).items():
        yield from ((kind, i, "", "", "", "", str(word)) for i, word in enumerate(words))


def _lists(data: Mapping[str, Any]) -> Mapping[str, Iterable[Any]]:
    """Plain lists of words by the kind that the SQL knows them by."""
    return {
        "wide_scope": wide_scopes(), "narrow_scope": data["narrow_scopes"], "self_scope": data["self_scopes"], "office": data["offices"],
        "region_metric": data["region_metrics"], "charge": data["charges"], "cause_order": data["cause_order"],
        "added_table": data["hierarchy"]["tables"], "added_metric": data["hierarchy"]["metrics"],
        "own_office": data["hierarchy"]["own_offices"],
        "about_tolerance": [data["about_tolerance"]], "tables_since": [data["tables_since"]], "shown_parts": [data["shown_parts"]],
        "jump_size": [data["jumps"]["at_least"]], "jump_factor": [data["jumps"]["factor"]],
    }  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shares(data: Mapping[str, Any]) -> Iterator[list[tuple[str, Any]]]:
    """The share of every part of a sum: of its declared wholes, else of the total of the first sum that it is a part of."""
    wholes: dict[str, list[str]] = dict(data["shares"])
    for relation in (*prose_relations(), *footing_relations()):
        totals = [metric for side, _, metric, part in relation.terms if side == "right" and part == TOTAL]
        parts = [metric for side, _, metric, part in relation.terms if side == "left" and part == TOTAL]
        if len(totals) == 1 and len(parts) > 1 and totals[0] and relation.op in {"=", ">="}:
            for metric in parts:
                wholes.setdefault(metric, totals)
    for metric, words in wholes.items():
        yield [("rate", f"{metric}_share_pct"), ("of", metric), *((f"whole{place}", word) for place, word in enumerate(words, 1))]


def _entries(kind: str, entries: Iterable[list[tuple[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    for number, pairs in enumerate(entries):
        yield from ((kind, number, "", "", "", role, str(word)) for role, word in pairs)


@functools.cache
def metrics_frame() -> pl.DataFrame:
    """One row per figure that a report can state: metric, part, Chinese title, ``number`` (count, money ...), table of the form."""
    import polars as pl

    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, row, value in ((t, r, v) for form in load_forms() for t in form.tables for r in t.rows for v in r.values):
        named = metrics()[value.metric].title
        title = f"“{row.title}”的“{value.title}”一栏" if table.layout == "matrix" else f"“{named}”"
        rows.setdefault((value.metric, value.part), (title, value.number, table.id))
    for metric in metrics().values():
        rows.setdefault((metric.code, TOTAL), (f"“{metric.title}”", metric.number, ""))
    columns = ["metric", "part", "title", "number", "tables"]
    return pl.DataFrame([(*key, *row) for key, row in rows.items()], schema=dict.fromkeys(columns, pl.String), orient="row")
