"""Rows of a run in, sheets of units out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.results.material import GateWords, RuleWords
from scoring.results.model import GroupTable, TieBreak
from scoring.results.quality.model import CorrectedRow, Quality
from scoring.results.sheets.building import unit_sheets
from scoring.results.sheets.model import UnitSheet
from scoring.results.titles import words
from tests.documents import scored
from tests.documents.scored import PLAIN, TREE, Unit
from tests.documents.units import tried

UNITS = [
    Unit("甲", {"a.x": "25", "a.y": "12.5", "b.x": "20", "b.y": "36"}),
    Unit("乙", {"a.x": "20", "a.y": "15", "b.x": "10", "b.y": "40"}),
    Unit("丙", {"a.x": "20", "a.y": "N", "b.x": "15", "b.y": "0"}),
]


def sheets(*args: object, **kwargs: object) -> dict[str, UnitSheet]:
    return {sheet.name: sheet for sheet in unit_sheets(tried.run(*args, **kwargs))}  # type: ignore[arg-type]  # handed on as they are


def test_score_rank_and_what_they_compare_with() -> None:
    made = sheets(UNITS)
    first, last = made["甲"].standing, made["丙"].standing
    assert first
    assert last
    assert (first.total, first.full, first.rank, first.of, first.grade) == ("93.50", "100", "1", "3", "良好")
    assert (last.total, last.exact, last.applicable, last.rank) == ("41.18", "41.1765", "85", "3")
    assert first.mean == "73.23"  # (93.5 + 85 + 41.1765) / 3
    assert (first.best, first.places, last.place) == ("93.50", ("93.50", "85.00", "41.18"), 2)


def test_blocks_compare_over_units_to_which_they_apply() -> None:
    units = [*UNITS[:2], Unit("丁", {"a.x": "N", "a.y": "N", "b.x": "10", "b.y": "30"})]
    block, other = sheets(units)["甲"].blocks
    assert (block.title, block.full, block.points, block.rate) == ("标题a", "40", "37.5", "93.75%")
    assert (block.mean, block.mean_rate, block.best, block.best_rate, block.counted) == ("36.25", "90.63%", "37.50", "93.75%", "2")
    assert (other.mean, other.counted) == ("48.67", "3")
    nothing = sheets(units)["丁"].blocks[0]
    assert (nothing.points, nothing.rate, nothing.applicable) == ("", "", "0")


def test_a_part_of_a_block_that_does_not_apply_leaves_its_share() -> None:
    block = sheets(UNITS)["丙"].blocks[0]
    assert (block.full, block.applicable, block.points, block.rate) == ("40", "25", "20", "80.00%")


def test_lost_points_with_rule_numbers_and_the_others() -> None:
    line = sheets(UNITS)["乙"].losses[0]
    assert (line.indicator_id, line.block, line.full, line.points, line.lost) == ("a.x", "标题a", "25", "20.00", "5.00")
    assert (line.standard, line.basis, line.look_at, line.reason) == ("标准a.x。", "依据a.x", "看a.x", "乙的a.x得20")
    assert (line.mean, line.losing, line.judged) == ("21.67", "2", "3")
    assert [line.indicator_id for line in sheets(UNITS)["乙"].losses] == ["a.x", "b.x"]


def test_decimals_of_lost_points_are_the_same_on_a_sheet() -> None:
    units = [Unit("甲", {"a.x": "24.125", "a.y": "12", "b.x": "20", "b.y": "40"}), UNITS[1]]
    assert [(line.points, line.lost) for line in sheets(units)["甲"].losses] == [("24.125", "0.875"), ("12.000", "3.000")]


def test_what_would_gain_most_comes_first_with_score_and_rank() -> None:
    first, second = sheets(UNITS)["乙"].gains
    assert (first.indicator_id, first.gain, first.total, first.rank) == ("b.x", "10.00", "95.00", "1")
    assert (second.indicator_id, second.gain, second.total, second.rank) == ("a.x", "5.00", "90.00", "2")
    line = sheets(UNITS)["丙"].gains[0]
    assert (line.indicator_id, line.lost, line.gain, line.total) == ("b.y", "40.00", "47.06", "88.24")  # 75 of 85 on 100
    assert line.rank == "2"


@pytest.mark.parametrize("seed", range(120))
def test_gains_are_what_scoring_again_would_give(seed: int) -> None:
    units, tree, arithmetic, results = tried.random_run(seed)
    ranked = {row.unit_id: row for row in results.groups[0].rows}
    by_name = {unit.name: unit for unit in units}
    for sheet in unit_sheets(results):
        if sheet.standing is None or ranked[sheet.unit_id].total == "":
            continue
        for line in sheet.losses:
            better = replace(by_name[sheet.name], scores={**by_name[sheet.name].scores, line.indicator_id: line.full})
            others = [unit for unit in units if unit.name != sheet.name]
            again = next(row for row in scored.ranking(tree, [*others, better], arithmetic) if row.unit_id == sheet.unit_id)
            assert (Decimal(line.total), line.rank) == (Decimal(again.total), again.rank)
            assert Decimal(line.gain) == Decimal(again.total) - Decimal(sheet.standing.total)


@pytest.mark.parametrize("seed", range(60))
def test_means_are_exact_over_the_ranked_units(seed: int) -> None:
    units, tree, arithmetic, results = tried.random_run(seed)
    for sheet in unit_sheets(results):
        standing = sheet.standing
        assert standing
        if len(units) < 2:
            assert (standing.mean, standing.best, standing.places) == ("", "", ())
            continue
        mean = sum((Fraction(scored.score(tree, unit, arithmetic)[0]) for unit in units), Fraction(0)) / len(units)
        assert abs(Fraction(standing.mean) - mean) <= Fraction(1, 2 * 10**arithmetic.digits)


def test_equal_scores_name_each_other_and_only_a_tie_breaker_tells_apart() -> None:
    units = [UNITS[0], replace(UNITS[0], name="己"), UNITS[2]]
    assert sheets(units)["甲"].standing.tied == ("己",)  # type: ignore[union-attr]  # a scored unit
    broken = replace(PLAIN, break_ties=(TieBreak("a", "标题a", "highest"),))
    units = [UNITS[0], Unit("乙", {"a.x": "25", "a.y": "15", "b.x": "20", "b.y": "32.5"})]
    line = sheets(units, TREE, broken)["乙"].gains[0]
    assert (line.total, line.rank) == ("100.00", "1")
    same = [
        Unit("甲", {"a.x": "25", "a.y": "15", "b.x": "20", "b.y": "30"}),
        Unit("乙", {"a.x": "25", "a.y": "5", "b.x": "20", "b.y": "30"}),
    ]
    assert sheets(same, TREE, broken)["乙"].gains[0].rank == ""  # equal scores: what decides is not tried


def test_a_gate_is_named_and_nothing_is_promised() -> None:
    gate = GateWords("gate", "失泄密", "失泄密大于0", "等次定为不合格")
    fallen = replace(UNITS[1], gate="失泄密")
    sheet = sheets([UNITS[0], fallen], gates=(gate,))["乙"]
    assert sheet.gates == (gate,)
    assert sheet.standing
    assert (sheet.standing.next_grade, sheet.standing.to_next_grade) == ("", "")
    assert {(line.total, line.rank) for line in sheet.gains} == {("", "")}
    assert [line.lost for line in sheet.gains] == ["10.00", "5.00"]


@pytest.mark.parametrize(
    "changed",
    [
        {"gates": (GateWords("low", "过低", "总分小于90", "总分记为0分", floating=True),)},
        {"rules": {"bonus": RuleWords("bonus", gate="基础分大于加分", known=False)}},
    ],
)
def test_what_scores_may_set_off_is_not_tried(changed: dict[str, object]) -> None:
    assert {line.gain for line in sheets(UNITS, **changed)["乙"].gains} == {""}


def test_a_total_that_the_points_do_not_give_is_not_tried() -> None:
    results = tried.run(UNITS)
    results = replace(
        results,
        points=tuple(replace(row, points="21") if row.unit_id == "乙" and row.indicator_id == "a.x" else row for row in results.points),
    )
    made = {sheet.name: sheet for sheet in unit_sheets(results)}
    assert {line.gain for line in made["乙"].gains} == {""}
    assert "" not in {line.gain for line in made["甲"].gains}


def test_a_bonus_opens_with_the_base_that_regained_points_give() -> None:
    rule = RuleWords("bonus", "每次加1分。", "《办法》", "", "基础分大于90", (">", "90"))
    results = tried.run(UNITS, rules={"bonus": rule})
    extra = tuple(
        replace(results.points[0], unit_id=unit, indicator_id="bonus", title="表扬", full_points="3", points=points, lost="")
        for unit, points in (("甲", "2"), ("乙", "2"), ("丙", "0"))
    )
    rows = tuple(replace(row, bonus="2", total="95.50") if row.unit_id == "甲" else row for row in results.groups[0].rows)
    amounts = {**results.material.amounts, "甲": replace(results.material.amounts["甲"], exact="95.50")}
    results = replace(
        results,
        points=(*results.points, *extra),
        groups=(replace(results.groups[0], rows=rows),),
        material=replace(results.material, amounts=amounts),
    )
    made = {sheet.name: sheet for sheet in unit_sheets(results)}
    assert [(line.indicator_id, line.gain, line.total) for line in made["乙"].gains] == [
        ("b.x", "12.00", "97.00"),
        ("a.x", "5.00", "90.00"),
    ]
    assert [(line.kind, line.title, line.points, line.counted) for line in made["甲"].extras] == [("bonus", "表扬", "2", True)]
    assert [(line.condition, line.counted) for line in made["乙"].extras] == [("基础分大于90", False)]
    assert made["丙"].extras == ()


def test_of_two_bonuses_only_the_one_whose_gate_is_open_counts() -> None:
    rules = {f"bonus.{most}": RuleWords("bonus", gate=f"基础分大于{most}", bound=(">", str(most))) for most in (60, 99)}
    results = tried.run(UNITS, rules=rules)
    extra = tuple(
        replace(results.points[0], unit_id="甲", indicator_id=identity, title=identity, full_points="3", points="1", lost="")
        for identity in rules
    )
    rows = tuple(replace(row, bonus="1") if row.unit_id == "甲" else row for row in results.groups[0].rows)
    results = replace(results, points=(*results.points, *extra), groups=(replace(results.groups[0], rows=rows),))
    sheet = next(sheet for sheet in unit_sheets(results) if sheet.name == "甲")
    assert [(line.indicator_id, line.counted) for line in sheet.extras] == [("bonus.60", True), ("bonus.99", False)]


def test_indicators_without_points_stand_apart_with_their_word() -> None:
    unit = Unit("戊", {"a.x": "N", "a.y": "E", "b.x": "A", "b.y": "40"})
    sheet = sheets([*UNITS, unit])["戊"]
    assert [(line.indicator_id, line.word, line.full) for line in sheet.opens] == [
        ("a.x", "不适用", "25"),
        ("a.y", "合理缺项", "15"),
        ("b.x", "无法评价", "20"),
    ]
    assert sheet.losses == ()


def test_terms_of_the_total_have_no_decimals_of_other_units() -> None:
    results = tried.run(UNITS)
    rows = [replace(row, base="94.6800", bonus="2.0000", penalty="0.0000") for row in results.groups[0].rows]
    standing = next(iter(unit_sheets(replace(results, groups=(replace(results.groups[0], rows=tuple(rows)),))))).standing
    assert standing
    assert (standing.base, standing.bonus, standing.penalty) == ("94.68", "2.00", "0")


def test_words_of_outcomes_are_those_of_the_workbook() -> None:
    from scoring.documents.workbook.matrix import OUTCOME_WORDS

    assert words()["outcomes"] == OUTCOME_WORDS


def test_exempt_and_unranked_units_have_fitting_sheets() -> None:
    results = tried.run(UNITS)
    rows = list(results.groups[0].rows)
    rows[1] = replace(rows[1], status="not_ranked", rank="", grade="", note="不参加排名（新设）")
    rows[2] = replace(rows[2], status="exempt", rank="", total="", base="", blocks=("", ""), grade="", note="免予考核（撤销）")
    group: GroupTable = replace(results.groups[0], rows=tuple(rows))
    _, unranked, exempt = unit_sheets(replace(results, groups=(group,)))
    assert unranked.standing
    assert (unranked.standing.total, unranked.standing.rank, unranked.standing.of, unranked.standing.grade) == (
        "85.00",
        "",
        "",
        "",
    )
    assert {line.rank for line in unranked.gains} == {""}
    assert (exempt.standing, exempt.blocks, exempt.losses, exempt.gains, exempt.opens, exempt.note) == (
        None,
        (),
        (),
        (),
        (),
        "免予考核（撤销）",
    )


def test_failing_checks_that_want_an_answer_and_corrections() -> None:
    checks = (
        scored.check("甲", "late", severity="warning"),
        scored.check("甲", "sum", title="合计", quote="共10件", after="holds"),
        scored.check("甲", "hint", severity="info"),
        scored.check("甲", "follows", caused_by="sum"),
        scored.check("甲", "open", outcome="not_assessable"),
        scored.check("乙", "other"),
    )
    corrected = CorrectedRow(
        "甲", "甲", "2016", "公开数", "n", "9", "10", "2017-05-03", "政务公开办", "笔误", "来函", "corrections.csv:2", "", "", ""
    )
    quality = Quality("", "2016", "", corrections=(corrected,))
    sheet = {made.name: made for made in unit_sheets(replace(tried.run(UNITS), checks=checks, quality=quality))}["甲"]
    assert [(line.title, line.severity, line.answered) for line in sheet.doubts] == [("合计", "error", True), ("late", "warning", False)]
    assert [(line.title, line.old, line.new, line.corrected_by) for line in sheet.corrections] == [("公开数", "9", "10", "政务公开办")]


def test_negative_points_are_losses_beyond_the_full_points() -> None:
    units = [Unit("甲", {"a.x": "-3", "a.y": "15", "b.x": "20", "b.y": "40"}), UNITS[1]]
    sheet = sheets(units)["甲"]
    assert [(line.points, line.lost, line.gain) for line in sheet.losses] == [("-3.00", "28.00", "28.00")]
    assert (sheet.blocks[0].points, sheet.blocks[0].rate) == ("12", "30.00%")
