"""The same sentence written otherwise states the same; numbers that are no figures add nothing wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.files.yamlfile import read
from scoring.intake.document import Line
from scoring.intake.narrative import read_narrative
from scoring.intake.report import Fact

TITLE = Line("云泽市2017年政府信息公开工作年度报告", "line 1")
CASES: list[dict[str, Any]] = [c for f in sorted((Path(__file__).parent / "cases").glob("*.yaml")) for c in read(f).data]
WIDE = str.maketrans({**{chr(c): chr(c + 0xFEE0) for c in range(0x30, 0x3A)}, **dict(zip(",;:()%", "，；：（）％", strict=True))})
NARROW = str.maketrans(dict(zip("，；：（）％", ",;:()%", strict=True)))
BLANKS = [" ", "\u3000", "\xa0", "  ", "\t"]
NUMBERS_OF_OTHER_THINGS = [
    "（云政办发〔2017〕17号）",
    "（联系电话：0557-5023706）",
    "（电话0557-5023706，邮编235200）",
    "（邮箱：yzgk2017@126.com）",
    "（国务院令第711号）",
    "（点击量12万次）",
    "（“12345”政务服务热线）",
    "（http://www.example.gov.cn/2017/12/col123.html）",
]
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _stated(text: str, year: int) -> Counter[tuple[Any, ...]]:
    return Counter(map(_shape, read_narrative([TITLE, Line(text, "line 2")], year)))


def _shape(fact: Fact) -> tuple[Any, ...]:
    return fact.metric, fact.value, fact.semantic, fact.qualifier, fact.uom, fact.scope


def _of(case: dict[str, Any]) -> tuple[str, int]:
    return case["say"], case.get("year", 2017)


@FEW
@given(case=st.sampled_from(CASES))
def test_full_width_and_ascii_characters_state_the_same(case: dict[str, Any]) -> None:
    text, year = _of(case)
    assert _stated(text.translate(WIDE), year) == _stated(text.translate(NARROW), year) == _stated(text, year)


@FEW
@given(case=st.sampled_from(CASES), data=st.data())
def test_blanks_between_words_change_nothing(case: dict[str, Any], data: st.DataObject) -> None:
    text, year = _of(case)
    places = [m.start() for m in re.finditer(r"(?<=[一-龥，。；：、（）])(?!^)|(?=[一-龥，。；：、（）])(?!^)", text)]
    chosen = sorted(data.draw(st.lists(st.sampled_from(places or [0]), max_size=6, unique=True)), reverse=True)
    spaced = text
    for place in chosen:
        spaced = spaced[:place] + data.draw(st.sampled_from(BLANKS)) + spaced[place:]
    assert _stated(spaced, year) == _stated(text, year)


@FEW
@given(case=st.sampled_from(CASES), other=st.sampled_from(NUMBERS_OF_OTHER_THINGS), data=st.data())
def test_numbers_of_other_things_never_become_figures(case: dict[str, Any], other: str, data: st.DataObject) -> None:
    text, year = _of(case)
    places = [m.end() for m in re.finditer("[，。；、：]|$", text)]
    place = data.draw(st.sampled_from(places))
    added = _stated(text[:place] + other + text[place:], year) - _stated(text, year)
    assert not {shape for shape in added if not _is_less_bound(shape, _stated(text, year))}


def _is_less_bound(shape: tuple[Any, ...], before: Counter[tuple[Any, ...]]) -> bool:
    """A fact that was there with another scope: what stands between a number and its words may only loosen them."""
    return any(old[:5] == shape[:5] for old in before)


@FEW
@given(case=st.sampled_from(CASES), other=st.sampled_from(NUMBERS_OF_OTHER_THINGS))
def test_what_follows_a_sentence_does_not_change_it(case: dict[str, Any], other: str) -> None:
    text, year = _of(case)
    closed = text if text.endswith(("。", "；")) else text + "。"
    assert _stated(closed + other.strip("（）") + "。", year) == _stated(closed, year)
