"""Every kind of figure over the small assessment, each number reckoned by hand; what the data do not carry is empty and says why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from scoring.problems import ProblemsFound, sentence
from scoring.results.figure import Figure
from tests.runs import mini
from tests.runs.texts import Scored, scored

# 甲河县 12 of 12 closed on time, 102 points; 乙山县 6 of 9, one late reply, 78.67; 丙桥县 no requests, 33.33.
BELOW = "update units set parent_id = 'jia' where unit_id in ('yi', 'bing')"
LAST_YEAR = "insert into scored_facts select unit_id, 2015, metric, part, value - 1, 0 from scored_facts where period = 2016"


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scored]:
    folder = mini.make(tmp_path_factory.mktemp("kinds") / "mini")
    (folder / "figures.yaml").write_text("figures: {}\n", "utf-8")
    with scored(folder, folder / "circular.html.j2") as made:
        yield made


def figure(assessment: Scored, line: str, *statements: str, more: str = "") -> Figure:
    file = assessment.work.assessment.folder / "figures.yaml"
    file.write_text(f"figures:\n  asked: {line}\n{more}", "utf-8")
    with assessment.changed(*statements) as results:
        return results.figures["asked"]


@pytest.mark.parametrize(
    ("line", "text", "uom", "value", "covered", "of"),
    [
        ("{sum: requests_closed}", "21", "件", "21", 3, 3),
        ("{sum: late_reply}", "1", "件", "1", 3, 3),
        ("{sum: requests_closed, parent: jia}", "9", "件", "9", 2, 2),
        ("{sum: requests_closed, scale: 万, digits: 4}", "0.0021万", "件", "21", 3, 3),
        ("{share: requests_closed_on_time, of: requests_closed}", "85.71", "%", "85.7142857143", 3, 3),
        ("{share: requests_closed, of: requests_closed_on_time, digits: 1}", "116.7", "%", "116.6666666667", 3, 3),
        ("{difference: requests_closed, minus: requests_closed_on_time}", "3", "件", "3", 3, 3),
        ("{growth: requests_closed_on_time, against: requests_closed}", "-14.29", "%", "-14.2857142857", 3, 3),
        ("{mean: county}", "71.33", "分", "71.3333333333", 3, 3),
        ("{mean: requests_closed}", "7.00", "件", "7", 3, 3),
        ("{mean: on_time}", "83.33", "%", "83.33335", 2, 3),
        ("{highest: county}", "102.00", "分", "102", 3, 3),
        ("{lowest: all}", "33.33", "分", "33.33", 3, 3),
        ("{highest: requests_closed}", "12", "件", "12", 3, 3),
        ("{count: requests.on_time, when: full}", "1", "个", "1", 2, 3),
        ("{count: requests.on_time, when: full, show: percent}", "50", "%", "50", 2, 3),
        ("{count: requests.on_time, below: 80%}", "1", "个", "1", 2, 3),
        ("{count: requests_closed, when: zero}", "1", "个", "1", 3, 3),
        ("{count: requests_closed, at_least: 9, below: 12}", "1", "个", "1", 3, 3),
        ("{count: score, below: 90}", "2", "个", "2", 3, 3),
        ("{count: score, below: line}", "1", "个", "1", 3, 3),
        ("{count: rank, at_most: 2}", "2", "个", "2", 3, 3),
        ("{count: grade, is: 合格}", "1", "个", "1", 3, 3),
        ("{count_grade: 优秀}", "1", "个", "1", 3, 3),
        ("{count_units: scored}", "3", "个", "3", 3, 3),
        ("{rate: requests}", "86.19", "%", "86.1905", 3, 3),
        ("{rate: support.plan, group: county}", "66.67", "%", "66.6666666667", 3, 3),
    ],
)
def test_numbers(assessment: Scored, line: str, text: str, uom: str, value: str, covered: int, of: int) -> None:  # noqa: PLR0913, PLR0917 - a row of the table
    found = figure(assessment, line, BELOW, more="lines: {line: 60}\n")
    assert (found.text, found.uom, found.covered, found.of) == (text, uom, covered, of)
    assert Decimal(found.value or 0) == Decimal(value)
    assert found.formula
    assert found.sources
    assert found.why == ""


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{list: score, below: 95}", "乙山县、丙桥县"),
        ("{list: score, below: 95, most: 1}", "乙山县等"),
        ("{rank_list: county, first: 2}", "甲河县、乙山县"),
        ("{rank_list: county, last: 1}", "丙桥县"),
        ("{lowest_indicators: county, first: 1}", "年度报告"),
        ("{lowest_indicators: all, first: 1, among: blocks}", "监督保障"),
        ("{quantifier: support.plan, when: lost}", "部分"),
        ("{quantifier: support.report, when: lost}", "多数"),
        ("{mean: county, by: group}", "县区71.33分"),
        ("{sum: requests_closed, by: parent}", "甲河县9件"),
    ],
)
def test_words_and_lists(assessment: Scored, line: str, text: str) -> None:
    more = "quantifiers: [{word: 多数, above_share: 0.5}, {word: 部分, above_share: 0.1}, {word: 个别, above_share: 0}]\n"
    assert figure(assessment, line, BELOW, more=more).text == text


def test_a_quantifier_may_be_kept_for_few_units(assessment: Scored) -> None:
    more = (
        "quantifiers: [{word: 个别, above_share: 0.1, at_most_units: 1}, {word: 多数, above_share: 0.5}, {word: 部分, above_share: 0.1}]\n"
    )
    assert figure(assessment, "{quantifier: support.plan, when: lost}", more=more).text == "个别"
    assert figure(assessment, "{quantifier: support.report, when: lost}", more=more).text == "多数"


def test_a_list_has_single_lines_and_rates(assessment: Scored) -> None:
    found = figure(assessment, "{lowest_indicators: county, first: 2}")
    assert found.entries == ({"name": "年度报告", "text": "64.44%"}, {"name": "工作方案", "text": "66.67%"})
    assert found.words["with_rates"] == "年度报告（64.44%）、工作方案（66.67%）"
    assert "年度报告64.44%（3个单位）" in found.formula
    ranked = figure(assessment, "{rank_list: county, first: 2}")
    assert ranked.entries[1] == {"name": "乙山县", "text": "78.67", "rank": "2"}
    assert ranked.words["places"] == "前两位"
    assert figure(assessment, "{rank_list: county, last: 1}").words["places"] == "末位"


def test_growth_speaks_of_the_same_units_in_both_years(assessment: Scored) -> None:
    found = figure(assessment, "{growth: requests_closed}", LAST_YEAR, "delete from scored_facts where period = 2015 and unit_id = 'yi'")
    assert (found.text, found.covered, found.of) == ("20.00", 2, 3)  # (12 + 0) / (11 - 1) - 1
    assert found.words == {"change": "增长20.00%", "direction": "增长", "amount": "20.00", "note": "（按两年均有数据的2个单位计算）"}
    assert found.missing == ("乙山县",)
    assert "2016年申请办结数合计12÷2015年合计10－1" in found.formula


def test_less_than_last_year(assessment: Scored) -> None:
    twice = (LAST_YEAR, "update scored_facts set value = value * 2 where period = 2015")
    assert figure(assessment, "{growth: requests_closed}", *twice).words["change"] == "下降41.67%"  # 21 of 36
    found = figure(assessment, "{difference: requests_closed, minus: previous}", *twice)
    assert (found.text, found.words["direction"], found.words["amount"]) == ("-15", "减少", "15")


def test_what_is_the_same_as_printed_has_not_grown(assessment: Scored) -> None:
    found = figure(assessment, "{growth: requests_closed, digits: 0}", LAST_YEAR, "update scored_facts set value = 7 where period = 2015")
    assert (found.text, found.words["change"]) == ("0", "持平")


@pytest.mark.parametrize(
    ("line", "statements", "why"),
    [
        ("{sum: requests_received}", ("delete from scored_facts where metric = 'requests_received'",), "2016年收到申请数没有数据"),
        ("{growth: requests_closed}", (), "没有2015年的数据"),
        ("{growth: requests_closed}", (LAST_YEAR, "update scored_facts set value = 0 where period = 2015"), "2015年合计为0，不能计算增长"),
        (
            "{growth: requests_closed}",
            (LAST_YEAR, "delete from scored_facts where unit_id = 'jia' and period = 2016 or unit_id <> 'jia' and period = 2015"),
            "没有两年均有数据的单位",
        ),
        ("{share: requests_fax, of: requests_online}", (), "网络申请数合计为0，不能计算占比"),
        ("{count: score, below: 10}", (), "没有这样的单位"),
        ("{list: score, below: 10}", (), "没有这样的单位"),
        ("{rank_list: county, first: 3}", (), "参加排名的3个单位都在前三位之列，不另列名"),
        ("{rank_list: county, first: 1}", ("update ranking set rank = null",), "没有参加排名的单位"),
        ("{highest: county}", ("update ranking set total_printed = 80",), "各单位都一样，不分高低"),
        ("{mean: county}", ("update ranking set rank = null",), "没有单位有分数"),
        ("{lowest_indicators: county}", ("update points set points = full_points",), "各项指标都没有失分"),
        ("{lowest_indicators: county, first: 1}", ("update points set points = 0",), "最低的4项得分率都相同，不另列出"),
        ("{rate: requests.on_time}", ("update points set points = null",), "没有单位评了这项指标"),
    ],
)
def test_what_the_data_do_not_carry_is_empty_and_says_why(assessment: Scored, line: str, statements: tuple[str, ...], why: str) -> None:
    found = figure(assessment, line, *statements)
    assert (found.text, found.value, found.why) == ("", None, why)


def test_shares_are_over_units_that_have_both(assessment: Scored) -> None:
    found = figure(
        assessment,
        "{share: requests_closed_on_time, of: requests_closed}",
        "delete from scored_facts where metric = 'requests_closed_on_time' and unit_id = 'yi'",
    )
    assert (found.text, found.covered, found.of, found.words["note"]) == ("100.00", 2, 3, "（按有数据的2个单位计算）")


def test_an_exempt_unit_counts_where_it_has_data_and_lacks_nothing_where_not(assessment: Scored) -> None:
    exempt = "update units set status = 'exempt' where unit_id = 'yi'"
    assert (figure(assessment, "{sum: requests_closed}", exempt).covered, figure(assessment, "{sum: requests_closed}", exempt).of) == (3, 3)
    gone = figure(assessment, "{sum: requests_closed}", exempt, "delete from scored_facts where unit_id = 'yi'")
    assert (gone.text, gone.covered, gone.of, gone.words["note"]) == ("12", 2, 2, "")


def test_figures_come_back_from_a_finished_run_as_they_were(assessment: Scored) -> None:
    """Long texts are cut in the table and whole in its details."""
    found = figure(assessment, "{list: score, below: 999}", "update units set short_name = repeat('甲', 900) || unit_id")
    assert len(found.text) > 2700
    assert found.entries[2]["name"].endswith("bing")


WRONG = """figures:
  a: {sum: request_closed}
  b: {count: score}
  c: {count: score, when: zero}
  d: {count: grade, below: 60}
  e: {sum: requests_closed, group: conty}
  f: {sum: requests_closed, parent: jia}
  g: {count: score, below: pas}
  h: {sum: requests_closed, parts_of: nothing}
  甲-乙: {sum: requests_closed}
  i: {rank_list: county, first: 1, last: 1}
  j: {quantifier: support.plan, when: lost}
  k: {count_grade: 优异}
  l: {rate: supprt}
  m: {sum: requests_closed, digit: 2}
  n: {growth: on_time}
  o: {difference: late_reply, minus: previous}
lines: {pass: 60}
"""
SAID = [
    "1: figures: 没有适用的量词：quantifiers；应为quantifiers 中有一个 above_share 低于实际占比。",
    "2: figures.a.sum: 没有这样的统计指标、测度或事件：request_closed。是否想写 requests_closed。 [F004]",
    "3: figures.b: 条件不全或互相不合：score；应为指标用 when，",
    "4: figures.c: 条件不全或互相不合：when；应为指标用 when，",
    "5: figures.d: 条件不全或互相不合：below；应为指标用 when，",
    "6: figures.e.group: 不是允许的取值：conty",
    "7: figures.f.parent: 单位名册中没有以它为上级的单位：jia；应为 units 表 parent_id 一列中的单位。请检查单位标识。 [F005]",
    "8: figures.g.below: 没有这条分数线：pas；应为数，或 lines 中的一个名称。是否想写 pass。 [F006]",
    "9: figures.h.parts_of: parts_of 所指的不是另一个合计：nothing；应为 figures 中种类为 sum 的另一个数字。请检查名称。 [F008]",
    "10: figures.甲-乙: 数字的名称不能用在模板中：甲-乙；应为字母开头的字母、数字和下划线。请换一个名称。 [F007]",
    "11: figures.i: 条件不全或互相不合：first、last；",
    "13: figures.k.count_grade: 不是允许的取值：优异",
    "14: figures.l.rate: 指标体系中没有这个指标：supprt。是否想写 support。 [F002]",
    "15: figures.m.digit: ",
    (
        "16: figures.n: 测度和事件自身没有上年数：on_time；应为统计指标，或写明上年数所在的测度。"
        "请声明公式为 prev(on_time) 的测度（如 on_time_before），再写 {growth: on_time, against: on_time_before} "
        "或 {difference: on_time, minus: on_time_before}。 [F018]"
    ),
    "17: figures.o: 测度和事件自身没有上年数：late_reply",
]


def test_everything_that_is_wrong_is_found_before_scoring_with_the_nearest_name(assessment: Scored) -> None:
    (assessment.work.assessment.folder / "figures.yaml").write_text(WRONG, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        assessment.results()
    said = [sentence(problem).partition("figures.yaml:")[2] for problem in error.value.problems]
    assert len(said) == len(SAID)
    for found, expected in zip(said, SAID, strict=True):
        assert expected.split("；应为quantifiers")[0].replace("：quantifiers", "") in found.replace("：quantifiers", ""), found


def test_a_share_that_no_word_fits_is_told(assessment: Scored) -> None:
    with pytest.raises(ProblemsFound) as error:
        figure(assessment, "{quantifier: support.plan, when: lost}", more="quantifiers: [{word: 多数, above_share: 0.5}]\n")
    assert "figures.yaml:2: figures.asked: 没有适用的量词：33.33%；" in sentence(error.value.problems[0])


def test_files_are_counted_where_they_are_many(assessment: Scored) -> None:
    files = (
        "insert into sources select 's' || i, 'reports/' || i || '.txt', '', 1, 'text', '2014', 'jia', 2016, 'read', ''"
        " from range(100) as r (i)"
    )
    facts = (
        "insert into facts select 'jia', 2016, 'requests_closed', 'total', 12, 'numeric', 'exact', '件', '12', '', 's' || i, '', ''"
        " from range(100) as r (i)"
    )
    found = figure(assessment, "{sum: requests_closed}", files, facts)
    assert (len(found.sources), found.source_count) == (60, 103)
