"""Paragraphs whose figures are known: written with marks ``[[12件|metric]]``, from which text and gold come apart.

The mark is ``[[printed|metric]]`` or ``[[printed|metric|value|uom|qualifier]]``; a scope word stands in the
paragraph's own ``scope``. Everything outside the marks is no figure, however many digits it has.
"""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from tests.corpus.generator.model import Model, Paragraph, Stated

_MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
_SIMPLE = re.compile(r"([\d,.]+)(\D*)")


def marked(text: str, scope: str = "") -> Paragraph:
    """The paragraph of a text with marks."""
    stated = tuple(_stated(match[1], scope) for match in _MARK.finditer(text))
    return Paragraph(_MARK.sub(lambda match: match[1].split("|")[0], text), stated)


def _stated(mark: str, scope: str) -> Stated:
    shown, metric, *rest = mark.split("|")
    if rest:
        value, uom, qualifier, *own = [*rest, "exact"][:4] if len(rest) < 3 else rest
        return Stated(metric, Decimal(value), uom, qualifier, own[0] if own else scope)
    simple = _SIMPLE.fullmatch(shown)
    assert simple, mark
    return Stated(metric, Decimal(simple[1].replace(",", "")), simple[2], "exact", scope)


def six_sections(model: Model, random: Random, own: str) -> None:
    """Preface and sections of the reports since 2019; ``own`` is 我局, 全县 or the like."""
    year = model.year
    model.preface = [
        Paragraph(
            f"根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条和国办公开办函〔2021〕30号要求，{model.unit}编制了{year}年政府信息公开工作年度报告。"
            f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{model.unit}联系（地址：松塘路88号；"
            "邮编：562300；电话：0859-2233456；电子邮箱：wcxxgk2018@163.com）。"
        )
    ]
    model.sections = [
        ("一、总体情况", _overview(model, random, own)),
        ("二、主动公开政府信息情况", ()),
        ("三、收到和处理政府信息公开申请情况", ()),
        ("四、政府信息公开行政复议、行政诉讼情况", ()),
        (
            "五、存在的主要问题及改进情况",
            [
                Paragraph("（一）存在的问题。一是公开时效有待提高，个别科室3个工作日内未及时报送；二是政策解读形式单一。"),
                Paragraph(
                    f"（二）改进情况。{year + 1}年将举办培训班6期，计划公开政府信息2000条以上，力争12345热线工单按期答复率达到100%。"
                ),
            ],
        ),
        ("六、其他需要报告的事项", [Paragraph("收费情况见上表。本年度没有其他需要报告的事项。")]),
    ]


def _overview(model: Model, random: Random, own: str) -> list[Paragraph]:
    new = _total(model, "requests_new")
    items = random.randint(120, 3000)
    documents = (
        _total(model, "normative_docs_disclosed")
        if "normative_docs_disclosed" in {metric for metric, _ in model.cells}
        else random.randint(1, 40)
    )
    body = [
        marked(
            f"（一）主动公开。{model.year}年，{own}主动公开政府信息[[{items}条|proactive_disclosed_total]]，其中规范性文件[[{documents}件|normative_docs_disclosed]]。",
            own,
        ),
        Paragraph("（二）依申请公开。" + ("申请渠道进一步畅通，办理流程更加规范。" if new is None else "")),
        Paragraph(
            "（三）政府信息管理。严格落实“三审三校”制度，对照国办发〔2021〕12号文件清理栏目，网站全年访问量12.6万次，单篇最高点击量3568次。"
        ),
        marked(f"（四）平台建设。通过政务微信公众号发布信息[[{random.randint(30, 400)}条|disclosed_via_wechat]]。"),
        marked(
            f"（五）监督保障。全年举办政府信息公开业务培训班[[{random.randint(1, 4)}期|training_sessions]]，"
            "第三方评估设5大类37项指标，得分91.5分，列第3名。"
        ),
    ]
    if new is not None:
        body[1] = marked(
            f"（二）依申请公开。全年{own}共收到政府信息公开申请[[{new}件|requests_received]]，均按《条例》规定的20个工作日期限办理。", own
        )
    return body


def _total(model: Model, metric: str) -> int | None:
    cell = model.cells.get((metric, "total"))
    return None if cell is None or cell.value is None else int(cell.value)


def nine_headings(model: Model, own: str) -> None:
    """Preface and sections of the reports on 2014 to 2018, with the flat table behind them."""
    year, items, requests = model.year, _total(model, "proactive_disclosed_total"), _total(model, "requests_received")
    model.preface = [
        Paragraph(
            f"按照《中华人民共和国政府信息公开条例》和《望川县政府信息公开规定》（望政发〔2010〕15号）要求，编制{model.unit}{year}年政府信息公开工作年度报告，现予公布。"
            f"统计期限为{year}年1月1日至{year}年12月31日，联系电话：0859-2233456，邮编：562300。"
        )
    ]
    model.sections = [
        ("一、概述", [Paragraph("一年来，我们坚持“以公开为常态、不公开为例外”，实行AB岗制度，第一时间公开群众关心的事项。")]),
        ("二、主动公开政府信息情况", [marked(f"{year}年{own}主动公开政府信息[[{items}条|proactive_disclosed_total]]。", own)]),
        (
            "三、依申请公开政府信息情况",
            [marked(f"{year}年{own}共收到政府信息公开申请[[{requests}件|requests_received]]，全部按期办理。", own)],
        ),
        ("四、存在的主要问题和改进措施", [Paragraph("主要问题是公开内容不够全面。下一步将新增专栏4个，力争每月发布信息80条。")]),
        ("五、附表", ()),
    ]
