"""What a sentence says of a value that was filled in, treated as an outlier, or both."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.criteria import read_criteria
from scoring.criteria.declared import Measure
from scoring.files import yamlfile
from scoring.rules.changes import Change, change_words
from tests.rules.frame import FRAME

TREATED = {"before": Decimal("12.5"), "after": Decimal("9.1"), "how": "winsorised"}
CASES = [
    ({"imputed": "同组平均值", "before": Decimal("86.2")}, "无本年数据，以同组平均值86.2代入"),
    ({"imputed": "2015年数据", "was": "not_assessable", "before": Decimal(3)}, "本年数据无法采用，以2015年数据3代入"),
    (TREATED, "（按规定缩尾：原值250÷20=12.5，按9.1计）"),
    ({**TREATED, "imputed": "中位数"}, "无本年数据，以中位数12.5代入（按规定缩尾：原值12.5，按9.1计）"),
    ({**TREATED, "how": "log", "after": Decimal("2.52573")}, "（按规定取对数：原值250÷20=12.5，按2.52573计）"),
]


def measure() -> Measure:
    criteria, _ = read_criteria(
        yamlfile.YamlFile("x.yaml", {**FRAME, "indicators": [{"id": "a", "title": "甲", "points": 100, "rule": "presence"}]})
    )
    return criteria.measures["sum"]


@pytest.mark.parametrize(("change", "words"), CASES)
def test_words(change: dict[str, object], words: str) -> None:
    assert change_words(measure(), Change(**change), "250÷20=") == words  # type: ignore[arg-type]  # of several types, as the cases write them


def test_words_without_a_formula() -> None:
    assert change_words(measure(), Change(**TREATED)) == "（按规定缩尾：原值12.5，按9.1计）"  # type: ignore[arg-type]  # as above
