"""The tables as HTML, in the ways that sites, Word and WPS write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from tests.intake.layouts.model import Box, Filled, Layout, prose

Cell = Callable[[Box], str]
Render = Callable[[Layout], str]


def _td(box: Box, inner: str, tag: str = "td", extra: str = "") -> str:
    spans = (f' colspan="{box.across}"' if box.across > 1 else "") + (f' rowspan="{box.down}"' if box.down > 1 else "")
    return f"<{tag}{spans}{extra}>{inner}</{tag}>"


def _rows(table: Layout, cell: Cell) -> list[str]:
    return [f"<tr>{''.join(_td(box, cell(box)) for box in row)}</tr>" for row in table.rows]


def _with(cell: Cell) -> Render:
    return lambda table: f"<table border=1><tbody>{''.join(_rows(table, cell))}</tbody></table>"


def _figures(change: Callable[[str], str]) -> Render:
    return _with(lambda box: change(box.text) if box.figure and box.text.isdigit() else escape(box.text) or "&nbsp;")


def _split(text: str) -> str:
    return "".join(f'<span lang="EN-US">{c}</span>' for c in text)


plain = _with(lambda box: escape(box.text))
paragraphs = _with(lambda box: f'<p class="MsoNormal" align="center"><span style="font-size:9pt">{escape(box.text)}</span><o:p></o:p></p>')
spans_split = _figures(_split)
fonts_split = _figures(lambda t: f"<font size=2>{t[0]}</font><b><font>{t[1:]}</font></b>")
entities = _figures(lambda t: "".join(f"&#{ord(c)};" for c in t))
hex_entities = _with(lambda box: "".join(f"&#x{ord(c):X};" for c in box.text))
zero_width = _figures(lambda t: "\u200b".join(t) + "\ufeff")
soft_hyphens = _figures("&shy;".join)
nbsp = _with(lambda box: f"&nbsp;&nbsp;{escape(box.text)}&nbsp;\u3000")
full_width = _figures(lambda t: t.translate({ord("0") + n: ord("０") + n for n in range(10)}))
office = _with(
    lambda box: (
        f"<!--[if !supportEmptyParas]--><!--[endif]--><p class=MsoNormal>{escape(box.text)}<o:p>&nbsp;</o:p></p>"
        '<!--[if gte vml 1]><v:shape id="x">9</v:shape><![endif]--><![if !vml]><![endif]>'
    )
)
inputs = _with(lambda box: f'<input type="text" name="a1" value="{escape(box.text)}" size=4>' if box.figure else escape(box.text))
textareas = _with(lambda box: f"<textarea rows=1>{escape(box.text)}</textarea>" if box.figure else escape(box.text))
hidden_twins = _with(lambda box: f'{escape(box.text)}<span style="display:none">{escape(box.text)}7</span>')
struck = _figures(lambda t: f"<del>8{t}</del>{t}<s>3</s><strike>9</strike>")
struck_by_style = _figures(lambda t: f'<span style="text-decoration: line-through;">8{t}</span>{t}')
footnotes = _figures(lambda t: f"{t}<sup>①</sup>")
ruby = _with(lambda box: "".join(f"<ruby>{c}<rp>(</rp><rt>pīn</rt><rp>)</rp></ruby>" if c > "\u4e00" else c for c in box.text))
comments = _figures(lambda t: f"<!-- 9 -->{t[0]}<!-- 8 -->{t[1:]}")
scripts = _figures(lambda t: f"{t}<script>document.write('9')</script><style>.a{{width:9px}}</style>")
breaks_in_labels = _with(
    lambda box: escape(box.text) if box.figure else "<br/>".join(escape(box.text[n : n + 4]) for n in range(0, len(box.text), 4))
)


def unclosed(table: Layout) -> str:
    """No end tags of rows and cells."""
    rows = ["<tr>" + "".join(_td(box, escape(box.text)).removesuffix("</td>") for box in row) for row in table.rows]
    return f"<table>{''.join(rows)}</table>"


def upper_case(table: Layout) -> str:
    """Tags in capitals, attributes without quotation marks."""
    return plain(table).replace("td", "TD").replace("<tr>", "<TR>").replace("table", "TABLE").replace('"', "")


def headed(table: Layout) -> str:
    """Header rows in thead, with th, and a tfoot in front of the body."""
    rows = _rows(table, lambda box: escape(box.text))
    foot = "<tfoot><tr><td>注：由办公室填报</td></tr></tfoot>"
    return f"<table><thead>{rows[0].replace('td', 'th')}</thead>{foot}<tbody>{''.join(rows[1:])}</tbody></table>"


def foot_first(table: Layout) -> str:
    """The last row in a tfoot that stands in front of the body, as HTML 4 asks for."""
    rows = _rows(table, lambda box: escape(box.text))
    return f"<table><tfoot>{rows[-1]}</tfoot><tbody>{''.join(rows[:-1])}</tbody></table>"


def every_cell_heads(table: Layout) -> str:
    """All labels as th."""
    rows = ["".join(_td(box, escape(box.text), "td" if box.figure else "th") for box in row) for row in table.rows]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def in_layout(table: Layout) -> str:
    """Inside three layout tables with menus beside it."""
    inner = f"<table width=100%><tr><td>{plain(table)}</td></tr></table>"
    menu = "<td><ul><li><a href=#>首页</a></li><li><a href=#>机构 3</a></li></ul></td>"
    return f"<table><tr>{menu}<td><table><tr><td></td><td>{inner}</td></tr></table></td></tr></table>"


def inside_data(table: Layout) -> str:
    """As a cell of a table that has rows of data of its own."""
    return (
        f"<table><tr><td>报送单位</td><td>区政府办公室</td></tr><tr><td colspan=2>{plain(table)}</td></tr>"
        "<tr><td>填报人</td><td>5</td></tr></table>"
    )


def figure_in_table(table: Layout) -> str:
    """Every figure in a small table of its own."""
    return _with(lambda box: f"<table><tr><td>{box.text}</td></tr></table>" if box.figure else escape(box.text))(table)


def wide_header(table: Layout) -> str:
    """A title row that spans more columns than there are."""
    return f"<table><tr><td colspan=1000>{table.caption}</td></tr>{''.join(_rows(table, lambda box: escape(box.text)))}</table>"


def zero_spans(table: Layout) -> str:
    """Spans of 0 and nonsense on cells that cover one position."""
    rows = [
        "".join(_td(box, escape(box.text), extra="" if box.across > 1 or box.down > 1 else ' colspan="0" rowspan="x"') for box in row)
        for row in table.rows
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def long_rowspans(table: Layout) -> str:
    """Group cells that claim more rows than the table has."""
    return plain(table).replace('rowspan="20"', 'rowspan="99"').replace('rowspan="22"', 'rowspan="99"')


def print_version(table: Layout) -> str:
    """The table again in a hidden part for printing."""
    return f'{plain(table)}<div id="print" style="DISPLAY: none">{plain(table)}</div>'


def twice(table: Layout) -> str:
    """The same table pasted twice."""
    return plain(table) * 2


def divs(table: Layout) -> str:
    """A table of div elements with the display of tables."""
    rows = ["".join(f'<div style="display:table-cell">{escape(box.text)}</div>' for box in row) for row in table.rows]
    return f'<div style="display:table">{"".join(f"""<div style="display:table-row">{row}</div>""" for row in rows)}</div>'


def div_classes(table: Layout) -> str:
    """A table of div elements with class names."""
    rows = ["".join(f'<div class="td">{escape(box.text)}</div>' for box in row) for row in table.rows]
    return f'<div class="table">{"".join(f"""<div class="tr">{row}</div>""" for row in rows)}</div>'


def lists(table: Layout) -> str:
    """Rows as list items with a span per cell."""
    rows = ["".join(f"<span>{escape(box.text)}</span>&nbsp;" for box in row) for row in table.rows]
    return f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def preformatted(table: Layout) -> str:
    """Columns lined up by blanks inside pre."""
    from tests.intake.layouts.text import aligned

    return f"<pre>{escape(aligned(table))}</pre>"


def piped(table: Layout) -> str:
    """Markdown inside a paragraph with line breaks as tags."""
    from tests.intake.layouts.text import pipes_positions

    return f"<p>{escape(pipes_positions(table)).replace(chr(10), '<br>')}</p>"


COMPLETE: tuple[Render, ...] = (
    *(plain, paragraphs, spans_split, fonts_split, entities, hex_entities, zero_width, soft_hyphens, nbsp, full_width, office),
    *(inputs, textareas, hidden_twins, struck, struck_by_style, footnotes, ruby, comments, scripts, breaks_in_labels),
    *(
        unclosed,
        upper_case,
        headed,
        foot_first,
        every_cell_heads,
        in_layout,
        inside_data,
        figure_in_table,
        wide_header,
        zero_spans,
        long_rowspans,
    ),
    *(print_version, twice),
)
UNCERTAIN: tuple[Render, ...] = (divs, div_classes, lists, preformatted, piped)


def report(filled: Filled, render: Render) -> str:
    """A whole page: navigation, breadcrumbs, report, related links, footer."""
    title, *front = prose()
    body = "".join(f"<p>{text}</p>" for text in front)
    tables = "".join(f"<h3>{table.caption}</h3>{render(table)}" for table in filled.tables)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}-清水河区人民政府</title></head><body>"
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a>政务公开 12</a></li></ul></div>'
        "<div class=crumbs>当前位置：<a>首页</a> &gt; <a>政府信息公开年报</a></div>"
        f"<div id=article><h1>{title}</h1><div>发布时间：2021-01-20 字体：[大 中 小] 浏览次数：<span id=hits>345</span>次</div>"
        f"{body}{tables}"
        "<h3>五、存在的主要问题及改进情况</h3><p>部分单位公开意识有待加强。</p><h3>六、其他需要报告的事项</h3><p>无。</p></div>"
        "<div class=related><h4>相关链接</h4><ul><li><a>上一篇：收到申请8件</a></li><li><a>2019年度报告</a></li></ul></div>"
        "<div class=footer>主办：清水河区人民政府办公室 备案号12345678 电话：010-55501234</div></body></html>"
    )


def names(renders: Sequence[Render]) -> list[str]:
    """The names of renders, for the ids of tests."""
    return [next(name for name, value in globals().items() if value is render) for render in renders]
