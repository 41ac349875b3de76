"""Whole reports on the three statutory forms with all of their merged cells, and the figures that are in them.

Every figure is another one, so that a cell in the wrong place is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from itertools import count

from scoring.intake.forms import Row, Table, load_forms

FORMS = ("2014", "2019", "2021")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ITEMS = {"2019": "一一五五六六八九", "2021": "一一五六六八"}
HEADS = {
    "documents": {"2019": "本年新制作数量 本年新公开数量 对外公开总数量", "2021": "本年制发件数 本年废止件数 现行有效件数"},
    "items": {"2019": "上一年项目数量 本年增/减 处理决定数量"},
    "charges": {"2019": "上一年项目数量 本年增/减", "2021": "本年收费金额(单位:万元)"},
    "procurement": {"2019": "采购项目数量 采购总金额"},
    "decisions": {"2021": "本年处理决定数量"},
}


@dataclass(frozen=True)
class Spanned:
    """A cell of a table and how far it reaches."""

    text: str
    across: int = 1
    down: int = 1


@dataclass
class Sheet:
    """One table: its rows of cells, each written once."""

    width: int
    rows: list[list[Spanned]] = field(default_factory=list)

    def add(self, *cells: Spanned | str) -> None:
        self.rows.append([cell if isinstance(cell, Spanned) else Spanned(cell) for cell in cells])

    def html(self) -> str:
        rows = ("".join(f'<td colspan="{c.across}" rowspan="{c.down}">{escape(c.text)}</td>' for c in row) for row in self.rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@dataclass
class Written:
    """A report: its title, blocks in reading order, and its figures by metric and part."""

    title: str
    blocks: list[str | Sheet]
    figures: dict[tuple[str, str], Decimal]

    def sheets(self) -> list[Sheet]:
        return [block for block in self.blocks if isinstance(block, Sheet)]

    def html(self, style: str = "") -> str:
        body = "".join(block.html() if isinstance(block, Sheet) else f"<p>{escape(block)}</p>" for block in self.blocks)
        return f"<html><head><style>{style}</style></head><body><h1>{self.title}</h1>{body}</body></html>"


class Figures(dict[tuple[str, str], Decimal]):
    """Hands out figures, each another one."""

    def __init__(self, step: int = 7) -> None:
        super().__init__()
        self.numbers = count(11, step)

    def new(self, metric: str, part: str = "total") -> str:
        self[metric, part or "total"] = Decimal(next(self.numbers))
        return str(self[metric, part or "total"])


def written(form: str) -> Written:
    """The report on a form."""
    figures = Figures()
    tables = [t for f in load_forms() if f.id == form for t in f.tables]
    makers = {"list": list_sheet, "rows": rows_sheet, "matrix": matrix_sheet, "single": single_sheet}
    sheets = [makers[table.layout](table, figures) for table in tables]
    if form == "2014":
        return Written("河湾县2016年政府信息公开工作年度报告", [*PROSE_2014, sheets[0], NOTE], figures)
    names = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
    middle = [block for pair in zip(names, sheets, strict=True) for block in pair]
    year = {"2019": "2020", "2021": "2022"}[form]
    return Written(f"河湾县{year}年政府信息公开工作年度报告", [*PROSE, *middle, *END], figures)


PROSE_2014 = (
    "一、概述",
    (
        "2016年，河湾县认真贯彻落实《中华人民共和国政府信息公开条例》，全面推进决策、执行、管理、服务、结果公开，健全工作机制，加强平台建设，"
        "全县主动公开政府信息12345条，比上年增加了百分之十，公众满意度明显提高。"
    ),
    "附件：政府信息公开情况统计表",
)
PROSE = (
    "一、总体情况",
    (
        "河湾县坚持以人民为中心，深入贯彻落实《中华人民共和国政府信息公开条例》，扎实做好政府信息公开各项工作。全年全县主动公开政府信息12345条，"
        "政务微信公开政府信息678条，举办培训班9次，政府信息公开工作取得了新的成效，群众的获得感和满意度不断提升。"
    ),
    "（一）监督保障。把政府信息公开工作纳入年度考核，召开新闻发布会23场。",
)
END = (
    "五、存在的主要问题及改进情况",
    "一是公开的内容不够全面，个别单位更新不够及时；二是工作人员的业务水平有待提高。下一步，河湾县将加强培训，完善制度，不断提高公开的质量和水平。",
    "六、其他需要报告的事项",
    "无其他需要报告的事项。",
)
NOTE = "单位负责人：王某　审核人：李某　填报人：张某"


def list_sheet(table: Table, figures: Figures) -> Sheet:
    """The flat list of 2014: label, unit, figure."""
    sheet = Sheet(3)
    sheet.add("统计指标", "单位", "统计数")
    for row in table.rows:
        label = row.label if not row.no else f"{row.no}、{row.label}"
        if row.values:
            sheet.add(label, row.values[0].printed_uom, figures.new(row.values[0].metric))
        else:
            sheet.add(label, "——", "——")
    return sheet


def rows_sheet(table: Table, figures: Figures) -> Sheet:
    """Table 2: every block with headings of its own, uneven spans as in the form."""
    sheet = Sheet(5 if table.form == "2019" else 4)
    before = None
    for item, row in zip(ITEMS[table.form], table.rows, strict=True):
        titles = tuple(value.title for value in row.values)
        if (item, titles) != before:
            sheet.add(Spanned(f"第二十条第（{item}）项", sheet.width))
            sheet.add("信息内容", *_spread(_heads(titles, table.form), sheet.width, doubled=1))
        before = (item, titles)
        sheet.add(
            row.label, *_spread([figures.new(value.metric) for value in row.values], sheet.width, doubled=2 if len(titles) > 2 else 1)
        )
    return sheet


def _heads(titles: tuple[str, ...], form: str) -> list[str]:
    return next(h for by in HEADS.values() if (h := by.get(form, "").split()) and h[0].startswith(titles[0]) and len(h) == len(titles))


def _spread(texts: list[str], width: int, doubled: int) -> list[Spanned]:
    """Cells over all columns but the first; the one that is wider stands at another place in headings and rows."""
    spare = width - 1 - len(texts)
    at = min(doubled, len(texts) - 1)
    return [Spanned(text, 1 + (spare if n == at else 0)) for n, text in enumerate(texts)]


def matrix_sheet(table: Table, figures: Figures) -> Sheet:
    """Table 3: ten columns, three rows of headings, groups over several rows."""
    sheet = Sheet(10)
    sheet.add(Spanned("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), Spanned("申请人情况", 7))
    sheet.add(Spanned("自然人", 1, 2), Spanned("法人或其他组织", 5), Spanned("总计", 1, 2))
    sheet.add("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    results = [row for row in table.rows if row.group]
    started: set[str] = set()
    for row in table.rows:
        groups = [g for g in row.group if g not in started]
        heights = [len(results) if g.startswith("三") else sum(g in r.group for r in results) for g in groups]
        started.update(groups)
        cells = [Spanned(g.replace("(", "（").replace(")", "）"), 1, height) for g, height in zip(groups, heights, strict=True)]
        sheet.add(*cells, Spanned(_label(row), 3 - len(row.group)), *(figures.new(v.metric, v.part) for v in row.values))
    return sheet


def _label(row: Row) -> str:
    if not row.group:
        return f"{row.no}、{row.label}"
    return f"{row.no}.{row.label}" if row.no.isdigit() else f"（{row.no}）{row.label}"


def single_sheet(table: Table, figures: Figures) -> Sheet:
    """Table 4: fifteen columns, three rows of headings, one row of figures."""
    sheet = Sheet(15)
    sheet.add(Spanned("行政复议", 5), Spanned("行政诉讼", 10))
    sheet.add(*(Spanned(o, 1, 2) for o in OUTCOMES), Spanned("未经复议直接起诉", 5), Spanned("复议后起诉", 5))
    sheet.add(*OUTCOMES, *OUTCOMES)
    sheet.add(*(figures.new(value.metric) for value in table.rows[0].values))
    return sheet
