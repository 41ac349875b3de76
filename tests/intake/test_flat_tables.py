"""Tables that lost their cells: all in one line, in pieces of cells per line, or run together."""

from __future__ import annotations

import pytest

from scoring.intake.document import Document, Line
from scoring.intake.formats.read_text import read_text
from scoring.intake.forms import Row
from scoring.intake.narrative import read_narrative
from scoring.intake.statutory.tables import TableReading, table_facts
from tests.intake.six_sections import PARTS, table

HEAD = "收到和处理政府信息公开申请情况 申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他"
ROWS = table("2021", "3").rows
PROSE = "一、总体情况 2022年，全县主动公开政府信息724条，收到政府信息公开申请59件。"


def figures(row: Row) -> list[int]:
    """Seven different figures whose first six add up to the last."""
    own = [100 * ROWS.index(row) + n for n in range(1, 7)]
    return [*own, sum(own)]


def printed(row: Row, separator: str = " ") -> str:
    number = f"{row.no}." if row.no.isdigit() else f"（{row.no}）" if row.group else f"{row.no}、"
    return separator.join([number + row.label, *map(str, figures(row))])


def in_one_line(separator: str = " ") -> str:
    return f"{PROSE} {HEAD} {separator.join(printed(row, separator) for row in ROWS)} 五、存在的主要问题 全年举办培训班2期。"


def read(*lines: str) -> TableReading:
    return table_facts(Document("text", tuple(Line(text, f"line {n}") for n, text in enumerate(lines, 1))))


def values(reading: TableReading) -> dict[tuple[str, str], int]:
    return {(fact.metric, fact.part): int(fact.value) for fact in reading.facts if fact.value is not None}


def truth() -> dict[tuple[str, str], int]:
    return {(row.values[0].metric, part): value for row in ROWS for part, value in zip(PARTS, figures(row), strict=True)}


def test_a_table_in_one_line_is_read_row_by_row() -> None:
    reading = read(in_one_line())
    assert values(reading) == truth()
    assert reading.unread == ()
    assert all("(line 1)" in fact.locator for fact in reading.facts)


def test_the_prose_around_it_keeps_its_places_and_gets_none_of_its_figures() -> None:
    reading = read(in_one_line())
    (line,) = reading.lines
    stated = {(fact.metric, fact.raw): fact.locator for fact in read_narrative(reading.lines, 2022)}
    assert set(stated) == {("proactive_disclosed_total", "724"), ("requests_received", "59"), ("training_sessions", "2")}
    start = in_one_line().index("2期")
    assert stated["training_sessions", "2"] == f"line 1 [{start}:{start + 1}]"
    assert len(line.text) == len(in_one_line())


def test_cells_that_run_together_give_nothing() -> None:
    reading = read(in_one_line(""))
    assert values(reading) == {}
    stated = {fact.metric for fact in read_narrative(reading.lines, 2022)}
    assert (
        {"proactive_disclosed_total", "requests_received"}
        <= stated
        <= {"proactive_disclosed_total", "requests_received", "training_sessions"}
    )


def test_prose_that_lists_outcomes_is_no_table() -> None:
    text = PROSE + "其中，" + "，".join(f"{row.label}{n}件" for n, row in enumerate(ROWS[4:12], 1)) + "。"
    assert read(text * 2).lines[0].text == text * 2


def test_a_row_that_lost_a_cell_is_left_and_the_others_stay() -> None:
    lost = printed(ROWS[4]).replace(" 403 ", " ", 1)
    reading = read(in_one_line().replace(printed(ROWS[4]), lost))
    assert {metric for metric, _ in truth()} - {metric for metric, _ in values(reading)} == {ROWS[4].values[0].metric}
    assert [entry.code for entry in reading.unread] == ["U001"]


def test_where_cells_are_lost_a_full_row_must_add_up() -> None:
    lost = printed(ROWS[4]).replace(" 403 ", " ", 1)
    pieces = printed(ROWS[5]).replace(" 501 ", " ", 1).replace(" 502 ", " 50 2 ", 1)  # full by chance
    text = in_one_line().replace(printed(ROWS[4]), lost).replace(printed(ROWS[5]), pieces)
    reading = read(text)
    assert sorted((entry.what, entry.code) for entry in reading.unread) == [
        ("1.属于国家秘密", "U001"),
        ("2.其他法律行政法规禁止公开", "U003"),
    ]
    assert values(reading).items() <= truth().items()


@pytest.mark.parametrize("piece", ["增", ".", "余", "，", "件"])
def test_a_piece_of_a_cell_in_a_line_of_its_own_belongs_to_the_row(piece: str) -> None:
    lines = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    for label, cells in (("行政许可", ["37", "2", "40"]), ("行政处罚", ["24", "0", "21"]), ("行政事业性收费", ["6", "3", piece, "3"])):
        lines += [label, *cells]
    reading = read(*lines)
    assert {metric for metric, _ in values(reading)} == {
        f"{kind}_{what}" for kind in ("permit", "penalty") for what in ("items_prev", "items_change", "decisions")
    }
    assert [entry.what for entry in reading.unread] == ["行政事业性收费"]


@pytest.mark.parametrize(
    "lines",
    [
        ("上一篇：", "望川县2020年收到政府信息公开申请12件的答复"),
        ("相关阅读", "全县收到政府信息公开申请12件", "主动公开政府信息500条"),
        ("自然人法人或其他组织总计全年收到政府信息公开申请12件",),
        ("全年收到政府信息公开申请12件3件",),
        ("全年收到政府信息公开申请12件0",),
    ],
)
def test_what_is_no_sentence_of_the_report_states_nothing(lines: tuple[str, ...]) -> None:
    assert read_narrative([Line(text, f"line {n}") for n, text in enumerate(lines, 1)], 2022) == ()


def test_the_same_words_in_a_sentence_state_a_figure() -> None:
    assert [fact.raw for fact in read_narrative([Line("全年收到政府信息公开申请12件。", "line 1")], 2022)] == ["12"]


def test_the_report_goes_on_behind_links() -> None:
    lines = ("相关链接", "某市收到政府信息公开申请12件", "一、总体情况", "全年收到政府信息公开申请59件。")
    assert [fact.raw for fact in read_narrative([Line(text, f"line {n}") for n, text in enumerate(lines, 1)], 2022)] == ["59"]


def markdown(*rows: tuple[str, ...]) -> TableReading:
    text = "\n".join(["| 第二十条第（一）项 |  |  |  |  |", "| --- | --- | --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)])
    return table_facts(read_text(text))


HEADS = ("信息内容", "本年制发件数", "本年废止件数", "", "现行有效件数")


def test_a_blank_that_a_heading_spans_is_no_figure() -> None:
    reading = markdown(HEADS, ("规章", "22", "0", "", "254"), ("行政规范性文件", "16", "3", "", "176"))
    assert [int(fact.value or 0) for fact in reading.facts] == [22, 0, 254, 16, 3, 176]


@pytest.mark.parametrize("cells", [("", "23", "", "254"), ("22", "0", "", "/")])
def test_a_blank_that_may_stand_in_two_places_is_not_placed(cells: tuple[str, ...]) -> None:
    reading = markdown(HEADS, ("规章", *cells), ("行政规范性文件", "", "3", "", "176"))
    assert all(fact.value is not None or fact.semantic == "not_applicable" for fact in reading.facts)
    assert {(fact.metric, fact.raw) for fact in reading.facts} <= {("rules_issued", "22"), ("rules_repealed", "0"), ("rules_in_force", "/")}


def test_a_list_that_stands_twice_in_one_piece_is_read_once() -> None:
    rows = [f"{number}{label} 件 {value}" for number, label, value in (
        ("（一）", "收到申请数", 264), ("（二）", "申请办结数", 263), ("（三）", "申请答复数", 263),
        ("四、", "行政复议数量", 2), ("（一）", "维持具体行政行为数", 0), ("（二）", "被依法纠错数", 2), ("（三）", "其他情形数", 0),
        ("五、", "行政诉讼数量", 3), ("（二）", "被依法纠错数", 1), ("（三）", "其他情形数", 2),
    )]  # fmt: skip
    reading = read(*rows, *rows)
    assert reading.unread == ()
    found = {fact.metric: int(fact.value or 0) for fact in reading.facts}
    assert (found["reviews_corrected"], found["litigation_corrected"], len(found)) == (2, 1, 10)
