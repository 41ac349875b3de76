"""A report as a web page, in ten styles that government sites use."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.corpus.generator.grids import Table, joined
from tests.corpus.generator.model import Model
from tests.corpus.generator.render import html_tables as draw

Tables = dict[str, Table]
_PLACE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "1"}
_MENU = "".join(
    f'<li><a href="/xxgk/{n}.html">{name}</a></li>' for n, name in enumerate(("首页", "政府信息公开", "办事服务", "互动交流", "12345热线"))
)


def _body(model: Model, tables: Tables, paragraph: Callable[[str], str], table: Callable[[Table], str]) -> str:
    parts = [paragraph(p.text) for p in model.preface]
    for heading, paragraphs in model.sections:
        parts += [paragraph(heading), *(paragraph(p.text) for p in paragraphs)]
        number = _PLACE.get(heading[0], "")
        if number in tables and not (heading[0] == "五" and "1" not in tables):
            parts.append(table(tables[number]))
    return "\n".join(parts)


def _p(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _page(model: Model, body: str, charset: str = "utf-8") -> str:
    title = f"{model.title}-{model.unit}人民政府网"
    return f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{title}</title></head>\n<body>{body}</body></html>'


def clean(model: Model, tables: Tables) -> str:
    """A plain page."""
    body = _body(model, tables, _p, lambda t: f"<table border='1'>{draw.rows(t)}</table>")
    return _page(model, f"<h1>{model.title}</h1><p>发布日期：{model.published}</p>{body}")


def portal(model: Model, tables: Tables) -> str:
    """A page of a content system: menus, breadcrumbs, index card, sharing, footer with record numbers."""
    card = (
        "<table class='xxgk'><tr><td>索引号：</td><td>11520000MB1234567X/2022-00123</td><td>发布机构：</td>"
        f"<td>{model.unit}</td></tr><tr><td>文号：</td><td>无</td><td>发布日期：</td><td>{model.published} 16:20</td></tr></table>"
    )
    body = _body(model, tables, _p, lambda t: f"<div class='tbl'><table cellspacing='0'><tbody>{draw.rows(t)}</tbody></table></div>")
    return _page(
        model,
        f"<div class='top'><ul>{_MENU}</ul></div><div class='crumb'>"
        f"当前位置：<a href='/'>首页</a> &gt; <a href='/nb'>2013年政府信息公开年报</a></div>{card}"
        f"<h1>{model.title}</h1><div class='info'>"
        f"时间：{model.published} 来源：{model.unit} 浏览次数：<span id='hits'>1286</span> 次 字号：[大 中 小]</div>"
        f"<div class='TRS_Editor'>{body}</div><div class='ewm'>扫一扫在手机打开当前页</div>"
        "<div>上一篇：<a href='1.html'>收到申请12件的答复</a></div>"
        "<footer><p>主办：望川县人民政府办公室 电话：0859-2233456 "
        "黔ICP备05000001号 黔公网安备 52232302000101号 网站标识码5223230001</p></footer>",
    )


def word(model: Model, tables: Tables) -> str:
    """Pasted from Word or WPS."""
    empty = "<span lang=EN-US><o:p></o:p></span>"

    def paragraph(text: str) -> str:
        words = escape(text, quote=False)
        return f"<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋'>{words}</span>{empty}</p>"

    body = _body(
        model,
        tables,
        paragraph,
        lambda t: f"<div align=center><table class=MsoNormalTable border=1>{draw.rows(t, draw.pasted)}</table></div>",
    )
    return _page(model, f"<p class=MsoTitle><b>{model.title}</b></p><p>发布时间：{model.published}</p>{body}")


def nested(model: Model, tables: Tables) -> str:
    """The whole page in layout tables, the figures three deep."""
    body = _body(model, tables, _p, lambda t: f"<table width='95%'><tr><td><table border=1>{draw.rows(t)}</table></td></tr></table>")
    inner = (
        f"<table><tr><td class='title'>{model.title}</td></tr><tr><td>发布日期：{model.published}</td></tr><tr><td>{body}</td></tr></table>"
    )
    return _page(
        model,
        f"<table width='1000'><tr><td width='200'><ul>{_MENU}</ul></td><td><table><tr><td>{inner}</td></tr></table></td></tr></table>",
    )


def centred(model: Model, tables: Tables) -> str:
    """Paragraphs inside the cells."""
    body = _body(model, tables, _p, lambda t: f"<table>{draw.rows(t, draw.centred)}</table>")
    return _page(model, f"<div class='bt'>{model.title}</div><div>发布日期：{model.published}</div><div id='zoom'>{body}</div>")


def split(model: Model, tables: Tables) -> str:
    """Spans that split every number."""
    body = _body(
        model,
        tables,
        lambda t: f"<p>{''.join(f'<span>{escape(c)}</span>' for c in t)}</p>",
        lambda t: f"<table>{draw.rows(t, draw.split)}</table>",
    )
    return _page(model, f"<h2>{model.title}</h2><p>发布日期：{model.published}</p>{body}")


def headed(model: Model, tables: Tables) -> str:
    """Headings in thead and th, with a caption."""
    body = _body(model, tables, _p, lambda t: f"<table><caption>单位：件</caption>{draw.rows(t, head=True)}</table>")
    return _page(model, f"<h1>{model.title}</h1><p>发布日期：{model.published}</p>{body}")


def wrongly_declared(model: Model, tables: Tables) -> str:
    """Says UTF-8 and is saved as GBK by :mod:`encodings`; otherwise an old page without closing tags."""
    body = _body(model, tables, lambda t: f"<P>{escape(t, quote=False)}", lambda t: f"<TABLE border=1>{draw.rows(t, draw.loose)}</TABLE>")
    head = f"<META http-equiv=Content-Type content='text/html; charset=utf-8'><TITLE>{model.title}</TITLE>"
    return f"<HTML><HEAD>{head}</HEAD><BODY><CENTER>{model.title}</CENTER><BR>发布日期：{model.published}<BR>{body}</BODY></HTML>"


def in_pieces(model: Model, tables: Tables) -> str:
    """Every block of a table is a table of its own."""

    def table(whole: Table) -> str:
        return "<br/>".join(f"<table>{draw.rows(Table(whole.id, rows, 0, whole.width))}</table>" for rows in draw.pieces(whole))

    return _page(model, f"<h1>{model.title}</h1><p>发布日期：{model.published}</p>{_body(model, tables, _p, table)}")


def in_one(model: Model, tables: Tables) -> str:
    """Tables 2 to 4 as one big table."""
    if "1" in tables:
        return clean(model, tables)
    parts = [_p(p.text) for p in model.preface]
    for heading, paragraphs in model.sections:
        if heading[0] not in "二三四":
            parts += [_p(heading), *(_p(p.text) for p in paragraphs)]
        elif heading[0] == "二":
            parts.append(f"<table border=1>{draw.rows(joined(tables))}</table>")
    return _page(model, f"<h1>{model.title}</h1><p>发布日期：{model.published}</p>{''.join(parts)}")


STYLES: dict[str, Callable[[Model, Tables], str]] = {
    "clean": clean,
    "portal": portal,
    "word": word,
    "nested": nested,
    "centred": centred,
    "split": split,
    "headed": headed,
    "wrongly-declared": wrongly_declared,
    "in-pieces": in_pieces,
    "in-one": in_one,
}
