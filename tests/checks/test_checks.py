"""Rows in, rows out: every kind of check with what makes it hold, fail or stay open (cases.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.checks import STEPS, run_checks
from scoring.checks.declarations import prose_relations
from scoring.engine.database import Session, sql_file
from scoring.files.yamlfile import read
from scoring.intake.dictionary import metrics
from scoring.intake.forms import load_forms
from tests.checks.loading import load

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [case for file in sorted(HERE.glob("cases*.yaml")) for case in read(file).data]
YEAR = 2017


def _fact(position: int, text: str, name: str) -> tuple[Any, ...]:
    words = text.replace("(last year)", "(last)").split()
    metric, printed = words[:2]
    semantic = {"-": "blank", "/": "not_applicable", "text": "text", "0": "zero"}.get(printed, "numeric")
    value = Decimal(printed) if semantic in {"numeric", "zero"} else None
    qualifier = next((w for w in words if w in {"about", "at_least", "at_most"}), "exact")
    scope = next((w[1:] for w in words if w.startswith("@")), "")
    uom = next((w[4:] for w in words if w.startswith("uom:")), "件")
    place = f"table 1 row {position}" if "(table)" in words else f"line {position} [0:1]"
    metric, _, part = metric.partition("__")
    last = "(last)" in words
    source = f"{name} before" if last and "(table)" in words else name
    return (name, YEAR - last, metric, part or "total", value, semantic, qualifier, uom, printed, scope, source, place, text)


def _source(form: str, name: str, source: str, year: int = YEAR) -> tuple[Any, ...]:
    return (source, f"{source}.txt", "", 0, "text", form, name, year, "read", "")


def _filled(case: dict[str, Any]) -> list[str]:
    """The facts of a case; ``zeros: "2019"`` fills the tables of that form with 0, facts of the table replace them."""
    own = {fact.split()[0] for fact in case["facts"] if "(table)" in fact and "(last year)" not in fact}
    values = (v for form in load_forms() if form.id == case.get("zeros") for t in form.tables for row in t.rows for v in row.values)
    cells = (value.metric if value.part == "total" else f"{value.metric}__{value.part}" for value in values)
    return [*case["facts"], *(f"{cell} 0 (table)" for cell in cells if cell not in own)]


def _judged(cases: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of every case, each a report of a unit of its own; one session judges them all."""
    facts: list[tuple[Any, ...]] = []
    sources: list[tuple[Any, ...]] = []
    structure: list[tuple[Any, ...]] = []
    for number, case in enumerate(cases):
        name = f"u{number}"
        facts += [_fact(i, fact, name) for i, fact in enumerate(_filled(case))]
        sources.append(_source(case.get("form", case.get("zeros", "narrative")), name, name))
        if "last_form" in case:
            sources.append(_source(case["last_form"], name, f"{name} before", YEAR - 1))
        structure += [(name, name, YEAR, *entry, "line 1") for entry in case.get("structure", [])]
    with Session() as session:
        load(session, facts, sources, structure)
        run_checks(session)
        rows = session.records("select * from checks")
    found: list[list[dict[str, Any]]] = [[] for _ in cases]
    for row in rows:
        number = int(row["unit_id"].removeprefix("u"))
        if "last_form" not in cases[number] or row["period"] >= YEAR:
            found[number].append(row)
    return found


@pytest.fixture(scope="module")
def judged() -> list[list[dict[str, Any]]]:
    """The rows of all cases of the files, in their order."""
    return _judged(CASES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_rows_in_rows_out(judged: list[list[dict[str, Any]]], number: int) -> None:
    case, rows = CASES[number], judged[number]
    named = {entry[0] for entry in case["expect"]} | set(case.get("besides", ()))
    found = [[r["check_id"], r["outcome"], r["expected"], r["found"], r["difference"], r["caused_by"]] for r in rows]
    counted = named - set(case.get("besides", ()))
    assert sorted(row for row in found if row[0] in counted and (row[1] != "holds" or row in case["expect"])) == sorted(case["expect"])
    assert not [row for row in found if row[0] not in named and row[1] == "fails"]
    assert not case["expect"] or all(r["message"] for r in rows)
    assert case.get("says", "") in "".join(r["message"] for r in rows)


STRUCTURE = [
    ([["genre", "annual_report", ""], ["title_present", "0", ""]], "S-title", "fails"),
    ([["genre", "annual_report", ""], ["published_on", "2018-03-31", ""]], "S-published", "holds"),
    ([["genre", "annual_report", ""], ["published_on", "2018-04-01", ""]], "S-published", "fails"),
    ([["genre", "annual_report", ""]], "S-published", "not_assessable"),
    ([["genre", "annual_report", ""], ["statutory_table", "absent", ""]], "S-statutory-table", "not_assessable"),
    ([["genre", "annual_report", ""], ["announced_parts", "8", ""], ["sections_present", "6", ""]], "S-parts", "fails"),
    ([["genre", "annual_report", ""], ["announced_parts", "6", ""], ["sections_present", "6", ""]], "S-parts", "holds"),
    ([["genre", "annual_report", ""], ["sections_present", "6", ""], ["section_misnumbered", "2|3", "三、"]], "S-numbering", "fails"),
    ([["genre", "annual_report", ""], ["section_empty", "存在的问题", ""]], "PL-2", "fails"),
    ([["promised", "举报|complaints_total", ""]], "S-promised", "fails"),
    ([["promised", "复议|reviews_,review_", ""], ["statutory_table", "present", ""]], "S-promised", "not_assessable"),
    ([["annexes_listed", "2", ""], ["annexes_present", "2", ""]], "S-annexes", "holds"),
    ([["annexes_listed", "2", ""], ["annexes_present", "1", ""]], "S-annexes", "fails"),
    ([["document_name_variant", "《甲》|《乙》", ""]], "S-citation", "fails"),
    ([["annex_subject", "政务公开|信息公开", ""]], "S-subject", "fails"),
    ([["heading_cut", "本年新", ""]], "S-heading-cut", "fails"),
]


def test_a_property_of_the_document_is_judged() -> None:
    rows = _judged([{"facts": [], "structure": structure} for structure, _, _ in STRUCTURE])
    found = [[r["outcome"] for r in of if r["check_id"] == check] for of, (_, check, _) in zip(rows, STRUCTURE, strict=True)]
    assert found == [[outcome] for _, _, outcome in STRUCTURE]


def test_an_office_with_the_counts_of_a_region_is_noted() -> None:
    office, region = "甲县政府办公室", "甲县"
    cases = [
        {"facts": [f"requests_received 8{scope}"], "structure": [["genre", "annual_report", ""], ["unit_name", unit, ""]]}
        for unit, scope in ((office, " @全县"), (office, ""), (region, " @全县"))
    ]
    found = [[row["outcome"] for row in rows if row["check_id"] == "S-scope"] for rows in _judged(cases)]
    assert found == [["fails"], ["holds"], []]


def test_a_consequence_names_its_cause() -> None:
    parts = [f"{t.terms[i][2]}" for t in _identity() for i in range(len(t.terms))]
    facts = [f"{metric} {8 if metric in {'requests_new', 'granted'} else 0} (table)" for metric in dict.fromkeys(parts)]
    rows = {r["check_id"]: r for r in _judged([{"form": "2019", "facts": facts}])[0] if r["part"] == "total" and r["outcome"] == "fails"}
    assert (rows["T3-sum"]["caused_by"], rows["T3-identity"]["caused_by"]) == ("", "T3-sum")
    assert rows["T3-sum"]["difference"] == rows["T3-identity"]["difference"] == "-8"


def _identity() -> list[Any]:
    from scoring.intake.forms import footing_relations

    return [r for r in footing_relations() if r.form == "2019" and r.part == "total" and r.check_id in {"T3-sum", "T3-identity"}]


def test_every_metric_of_a_relation_is_in_the_dictionary() -> None:
    named = {metric for relation in prose_relations() for _, _, metric, _ in relation.terms if metric}
    assert named <= set(metrics())


def test_no_data_gives_no_checks() -> None:
    with Session() as session:
        load(session, [], [], [])
        run_checks(session)
        assert session.rows("select count(*) from checks") == [(0,)]


def test_the_steps_keep_to_the_portable_subset() -> None:
    banned = ["percentile_cont", "printf", "format(", "dayofweek", "hash(", "round(", "list(", "unpivot"]
    text = "".join(sql_file("scoring.checks", f"{step}.sql").lower() for step in STEPS)
    assert not [word for word in banned if word in text]


def test_two_runs_give_the_same_rows() -> None:
    assert _judged(CASES[:3]) == _judged(CASES[:3])
