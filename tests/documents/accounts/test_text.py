"""A text whose numbers come from nowhere, or do not say what they leave out, is not printed."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.documents.accounts.body import check_printed, printed_text
from scoring.problems import ProblemsFound, sentence
from scoring.results.figure import Figure
from scoring.results.model import Results
from tests.documents import sample

NOWHERE = (
    "；应为 figures.yaml 中的数字、日期、文号或条款。请改用 figures.yaml 中的数字；"
    "确属固定用语的，把这几个字列入 figures.yaml 的 fixed_wording。 [F010]"
)
LACKS = "应为正文印出 figures.fax.note 或 coverage(figures.fax)。"
AFTER = "请在这个数后面印上说明；数据齐全时说明为空，不影响行文。"
LISTED = "应为正文印出 figures.disclosed.parts_note。请在列举之后印上说明；相等时说明为空，不影响行文。 [F013]"
LACKING = "（按有数据的44个单位计算）"


def results(*figures: Figure) -> Results:
    plain = Figure("closed", "2071", Decimal(2071), "办结数合计", "件", 45, 45, words={"note": ""})
    return dataclasses.replace(sample.results(3, 3), figures={figure.name: figure for figure in (plain, *figures)})


def lacking(name: str = "fax", covered: int = 44) -> Figure:
    return Figure(name, "33", Decimal(33), "传真合计", "件", covered, 45, words={"note": f"（按有数据的{covered}个单位计算）"})


def told(folder: Path, text: str, *figures: Figure) -> list[str]:
    body = folder / "circular.html.j2"
    body.write_text(text, "utf-8")
    try:
        check_printed(results(*figures), body)
    except ProblemsFound as error:
        return [sentence(problem).replace(f"{folder}/", "") for problem in error.problems]
    return []


def test_a_number_typed_by_hand_is_told_with_its_line_and_the_words_around(tmp_path: Path) -> None:
    assert told(tmp_path, "<p>一</p>\n<p>办结{{ figures.closed }}件，延期17件，有三个单位。</p>\n") == [
        f"circular.html.j2:2: 正文中的数没有出处：17（…办结2071件，延期17件，有三个单位。…）{NOWHERE}",
        f"circular.html.j2:2: 正文中的数没有出处：三（…1件，延期17件，有三个单位。…）{NOWHERE}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ figures.closed.value * 2 }}",
        "{{ figures.closed | length }}",
        "{% for i in range(3) %}{{ i }}{% endfor %}",
        "{{ figures.closed }}0",
        "{{ '%d' | format(figures.closed.value) }}",
    ],
)
def test_a_number_that_a_template_computes_comes_from_nowhere(tmp_path: Path, text: str) -> None:
    assert "[F010]" in told(tmp_path, f"<p>办结{text}件。</p>")[0]


@pytest.mark.parametrize(
    "text",
    [
        "{{ figures.closed }}件",
        "{{ 'a' ~ figures.closed ~ 'b' }}",
        "{{ [figures.closed, figures.closed] | join('、') }}",
        "{% macro m(x) %}{{ x }}件{% endmacro %}{{ m(figures.closed) }}",
        "{% set x %}{{ figures.closed }}{% endset %}{{ x }}",
        "{{ figures.closed | default('') }}",
        "{{ figures.closed.covered }}个单位",
        "{{ document.rectify_by }}前，{{ assessment.period }}年，{{ document.number }}",
        "{{ groups.city.rows[0].total }}分",
    ],
)
def test_whatever_comes_out_of_results_and_settings_is_known(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, f"<p>{text}</p>") == []


def test_wording_that_is_declared_may_hold_numbers(tmp_path: Path) -> None:
    assert told(tmp_path, "<p>20个工作日内，一次说清</p>") == []


def test_a_text_that_does_not_tell_how_complete_a_figure_is_is_not_printed(tmp_path: Path) -> None:
    assert told(tmp_path, "<p>传真{{ figures.fax }}件。</p>", lacking()) == [
        f"figures.fax: 这个数不是全部单位的数，正文没有说明：{LACKING}；{LACKS}{AFTER} [F012]"
    ]
    assert told(tmp_path, "<p>传真{{ figures.fax }}件{{ figures.fax.note }}。</p>", lacking()) == []
    assert told(tmp_path, "<p>没有印出的数不必说明。</p>", lacking()) == []


def test_several_figures_share_one_note_where_they_rest_on_as_many_units(tmp_path: Path) -> None:
    text = "<p>{{ figures.fax }}件，{{ figures.letter }}件{{ coverage([figures.fax, figures.letter]) }}。</p>"
    assert told(tmp_path, text, lacking(), lacking("letter")) == []
    assert printed_text(results(lacking(), lacking("letter")), tmp_path / "circular.html.j2").text == f"33件，33件{LACKING}。"
    assert len(told(tmp_path, text, lacking(), lacking("letter", 43))) == 2


def test_figures_with_other_numbers_of_units_say_their_own(tmp_path: Path) -> None:
    text = (
        "{% set all = [figures.fax, figures.closed] %}<p>{{ figures.closed }}件{{ own_coverage(figures.closed, all) }}，"
        "{{ figures.fax }}件{{ own_coverage(figures.fax, all) }}{{ coverage(all) }}。</p>"
    )
    assert told(tmp_path, text, lacking()) == []
    assert printed_text(results(lacking()), tmp_path / "circular.html.j2").text == f"2071件，33件{LACKING}。"


def test_what_a_sentence_has_said_already_is_not_said_again(tmp_path: Path) -> None:
    text = "<p>{{ figures.fax }}件{{ figures.fax.note }}，其中{{ figures.letter }}件{{ coverage([figures.letter], figures.fax) }}。</p>"
    assert told(tmp_path, text, lacking(), lacking("letter")) == []
    assert printed_text(results(lacking(), lacking("letter")), tmp_path / "circular.html.j2").text == f"33件{LACKING}，其中33件。"


def test_parts_that_do_not_add_up_have_to_be_told(tmp_path: Path) -> None:
    words = {"note": "", "parts_note": "（以上各项合计30条，与总数不等）", "and_others": "等"}
    whole = Figure("disclosed", "33", Decimal(33), "合计", "条", 45, 45, words=words, why="各部分合计30，与总数相差3")
    assert told(tmp_path, "<p>公开{{ figures.disclosed }}条。</p>", whole) == [
        "figures.disclosed: 各部分之和与总数不等，正文没有说明：各部分合计30，与总数相差3；" + LISTED
    ]
    for word in ("parts_note", "and_others"):
        assert told(tmp_path, f"<p>公开{{{{ figures.disclosed }}}}条{{{{ figures.disclosed.{word} }}}}。</p>", whole) == []
    more = dataclasses.replace(whole, words={**words, "and_others": ""})
    assert "[F013]" in told(tmp_path, "<p>公开{{ figures.disclosed }}条{{ figures.disclosed.and_others }}。</p>", more)[0]


def test_a_figure_without_data_is_asked_for_first(tmp_path: Path) -> None:
    empty = Figure("weibo", "", None, "合计", "条", 0, 45, why="没有数据")
    assert told(tmp_path, "<p>一</p>\n<p>微博{{ figures.weibo }}条</p>", empty) == [
        "circular.html.j2:2: 这个数没有数据，正文却要印它：weibo。请先判断，如 {% if figures.weibo %}……{% endif %}。 [F017]"
    ]
    assert told(tmp_path, "<p>{% if figures.weibo %}微博{{ figures.weibo }}条{% endif %}</p>", empty) == []
