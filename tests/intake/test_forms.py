from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from scoring.intake.dictionary import metrics
from scoring.intake.forms import continuity_relations, footing_relations, load_forms
from scoring.intake.relations import LinearRelation

STATUTORY = {"T3-row", "T3-sum", "T3-identity", "T4-sum"}


@pytest.mark.parametrize(("form", "rows", "checks"), [("2019", 23, 40), ("2021", 25, 42)])
def test_the_six_section_forms_have_their_rows_and_their_footing_checks(form: str, rows: int, checks: int) -> None:
    matrix = next(t for f in load_forms() if f.id == form for t in f.tables if t.layout == "matrix")
    assert len(matrix.rows) == rows
    counts = Counter(r.check_id for r in footing_relations() if r.form == form and r.check_id in STATUTORY)
    assert counts == {"T3-row": rows, "T3-sum": 7, "T3-identity": 7, "T4-sum": 3}
    assert counts.total() == checks


def test_the_flat_form_has_58_figures_and_its_rules() -> None:
    flat = load_forms()[0]
    assert sum(len(row.values) for row in flat.tables[0].rows) == 58
    assert {r.check_id for r in flat.relations} == {f"A{n}" for n in range(1, 13)}


def test_every_term_of_every_relation_is_a_figure_of_its_form() -> None:
    printed = {f.id: {(v.metric, v.part) for t in f.tables for row in t.rows for v in row.values} for f in load_forms()}
    for relation in (*footing_relations(), *continuity_relations()):
        for _, _, metric, part in relation.terms:
            assert (metric.removesuffix("@prev"), part) in printed[relation.form], (relation.check_id, metric, part)


def test_no_relation_is_declared_twice() -> None:
    keys = Counter((r.form, r.check_id, r.part) for r in (*footing_relations(), *continuity_relations()))
    assert [key for key, times in keys.items() if times > 1] == []


def by_place(check_id: str, form: str, part: str) -> LinearRelation:
    return next(r for r in footing_relations() if (r.check_id, r.form, r.part) == (check_id, form, part))


def test_the_sum_of_table_3_takes_every_result_row_once_and_not_its_total() -> None:
    for form, results in (("2019", 19), ("2021", 21)):
        relation = by_place("T3-sum", form, "enterprise")
        assert [t[0] for t in relation.terms].count("left") == results
        assert relation.terms[-1] == ("right", Decimal(1), "results_total", "enterprise")
    assert "other_disposal" not in {t[2] for t in by_place("T3-sum", "2021", "total").terms}


def test_last_year_s_stock_enters_the_continuity_of_the_newest_form() -> None:
    relation = next(r for r in continuity_relations() if r.check_id == "T2-C1" and r.part == "rules")
    assert {(t[1], t[2]) for t in relation.terms if t[0] == "right"} == {
        (Decimal(1), "rules_in_force@prev"),
        (Decimal(1), "rules_issued"),
        (Decimal(-1), "rules_repealed"),
    }


def test_every_form_says_who_prescribes_it_and_for_which_years() -> None:
    years = [(f.id, f.first_year, f.last_year) for f in load_forms()]
    assert years == [("2014", 2014, 2018), ("2019", 2019, 2020), ("2021", 2021, None)]
    assert all("国办" in f.basis for f in load_forms())


def test_the_dictionary_names_every_figure_apart_from_the_others_of_its_form() -> None:
    for form in load_forms():
        codes = {v.metric for t in form.tables for row in t.rows for v in row.values}
        titles = Counter(metrics()[code].title for code in codes)
        assert [title for title, times in titles.items() if times > 1] == []
    assert metrics()["charges_amount_wan_yuan"].uom == "万元"
    assert metrics()["suit_direct_pending"].title == "未经复议直接起诉尚未审结"
