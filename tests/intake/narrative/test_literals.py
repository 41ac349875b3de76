"""What a pattern needs is read off the pattern, and no text that a pattern matches is without it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.intake.narrative.catalogue import all_templates
from scoring.intake.narrative.literals import Needs, has_all, needs_of


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("办结(?:申请)?(?:总?数)?", (("办结",),)),
        ("(?:收到|接到)了?申请", (("申请",), ("收到", "接到"))),
        ("收到[^,。]{0,24}?申请", (("收到",), ("申请",))),
        ("(?:收到|\\d+)件", (("件",),)),
        ("信息?公开*表", (("信",), ("公",), ("表",))),
        ("(?:县(?:政府|人大)|市)(?:局){0,2}共", (("共",), ("政府", "人大", "市"))),
        ("(?<!不)同意(?=公开)(?!的)", (("同意",),)),
        ("主动\\(公开\\)", (("主动",), ("公开",))),
        ("{got}…{request}", (("申请",), ("收到", "接到"))),
        ("受理|办理", (("受理", "办理"),)),
        ("受理|\\d", ()),
        ("", ()),
    ],
)
def test_a_pattern_needs_its_words_and_not_what_may_be_missing(pattern: str, needs: Needs) -> None:
    assert needs_of(pattern, {"got": (("收到", "接到"),), "request": (("申请",),)}) == needs


def test_a_text_needs_one_word_of_each_kind() -> None:
    needs = (("收到", "接到"), ("申请",))
    assert has_all(needs, "接到申请")
    assert not has_all(needs, "收到、接到来信")
    assert has_all((), "")
    assert not has_all(((),), "收到")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_text_that_a_pattern_matches_has_what_it_needs(data: st.DataObject) -> None:
    _, template = data.draw(st.sampled_from(all_templates()))
    assert has_all(template.needs_before, data.draw(st.from_regex(template.before)))
    assert has_all(template.needs_behind, data.draw(st.from_regex(template.behind)))
