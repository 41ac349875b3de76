"""The example assessment: its figures add up to the published totals, its files come from the generator, its places are invented."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "linjiang-2016"
# Published on 2016 by a provincial circular; see the README of the example.
PUBLISHED = {
    "proactive_disclosed_total": 1_563_668,
    "disclosed_via_gazette": 3_566,
    "disclosed_via_website": 776_211,
    "disclosed_via_weibo": 92_754,
    "disclosed_via_wechat": 55_257,
    "disclosed_via_other": 635_880,
    "requests_received": 2_071,
    "requests_in_person": 852,
    "requests_fax": 33,
    "requests_online": 826,
    "requests_letter": 360,
    "replies_already_public": 563,
    "replies_granted": 1_044,
    "replies_partially_granted": 87,
    "replies_refused": 69,
    "replies_not_this_authority": 192,
    "replies_nonexistent": 17,
    "replies_amend_requested": 10,
    "replies_other_channel": 89,
}
SUMS = {
    "proactive_disclosed_total": [f"disclosed_via_{channel}" for channel in ("gazette", "website", "weibo", "wechat", "other")],
    "requests_received": ["requests_in_person", "requests_fax", "requests_online", "requests_letter"],
    "requests_closed": ["requests_closed_on_time", "requests_closed_extended"],
    "replies_total": [metric for metric in PUBLISHED if metric.startswith("replies_")],
    "reviews_total": ["reviews_upheld", "reviews_corrected", "reviews_other"],
    "litigation_total": ["litigation_upheld", "litigation_corrected", "litigation_other"],
    "staff_total": ["staff_full_time", "staff_part_time"],
    "reading_points": ["reading_points_city_gov", "reading_points_bureaus", "reading_points_county", "reading_points_township"],
}
# Prefecture-level divisions of the country and their province-level units, by the part of the name that tells them.
REAL_PLACES = re.compile(
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|"
    "石家庄|唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|太原|大同|阳泉|长治|晋城|朔州|晋中|运城|忻州|临汾|吕梁|呼和浩特|包头|乌海|赤峰|通辽|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布|"
    "兴安盟|锡林郭勒|阿拉善|沈阳|大连|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|辽阳|盘锦|铁岭|朝阳市|葫芦岛|长春|四平|辽源|通化|白山市|松原|白城|延边|哈尔滨|齐齐哈尔|鸡西|鹤岗|双鸭山|大庆|伊春|"
    "佳木斯|七台河|牡丹江|黑河|绥化|大兴安岭|南京|无锡|徐州|常州|苏州|南通|连云港|淮安|盐城|扬州|镇江|泰州|宿迁|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|合肥|芜湖|蚌埠|"
    "淮南|马鞍山|淮北|铜陵|安庆|黄山|滁州|阜阳|宿州|六安|亳州|池州|宣城|福州|厦门|莆田|三明|泉州|漳州|南平|龙岩|宁德|南昌|景德镇|萍乡|九江|新余|鹰潭|赣州|吉安|宜春|抚州|上饶|济南|青岛|"
    "淄博|枣庄|东营|烟台|潍坊|济宁|泰安|威海|日照|莱芜|临沂|德州|聊城|滨州|菏泽|郑州|开封|洛阳|平顶山|安阳|鹤壁|新乡|焦作|濮阳|许昌|漯河|三门峡|南阳|商丘|信阳|周口|驻马店|武汉|黄石|十堰|"
    "宜昌|襄阳|鄂州|荆门|孝感|荆州|黄冈|咸宁|随州|恩施|长沙|株洲|湘潭|衡阳|邵阳|岳阳|常德|张家界|益阳|郴州|永州|怀化|娄底|湘西|广州|韶关|深圳|珠海|汕头|佛山|江门|湛江|茂名|肇庆|惠州|梅州|"
    "汕尾|河源|阳江|清远|东莞|中山市|潮州|揭阳|云浮|南宁|柳州|桂林|梧州|北海|防城港|钦州|贵港|玉林|百色|贺州|河池|来宾|崇左|海口|三亚|三沙|儋州|成都|自贡|攀枝花|泸州|德阳|绵阳|广元|遂宁|"
    "内江|乐山|南充|眉山|宜宾|广安|达州|雅安|巴中|资阳|阿坝|甘孜|凉山|贵阳|六盘水|遵义|安顺|毕节|铜仁|黔西南|黔东南|黔南|昆明|曲靖|玉溪|保山|昭通|丽江|普洱|临沧|楚雄|红河|文山|西双版纳|"
    "大理|德宏|怒江|迪庆|拉萨|日喀则|昌都|林芝|山南|那曲|阿里地区|西安|铜川|宝鸡|咸阳|渭南|延安|汉中|榆林|安康|商洛|兰州|嘉峪关|金昌|白银市|天水|武威|张掖|平凉|酒泉|庆阳|定西|陇南|临夏|甘南|"
    "西宁|海东|海北|黄南|果洛|玉树|海西|银川|石嘴山|吴忠|固原|中卫|乌鲁木齐|克拉玛依|吐鲁番|哈密|昌吉|博尔塔拉|巴音郭楞|阿克苏|克孜勒苏|喀什|和田|伊犁|塔城|阿勒泰"
)


def _rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    return _rows("figures.csv")


def _total(figures: list[dict[str, str]], metric: str, period: str = "2016") -> Decimal:
    return sum(
        (Decimal(row["value"]) for row in figures if (row["metric"], row["period"]) == (metric, period) and row["value"]), Decimal(0)
    )


@pytest.mark.parametrize("metric", PUBLISHED)
def test_figures_of_all_units_add_up_to_the_published_total(figures: list[dict[str, str]], metric: str) -> None:
    assert _total(figures, metric) == PUBLISHED[metric]


def test_last_years_items_give_the_published_growth(figures: list[dict[str, str]]) -> None:
    base = _total(figures, "proactive_disclosed_total", "2015")
    growth = (PUBLISHED["proactive_disclosed_total"] / base - 1) * 100
    assert growth.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("8.91")


def test_every_unit_states_last_years_items(figures: list[dict[str, str]]) -> None:
    stated = {row["unit_id"] for row in figures if row["period"] == "2015"}
    assert stated == {row["unit_id"] for row in _rows("units.csv")}


@pytest.mark.parametrize("total", SUMS)
def test_parts_equal_their_total_except_where_a_mistake_is_planted(figures: list[dict[str, str]], total: str) -> None:
    values = {(row["unit_id"], row["metric"]): row for row in figures if row["period"] == "2016"}
    wrong, planted = set(), set()
    for unit in {unit for unit, metric in values if metric == total}:
        parts = [values[unit, part] for part in SUMS[total] if (unit, part) in values]
        if not parts:
            continue
        if sum(Decimal(part["value"] or 0) for part in parts) != Decimal(values[unit, total]["value"]):
            wrong.add(unit)
        planted |= {row["unit_id"] for row in [values[unit, total], *parts] if row["planted"] not in {"", "blank_for_zero"}}
    assert wrong == planted


def test_growth_is_right_to_the_printed_digit_except_where_planted(figures: list[dict[str, str]]) -> None:
    values = {(row["unit_id"], row["metric"], row["period"]): row for row in figures}
    wrong = set()
    for unit in {row["unit_id"] for row in figures}:
        now, before = (Decimal(values[unit, "proactive_disclosed_total", period]["value"]) for period in ("2016", "2015"))
        stated = Decimal(values[unit, "proactive_disclosed_total_growth_pct", "2016"]["value"])
        if ((now / before - 1) * 100).quantize(stated, ROUND_HALF_UP) != stated:
            wrong.add(unit)
    assert wrong == {row["unit_id"] for row in figures if row["planted"] == "growth_rate"}


def test_each_mistake_is_planted_once_in_a_unit_of_its_own(figures: list[dict[str, str]]) -> None:
    planted = [(row["unit_id"], row["planted"]) for row in figures if row["planted"]]
    kinds = {"staff_sum", "blank_for_zero", "reviews_total", "reading_points_sum", "growth_rate"}
    assert {kind for _, kind in planted} == kinds
    assert len({unit for unit, _ in planted}) == len(planted) == len(kinds)


def test_the_only_blank_is_the_planted_one(figures: list[dict[str, str]]) -> None:
    assert [row["planted"] for row in figures if row["semantic"] not in {"numeric", "zero"}] == ["blank_for_zero"]


def test_one_report_of_every_unit_is_stored() -> None:
    listed = {row["unit_id"]: row["file"] for row in _rows("reports.csv")}
    assert set(listed) == {row["unit_id"] for row in _rows("units.csv")}
    assert sorted(listed.values()) == sorted(file.name for file in (EXAMPLE / "reports").iterdir())


def test_the_generator_writes_the_stored_files_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLE / "generate.py"), "--out", str(tmp_path)], check=True)
    written = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    stored = sorted(file.relative_to(EXAMPLE) for file in _generated())
    assert written == stored
    assert [file for file in written if (tmp_path / file).read_bytes() != (EXAMPLE / file).read_bytes()] == []


def _generated() -> Iterator[Path]:
    yield from (EXAMPLE / "reports").iterdir()
    yield from (file for file in EXAMPLE.glob("*.csv") if file.name != "units.csv")


def test_no_unit_bears_the_name_of_a_real_place() -> None:
    names = [name for row in _rows("units.csv") for name in (row["name"], row["short_name"])]
    assert [name for name in names if REAL_PLACES.search(name)] == []


@pytest.mark.parametrize("file", sorted((EXAMPLE / "reports").iterdir()), ids=lambda file: file.name)
def test_no_report_mentions_a_real_place(file: Path) -> None:
    found = REAL_PLACES.search(_text(file))
    assert found is None, found


def _text(file: Path) -> str:
    if file.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(file)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gbk")
