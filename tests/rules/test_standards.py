"""The rule in words (评分标准) and the points that it can give, of every kind."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from scoring.files import yamlfile
from scoring.rules import KINDS
from scoring.rules.base import RuleKind
from tests.rules.test_rule_cases import FILES, plan_for

if TYPE_CHECKING:
    from pathlib import Path

SNAP = Decimal("0.00005")  # points are carried with four decimals


def spoken(indicator: dict[str, Any]) -> tuple[str, list[str]]:
    """评分标准 of an indicator and the lowest and highest points of its first group, as written in the cases."""
    plan = plan_for(indicator)
    bound = next(bound for bound in plan.bound if bound.node.id == indicator["id"])
    lowest, highest = bound.kind.reachable(bound, next(iter(bound.node.points.values())))
    return bound.kind.standard(bound, plan.naming()), [f"{lowest:f}", f"{highest:f}"]


def write(file: Path, standard: str, limits: list[str]) -> None:
    """Put what the kind says at the end of its cases."""
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("standard:", "reachable:"))]
    file.write_text("\n".join([*kept, f"standard: {standard}", f"reachable: [{', '.join(limits)}]"]) + "\n", "utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_rule_in_words_and_its_limits_are_pinned(file: Path) -> None:
    data = yamlfile.read(file).data
    standard, limits = spoken(data["indicator"])
    if os.environ.get("UPDATE_GOLDEN"):
        write(file, standard, limits)
        data = yamlfile.read(file).data
    assert data["standard"] == standard
    assert [Decimal(limit) for limit in data["reachable"]] == [Decimal(limit) for limit in limits]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_case_leaves_the_limits(file: Path) -> None:
    data = yamlfile.read(file).data
    for case in data["cases"]:
        points = case["expect"]["points"]
        if points is not None:
            lowest, highest = spoken(case.get("indicator", data["indicator"]))[1]
            assert Decimal(lowest) - SNAP <= points <= Decimal(highest) + SNAP, case["name"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("method", ["standard", "reachable"])
def test_every_kind_says_its_standard_and_its_limits(kind: RuleKind, method: str) -> None:
    assert getattr(type(kind), method) is not getattr(RuleKind, method)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_rule_in_words_is_a_clause_of_chinese(file: Path) -> None:
    standard = yamlfile.read(file).data["standard"]
    assert not standard.endswith(("。", "，"))
    assert not set(standard) & set(",;?!")


def test_a_band_without_points_above_others_is_named() -> None:
    bands = [{"from": 20, "points": 0}, {"from": 10, "points": 8}, {"from": 0, "points": 0}]
    said, _ = spoken({"id": "a.sum", "title": "经费", "points": 8, "measure": "sum", "rule": {"band": bands}})
    assert said == "经费合计20及以上的不得分，10及以上的得8分，其余不得分"


OTHERS: list[tuple[dict[str, Any], str]] = [
    (
        {"measure": "share", "rule": {"borda": {"direction": "lower", "ties": "min", "over": "all"}}},
        "按时办结率低者为好，每好于全部一个单位计一份，并列的不计，好于全部单位得满分",
    ),
    (
        {"measure": "share", "rule": {"percentile_rank": {"equal": "zero"}}},
        "按时办结率高者为好，按超过本组其他单位的比例计分，并列的不算超过，没有差距时不得分",
    ),
    (
        {"measure": "share", "rule": {"rank_score": {"step": 2, "best": "lowest", "last": 1, "ties": "mean"}}},
        "按时办结率在本组单位中从低到高排名，第1名得满分，每后一名少得2分，不低于1分，并列取平均名次",
    ),
    (
        {"measure": "share", "rule": {"target_distance": {"reference": "best", "form": "range", "direction": "lower"}}},
        "按时办结率不高于本组单位最好值的得满分，其余按从最差单位到参照值的进度计分",
    ),
    (
        {"measure": "share", "rule": {"min_max": {"over": "years", "years": 3}}},
        "按时办结率在本组2014—2016年单位中最高的得满分，最低的得0分，其余按极差折算",
    ),
    ({"rule": {"judgement": {"from": 0, "to": 5}}}, "由评审人员在0至5分之间评分，按评分÷5×本项分值计分"),
]


@pytest.mark.parametrize(("indicator", "words"), OTHERS)
def test_what_other_parameters_say(indicator: dict[str, Any], words: str) -> None:
    assert spoken({"id": "a.x", "title": "指标", "points": 10, **indicator})[0] == words
