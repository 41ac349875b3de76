from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from scoring.intake.formats.read_html import read_html
from scoring.intake.formats.read_text import read_text
from scoring.intake.report import Fact
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.six_sections import PARTS, figures, page, table, table_2, table_3, table_4

FORMS = ("2019", "2021")


def read(text: str) -> TableReading:
    return table_facts(read_html(text) if text.lstrip().startswith("<") else read_text(text))


def cell(reading: TableReading, metric: str, part: str = "total") -> Fact:
    return next(f for f in reading.facts if (f.metric, f.part) == (metric, part))


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_table_3_comes_from_its_own_place_in_the_expanded_grid(form: str) -> None:
    values = figures(form)
    reading = read(page(table_3(form, values)))
    assert reading.form == form
    assert not reading.unread
    assert {(f.metric, f.part): f.raw for f in reading.facts} == {
        (m, p): v for m, row in values.items() for p, v in zip(PARTS, row, strict=True)
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_table_2_is_read_by_the_columns_of_its_own_row(form: str) -> None:
    reading = read(page(table_2(form)))
    expected = [value.metric for row in table(form, "2").rows for value in row.values]
    assert [(f.metric, f.value) for f in reading.facts] == [(m, Decimal(n)) for n, m in enumerate(expected, 1)]
    assert reading.form == form


def test_table_4_is_one_row_of_fifteen() -> None:
    reading = read(page(table_4([str(n) for n in range(15)])))
    assert [(f.metric, str(f.value)) for f in reading.facts][:6] == [
        ("review_upheld", "0"),
        ("review_corrected", "1"),
        ("review_other", "2"),
        ("review_pending", "3"),
        ("review_total", "4"),
        ("suit_direct_upheld", "5"),
    ]
    assert cell(reading, "suit_after_review_total").value == 14


def test_the_layout_decides_the_form_not_the_year_in_the_title() -> None:
    old_tables_in_a_late_report = page(table_2("2019"), table_3("2019", figures("2019")), table_4(["0"] * 15))
    assert read(old_tables_in_a_late_report).form == "2019"


def test_a_report_may_mix_a_new_table_2_with_the_single_row_of_other_disposals() -> None:
    reading = read(page(table_2("2021"), table_3("2019", figures("2019"))))
    assert not reading.unread
    assert cell(reading, "rules_in_force").value == 3
    assert cell(reading, "other_disposal").value == 2107


def test_blanks_stay_blank_and_stay_in_place() -> None:
    values = figures("2019")
    values["granted"][6] = ""
    values["granted"][2] = "&nbsp;"
    values["requests_new"][0] = "/"
    reading = read(page(table_3("2019", values)))
    assert cell(reading, "granted").semantic == "blank"
    assert cell(reading, "granted").value is None
    assert cell(reading, "granted", "research_institute").semantic == "blank"
    assert cell(reading, "granted", "public_welfare_org").raw == "304"
    assert cell(reading, "requests_new", "natural_person").semantic == "not_applicable"


@pytest.mark.parametrize("row", [["1", "2", "3", "4", "5", "6"], ["1", "2", "3", "4", "5", "6", "7", "8"]])
def test_a_row_with_too_few_or_too_many_cells_is_unread_with_its_raw_cells(row: list[str]) -> None:
    reading = read(page(table_3("2019", figures("2019") | {"granted": row})))
    assert not [f for f in reading.facts if f.metric == "granted"]
    (unread,) = reading.unread
    assert unread.what == "(一)予以公开"
    assert unread.raw == " | ".join(row)


def test_a_number_split_inside_its_cell_is_unread_and_the_rest_of_the_row_is_read() -> None:
    values = figures("2019")
    values["granted"][0] = "1 2"
    reading = read(page(table_3("2019", values)))
    assert [(u.raw, u.locator) for u in reading.unread] == [("1 2", "table 1 row 6 column 4")]
    assert not [f for f in reading.facts if (f.metric, f.part) == ("granted", "natural_person")]
    assert cell(reading, "granted", "enterprise").raw == "302"


@pytest.mark.parametrize("end", ["<td>3", "<td>", "<td><p>30"])
def test_a_page_that_ends_inside_a_cell_gives_no_figure_for_it(end: str) -> None:
    whole = page(table_3("2019", figures("2019")))
    cut = whole[: whole.index('<td><p align="center">&nbsp;307')] + end
    reading = read(cut)
    assert not [f for f in reading.facts if f.metric == "granted" and f.part == "total"]
    assert cell(reading, "requests_carried_in").raw == "207"
    assert "\ufffd" in reading.unread[-1].raw


def test_a_merged_figure_cell_is_not_spread_over_the_columns_it_covers() -> None:
    text = page(table_3("2019", figures("2019"))).replace(
        '<td><p align="center">&nbsp;301</p></td><td><p align="center">&nbsp;302</p></td>', '<td colspan="2">603</td>'
    )
    reading = read(text)
    assert [u.what for u in reading.unread] == ["(一)予以公开"]
    assert not [f for f in reading.facts if f.metric == "granted"]


def test_the_same_table_twice_with_other_figures_leaves_those_figures_unread() -> None:
    other = figures("2019")
    other["granted"][0] = "9"
    reading = read(page(table_3("2019", figures("2019")), table_3("2019", other)))
    assert not [f for f in reading.facts if (f.metric, f.part) == ("granted", "natural_person")]
    assert cell(reading, "granted", "enterprise").raw == "302"
    assert [u.raw for u in reading.unread] == ["301 / 9"]


def test_a_fact_carries_its_place_its_row_path_and_its_raw_text() -> None:
    fact = cell(read(page(table_3("2019", figures("2019")))), "refused_state_secret", "natural_person")
    assert fact.locator == "table 1 row 8 column 4"
    assert fact.quote == "三、本年度办理结果 / (三)不予公开 / 1.属于国家秘密 | 自然人"
    assert fact.raw == "501"
    assert fact.from_table


def test_labels_match_with_other_brackets_quotes_numbers_and_abbreviations() -> None:
    text = page(table_3("2021", figures("2021")))
    for before, after in (
        ("(七)总计", "（七）总 计"),
        ("危及“三安全一稳定”", "危及三安全一稳定"),
        ("四、结转下年度继续办理", "四．结转下一年继续办理"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1．逾期不补正"),
    ):
        assert before in text
        text = text.replace(before, after)
    reading = read(text)
    assert not reading.unread
    assert len(reading.facts) == 25 * 7


FLAT = "政府信息公开情况统计表\n统计指标|单位|统计数\n{rows}\n"
ROWS = """一、主动公开情况|——|——
（一）主动公开政府信息数|条|100
1.政府公报公开政府信息数|条|
2.政府网站公开政府信息数|条|60
三、依申请公开情况|——|——
（一）收到申请数|件|7
四、行政复议数量|件|3
（一）维持具体行政行为数|件|1
（二）被依法纠错数|件|2
（三）其他情形数|件|0
五、行政诉讼数量|件|5
（一）维持具体行政行为或者驳回原告诉讼请求数|件|4
（二）被依法纠错数|件|1
（三）其他情形数|件|/"""


def test_equal_labels_are_told_apart_by_their_section() -> None:
    reading = read(FLAT.format(rows=ROWS))
    assert (cell(reading, "reviews_corrected").raw, cell(reading, "litigation_corrected").raw) == ("2", "1")
    assert (cell(reading, "reviews_other").semantic, cell(reading, "litigation_other").semantic) == ("zero", "not_applicable")
    assert cell(reading, "disclosed_via_gazette").semantic == "blank"


def test_an_equal_label_without_its_section_is_unread() -> None:
    more = [f"{n}.{way}申请数|件|1" for n, way in enumerate(("当面", "传真", "网络", "信函"), 1)]
    rows = more + [row for row in ROWS.split("\n") if not re.search("情况|数量|维持|收到", row)]
    reading = read(FLAT.format(rows="\n".join(rows)))
    assert not [f for f in reading.facts if f.metric.endswith("_corrected")]
    assert [u.what for u in reading.unread] == ["（二）被依法纠错数", "（三）其他情形数"] * 2


def test_a_row_of_a_section_that_comes_twice_is_unread_both_times() -> None:
    rows = ROWS.split("\n")
    rows.insert(rows.index("五、行政诉讼数量|件|5") + 1, rows.pop(rows.index("（三）其他情形数|件|0")))
    reading = read(FLAT.format(rows="\n".join(rows)))
    assert not [f for f in reading.facts if f.metric.endswith("_other")]
    assert [u.what.split(" | ")[0] for u in reading.unread if u.code == "U004"] == ["（三）其他情形数"] * 2


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda row: f"| {' | '.join(row)} |",  # Markdown
        "\t".join,  # copied from a workbook
        "  ".join,  # copied from a page
        "\n".join,  # one cell per line
        lambda row: "\n".join(f"| {c}" for c in row) + "\n|",  # opening pipes
        lambda row: "|" + "".join(f" {c}\n|\n" for c in row).rstrip("\n"),  # closing pipes
    ],
)
def test_the_flat_table_is_read_from_every_layout_of_text(rewrite: Callable[[list[str]], str]) -> None:
    rows = [row.split("|") for row in ROWS.split("\n") if not row.endswith("|")]
    text = "说明文字。\n" + "\n".join(rewrite(row) for row in rows) + "\n后面的说明文字。\n"
    reading = read(text)
    assert not reading.unread
    assert {f.metric: f.raw for f in reading.facts} == {
        "proactive_disclosed_total": "100",
        "disclosed_via_website": "60",
        "requests_received": "7",
        "reviews_total": "3",
        "reviews_upheld": "1",
        "reviews_corrected": "2",
        "reviews_other": "0",
        "litigation_total": "5",
        "litigation_upheld": "4",
        "litigation_corrected": "1",
        "litigation_other": "/",
    }
    assert [line.text for line in reading.lines] == ["说明文字。", "后面的说明文字。"]


def flat_html(header: list[str], rows: list[list[str]]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in [header, *rows])
    return page(f"<table>{cells}</table>")


BODY = [
    ["1", "（一）收到申请数", "件", "7"],
    ["2", "1.当面申请数", "件", "1"],
    ["3", "2.传真申请数", "件", "2"],
    ["4", "3.网络申请数", "件", "3"],
    ["5", "4.信函申请数", "件", "1"],
]


def test_the_figure_may_stand_behind_a_number_column_and_before_remarks() -> None:
    reading = read(flat_html(["序号", "统计指标", "单位", "统计数", "备注"], [[*row, "全年 12 件中的"] for row in BODY]))
    assert [f.raw for f in reading.facts] == ["7", "1", "2", "3", "1"]
    assert not reading.unread


def test_several_figure_columns_keep_their_headings_as_scope() -> None:
    rows = [[*row[1:3], str(n), str(10 * n), str(11 * n)] for n, row in enumerate(BODY, 1)]
    reading = read(flat_html(["统计指标", "单位", "区政府", "乡镇街道", "合计"], rows))
    assert [(f.scope, f.raw) for f in reading.facts if f.metric == "requests_fax"] == [("区政府", "3"), ("乡镇街道", "30"), ("", "33")]


def test_two_panels_side_by_side_keep_their_own_sections() -> None:
    left = [["四、行政复议数量", "件", "3"], ["（一）维持具体行政行为数", "件", "1"], ["（二）被依法纠错数", "件", "2"]]
    right = [
        ["五、行政诉讼数量", "件", "5"],
        ["（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "1"],
        ["（二）被依法纠错数", "件", "4"],
    ]
    header = ["统计指标", "单位", "统计数"] * 2
    reading = read(flat_html(header, [a + b for a, b in zip(left, right, strict=True)]))
    assert (cell(reading, "reviews_corrected").raw, cell(reading, "litigation_corrected").raw) == ("2", "4")


def test_money_is_converted_to_the_unit_of_its_metric() -> None:
    rows = [row[1:] for row in BODY] + [["七、依申请公开信息收取的费用", "元", "1,200"], ["（四）政府信息公开专项经费", "万元", "5万"]]
    reading = read(flat_html(["统计指标", "单位", "统计数"], rows))
    assert [(f.value, f.uom) for f in reading.facts if f.metric.endswith("wan_yuan")] == [(Decimal("0.12"), "万元"), (Decimal(5), "万元")]


def test_rows_of_a_province_s_own_are_listed_and_not_lost() -> None:
    rows = [row[1:] for row in BODY] + [["（六）回应咨询答复数", "件", "9"]]
    (unread,) = read(flat_html(["统计指标", "单位", "统计数"], rows)).unread
    assert (unread.what, unread.reason) == ("（六）回应咨询答复数", "表式以外的行")


def test_figures_in_other_tables_and_in_prose_are_no_facts() -> None:
    assert not read(page("<table><tr><td>规章</td><td>3</td></tr><tr><td>电话</td><td>62755141</td></tr></table>")).facts
    assert read("2017年收到申请数 12 件,当面申请数 3 件。\n").facts == ()


def test_table_2_without_a_readable_header_is_unread() -> None:
    text = re.sub(r"本年[^<]*|现行[^<]*", "数量", table_2("2021"))
    reading = read(page(text))
    assert not reading.facts
    assert {u.reason for u in reading.unread} == {"表头缺失，不能判断属于哪一种表式"}


def test_blanks_in_scraped_text_count_only_where_the_row_is_complete() -> None:
    def stream(cells: list[str]) -> str:
        return "| " + "\n|\n".join(cells) + "\n|"

    rows = [["一、本年新收政府信息公开申请数量", *"1234567", "", ""], ["二、上年结转政府信息公开申请数量", "1", "", *"34567", "", ""]]
    head = [
        ["三、本年度办理结果", "(一)予以公开", *"1234567", ""],
        ["(二)部分公开", *"1234567", "", ""],
        ["(六)其他处理", "1", "", *"4567"],
    ]
    reading = read("三、收到和处理情况\n" + "\n".join(map(stream, rows + head)) + "\n五、问题\n")
    assert cell(reading, "requests_carried_in", "enterprise").semantic == "blank"
    assert cell(reading, "requests_carried_in", "research_institute").raw == "3"
    assert [u.what for u in reading.unread] == ["(六)其他处理"]
    assert not [f for f in reading.facts if f.metric == "other_disposal"]
