"""The text of openness-2016 over other data: it stays true and grammatical, and says nothing that the data do not carry."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scoring.problems import sentence
from tests.repository import ROOT
from tests.runs.texts import Scored, scored

STANDSTILL = (
    "update scored_facts set value = (select value from scored_facts as n where n.period = 2016 and n.metric = scored_facts.metric"
    " and n.part = scored_facts.part and n.unit_id = scored_facts.unit_id) where period = 2015"
)
PERFECT = (
    "update points set points = full_points, lost = 0 where indicator_id not like 'bonus%'",
    "update ranking set total_printed = 100, total_exact = 100, rank = 1, grade = '优秀'",
)
FAILING = (
    "update points set points = 0, lost = full_points",
    "update ranking set total_printed = 12, total_exact = 12, rank = 1, grade = '不合格'",
)


@pytest.fixture(scope="module")
def example() -> Iterator[Scored]:
    with scored(ROOT / "data" / "linjiang-2016", ROOT / "criteria" / "openness-2016" / "circular.html.j2") as made:
        yield made


def only(condition: str) -> tuple[str, ...]:
    """Statements that leave only some units."""
    others = f"not in (select unit_id from units where {condition})"
    gone = [f"delete from {table} where unit_id {others}" for table in ("points", "ranking", "scored_facts")]
    return (*gone, f"delete from units where not ({condition})")


def paragraph(text: str, start: str) -> str:
    return next(line for line in text.split("\n") if line.startswith(start))


def test_growth_without_last_year_is_not_claimed(example: Scored) -> None:
    text = example.text("delete from scored_facts where period = 2015")
    assert "上年" not in text
    assert paragraph(text, "（一）推进主动公开。").startswith("（一）推进主动公开。各地、各部门全年主动公开政府信息1563668条。其中，")


def test_growth_over_fewer_units_says_over_how_many(example: Scored) -> None:
    text = example.text("delete from scored_facts where period = 2015 and unit_id in ('qingping', 'minzheng')")
    assert "政府信息1563668条，较上年增长8.99%（按两年均有数据的43个单位计算）。" in text


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "update scored_facts set value = value * 2 where period = 2015",
            "（一）推进主动公开。各地、各部门全年主动公开政府信息1563668条，较上年下降45.54%。",
        ),
        ("update scored_facts set value = 0 where period = 2015", "（一）推进主动公开。各地、各部门全年主动公开政府信息1563668条。其中，"),
        ("update scored_facts set value = value / 2 where period = 2015", "较上年增长117.82%。"),
        (STANDSTILL, "1563668条，与上年持平。"),
    ],
)
def test_decline_and_standstill_have_their_words(example: Scored, statement: str, words: str) -> None:
    assert words in example.text(statement)


def test_a_channel_without_data_drops_out_and_the_rest_is_not_printed_as_the_whole(example: Scored) -> None:
    text = example.text("delete from scored_facts where metric = 'disclosed_via_wechat'")
    assert "政务微信" not in paragraph(text, "（一）主动公开力度加大。")
    assert "其他方式公开635880条（以上各项合计1508411条，与总数不等）。" in text
    warned = [sentence(problem) for problem in example.warnings() if problem.code == "F011"]
    assert len(warned) == 1
    assert "figures.disclosed: 各部分之和1508411与总数1563668相差55257：gazette、website、weibo、wechat、other；应为相等。" in warned[0]


def test_missing_data_is_told_once_in_a_sentence(example: Scored) -> None:
    text = example.text("delete from scored_facts where unit_id = 'minzheng'")
    assert (
        "主动公开政府信息1549373条（按有数据的44个单位计算），较上年增长8.86%（按两年均有数据的44个单位计算）。其中，政府公报公开3566条，"
        in text
    )
    assert "其他方式公开632997条。" in text
    assert "传真申请33件（按有数据的43个单位计算）、网络申请824件、" in text
    assert "开展政府网站在线访谈198次（按有数据的44个单位计算）。" in text


def test_without_any_reported_figure_whole_paragraphs_are_left_out_and_the_ordinals_close_up(example: Scored) -> None:
    text = example.text("delete from scored_facts")
    parts = [line[:10] for line in text.split("\n") if line.startswith(("（", "一、", "二、", "三、", "四、"))]
    assert parts[1:5] == ["二、主要特点", "（一）开展政策解读。", "（二）回应社会关切。", "（三）夯实基础工作。"]
    assert "申请" not in text.split("三、主要问题")[0].split("二、")[1]


def test_no_requests_are_said_so(example: Scored) -> None:
    text = example.text("update scored_facts set value = 0 where metric like 'requests%' or metric like 'replies%'")
    assert paragraph(text, "（四）办理") == "（四）办理公开申请。各地、各部门全年没有收到政府信息公开申请。"


def test_perfect_units_have_no_problems(example: Scored) -> None:
    text = example.text(*PERFECT)
    assert "市州平均得分100.00分，优秀15个；省政府部门平均得分100.00分，优秀29个。" in text
    assert "\n本次考核未发现普遍性问题，各地、各部门要继续保持，对照指标查漏补缺。\n四、工作要求\n（一）巩固工作成果。" in text
    assert "整改" not in text
    assert "不合格" not in text


def test_failing_units_are_not_praised(example: Scored) -> None:
    text = example.text(*FAILING)
    assert "总体较好" not in text
    assert "但任务落实与要求相比还有差距。从考核结果看，市州平均得分12.00分；省政府部门平均得分12.00分。有44个单位被评定为不合格。" in text
    assert "二、工作开展情况" in text
    assert "得分率" not in text  # all indicators are alike: none is the lowest
    assert "居前" not in text


def test_one_group_alone_is_not_called_two(example: Scored) -> None:
    text = example.text(*only("grp = 'city'"))
    assert "部门" not in text.replace("各部门联动", "").split("四、整改要求")[0]
    assert "对15个市州2016年" in text
    assert "各地全年主动公开政府信息1295014条，较上年增长9.24%。" in text


def test_one_unit_has_a_score_and_no_mean_and_no_place(example: Scored) -> None:
    text = example.text(*only("unit_id = 'minzheng'"))
    assert "从考核结果看，省政府部门得分93.03分。1个部门在法定期限内" in text
    assert "多数" not in text
    assert "（一）政策解读仍有欠缺。个别部门政策文件与解读材料脱节，解读滞后甚至缺位。" in text


def test_all_who_share_the_third_place_are_named(example: Scored) -> None:
    text = example.text("update ranking set rank = 3 where grp = 'city' and rank = 4")
    assert "青屏市、澄阳市、丰澜市、棠州市居前三位" in text


def test_without_a_ranking_no_score_is_spoken_of(example: Scored) -> None:
    text = example.text(
        "update ranking set rank = null, grade = null, total_printed = null, total_exact = null", "update units set status = 'not_ranked'"
    )
    assert "得分" not in text.split("二、")[0]
    assert "2016年，各地、各部门按照年度部署开展了政务公开工作。14个市州、27个部门在法定期限内" in text


def test_two_notes_in_a_row_are_one(example: Scored) -> None:
    """In the page as it is laid out, without marks."""
    from scoring.documents.printing.html import circular_html

    with example.changed("delete from scored_facts where unit_id = 'minzheng' and metric like 'disclosed%'") as results:
        html = circular_html(results, example.body)
    assert "632997条（按有数据的44个单位计算；以上各项合计1549373条，与总数不等）。" in html.replace("\u2060", "")


@pytest.fixture(scope="module")
def tables() -> Iterator[Scored]:
    """The other pack with a text: annual reports judged by their tables alone."""
    with scored(ROOT / "data" / "qingping-2021", ROOT / "criteria" / "openness-tables-2021" / "circular.html.j2") as made:
        yield made


def test_the_text_of_another_pack_says_what_its_few_units_carry(tables: Scored) -> None:
    text = tables.text()
    assert "对4个市政府部门、2个县（市、区）2021年政府信息公开工作年度报告的数据进行了评价" in text
    assert "市政府部门平均得分91.53分，最高99.93分，市教育局居第一位；县（市、区）平均得分92.52分，最高99.24分，砚桥县居第一位。" in text
    assert "新收政府信息公开申请177件，较上年增长23.53%（按两年均有数据的5个单位计算），自然人申请占89.27%；上年结转13件。" in text
    assert "其中予以公开72件、部分公开8件（按有数据的5个单位计算）等；结转下年度17件。" in text
    assert "有1个单位报告中的表格数据前后矛盾，占16.67%；" in text


def test_the_text_of_another_pack_leaves_out_what_it_has_no_data_for(tables: Scored) -> None:
    text = tables.text("delete from scored_facts", "update points set points = full_points, lost = 0")
    assert [line for line in text.split("\n") if line.startswith(("一、", "二、", "三、"))] == ["一、总体情况", "二、工作要求"]
    assert "继续保持，按期公布年度报告，逐表核对数据。" in text
    one = tables.text(*only("unit_id = 'heting'"))
    assert "县（市、区）得分85.79分。1个县（市、区）" not in one
    assert "从评价结果看，县（市、区）得分85.79分。" in one
    assert "部门" not in one
