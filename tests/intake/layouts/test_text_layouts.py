"""Every layout of plain text gives every figure that it shows, and never one in another place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.intake.forms import Value
from tests.intake.layouts import text
from tests.intake.layouts.judge import judge
from tests.intake.layouts.model import Filled, distinct, filled

FORMS = ("2014", "2019", "2021")
SHOW_BLANKS = (
    text.markdown,
    text.markdown_repeated,
    text.markdown_bold,
    text.markdown_breaks,
    text.pipes_positions,
    text.tabs,
    text.commas,
    text.closing_stream,
    text.ascii_box,
    text.drawn_box,
    text.heavy_box,
)


def some_blank(place: int, value: Value) -> str:
    """Blanks, signs and zeros among the figures."""
    return "" if place % 11 == 0 else "/" if place % 13 == 0 else "0" if place % 7 == 0 else distinct(place, value)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", text.LAYOUTS)
def test_a_full_table_is_read_completely(layout: text.Render, form: str) -> None:
    printed = filled(form)
    verdict = judge(text.report(printed, layout).encode(), printed.truth)
    assert verdict.wrong == []
    unshown = 4 if layout is text.tabs_own and form == "2019" else 2 if layout in {text.tabs_own, text.pipes_inside} else 0
    assert len(verdict.missing) <= unshown
    assert verdict.report.form == form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", text.LAYOUTS)
def test_blanks_stay_in_place_or_leave_their_row_unread(layout: text.Render, form: str) -> None:
    printed = filled(form, some_blank)
    verdict = judge(text.report(printed, layout).encode(), printed.truth)
    assert verdict.wrong == []
    if layout in SHOW_BLANKS:
        assert len(verdict.missing) <= 2
    elif verdict.missing:
        assert verdict.report.unread


@pytest.mark.parametrize("layout", text.LAYOUTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_random_damage_moves_a_figure(layout: text.Render, data: st.DataObject) -> None:
    printed: Filled = filled(data.draw(st.sampled_from(FORMS)), data.draw(st.sampled_from([distinct, some_blank])))
    damaged = mutilated(text.report(printed, layout), data)
    verdict = judge(damaged.encode(), printed.truth)
    assert [entry for entry in verdict.wrong if "(numeric" in entry or "(zero" in entry] == []


def mutilated(whole: str, data: st.DataObject) -> str:
    """A text with lines, separators or characters missing, or cut."""
    kind = data.draw(st.sampled_from(["lines", "separators", "cut", "start"]))
    if kind == "cut":
        return whole[: data.draw(st.integers(0, len(whole)))]
    if kind == "start":
        return whole[data.draw(st.integers(0, len(whole))) :]
    if kind == "lines":
        lines = whole.split("\n")
        # Neighbours stay: without the figure of a row and the label of the next, the two are one row that nobody can tell from a true one.
        gone = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=4).filter(lambda found: not found & {n + 1 for n in found}))
        return "\n".join(line for n, line in enumerate(lines) if n not in gone)
    places = [n for n, c in enumerate(whole) if c in "|\t│┃"]
    gone = data.draw(st.sets(st.sampled_from(places), max_size=4)) if places else set()
    return "".join(c for n, c in enumerate(whole) if n not in gone)
