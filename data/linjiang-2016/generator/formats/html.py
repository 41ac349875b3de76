"""Web pages: five site styles with navigation around the report, two of them GBK-encoded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from random import Random
from string import Template

from generator.form import Row
from generator.formats.wording import Wording, chinese, iso, reasons, slashed
from generator.report import TABLE_TITLE, Report

SITES = Path(__file__).parent / "sites"
Paragraph = Callable[[str], str]
TableRow = Callable[[str, str, str, str], str]


@dataclass(frozen=True)
class Site:
    """One site style.

    Args:
        name: Its template in ``sites/``.
        encoding: Encoding of the page.
        paragraph: Markup of a paragraph of escaped text.
        heading: Markup of a section heading.
        row: Markup of a table row: label, remark, unit, number.
        dated: How it writes a date.
        wording: Its other habits.
    """

    name: str
    encoding: str
    paragraph: Paragraph
    heading: Paragraph
    row: TableRow
    dated: Callable[[date], str] = iso
    wording: Wording = field(default_factory=Wording)


def page(report: Report, site_name: str, rng: Random) -> bytes:
    """The report as a whole page of the site."""
    site = STYLES[site_name]
    template = Template((SITES / f"{site.name}.html").read_text("utf-8"))
    text = template.substitute(
        title=report.title,
        short=report.unit.short_name,
        office=report.unit.office,
        date=site.dated(report.published_on) if report.published_on else "",
        visits=str(rng.randint(100, 999)),
        code=str(rng.randint(10, 99)),
        caption=TABLE_TITLE,
        body=_body(report, site),
        rows="\n".join(_row(site, row, cell, reason) for (row, cell), reason in zip(report.table, reasons(report.table), strict=True)),
    )
    return text.encode(site.encoding)


def _body(report: Report, site: Site) -> str:
    parts = [site.paragraph(_text(site, paragraph)) for paragraph in report.preface]
    for heading, paragraphs in report.sections:
        parts.append(site.heading(escape(heading)))
        parts += [site.paragraph(_text(site, paragraph)) for paragraph in paragraphs]
    return "\n".join(parts)


def _text(site: Site, paragraph: str) -> str:
    return escape(site.wording.prose(paragraph), quote=False)


def _row(site: Site, row: Row, cell: str, reason: int) -> str:
    wording = site.wording
    return site.row(escape(wording.label(row, reason)), escape(wording.note(row)), row.uom, wording.cell(cell) or "&nbsp;")


def _spans(text: str) -> str:
    """Digits and Chinese in separate spans, as a word processor pastes them."""
    pieces: list[str] = []
    for character in text:
        western = character.isascii()
        if not pieces or (pieces[-1][-1].isascii() != western):
            pieces.append("")
        pieces[-1] += character
    return "".join(f'<span lang="EN-US">{piece}</span>' if piece.isascii() else f"<span>{piece}</span>" for piece in pieces)


def _pasted_cell(text: str) -> str:
    return f'<td style="padding:0cm 5.4pt"><p class="MsoNormal"><span lang="EN-US">{text}</span></p></td>'


STYLES = {
    "portal": Site(
        name="portal",
        encoding="utf-8",
        paragraph=lambda text: f"<p>　　{text}</p>",
        heading=lambda text: f"<h2>{text}</h2>",
        row=lambda label, note, uom, number: f"<tr><td>{label}{note and f'<br>{note}'}</td><td>{uom}</td><td>{number}</td></tr>",
        dated=chinese,
    ),
    "frames": Site(
        name="frames",
        encoding="gb18030",
        paragraph=lambda text: f"<P><FONT face=仿宋_GB2312 size=4>&nbsp;&nbsp;&nbsp;&nbsp;{text}</FONT>",
        heading=lambda text: f"<P><FONT face=黑体 size=4>&nbsp;&nbsp;&nbsp;&nbsp;{text}</FONT></P>",
        row=lambda label, note, uom, number: f"<TR><TD>{label}{note}</TD><TD align=middle>{uom}</TD><TD align=middle>{number}</TD></TR>",
        wording=Wording(full_width=True, indent="　"),
    ),
    "pasted": Site(
        name="pasted",
        encoding="utf-8",
        paragraph=lambda text: f'<p class="MsoNormal" style="text-indent:32.0pt">{_spans(text)}</p>',
        heading=lambda text: f'<p class="MsoNormal" style="text-indent:32.0pt"><span style="font-family:黑体">{text}</span></p>',
        row=lambda label, note, uom, number: (
            f"<tr>{_pasted_cell(label + (note and f'<br />{note}'))}{_pasted_cell(uom)}{_pasted_cell(number)}</tr>"
        ),
        dated=slashed,
        wording=Wording(full_width=True, numbered_reasons=True, dot="．"),
    ),
    "zoom": Site(
        name="zoom",
        encoding="gb18030",
        paragraph=lambda text: f"　　{text}<br><br>",
        heading=lambda text: f"　　<b>{text}</b><br><br>",
        row=lambda label, note, uom, number: f"<tr><td>{label}{note}<td>{uom}<td>{number}",
        wording=Wording(full_width=False, thousands=True, half_prose=True),
    ),
    "cards": Site(
        name="cards",
        encoding="utf-8-sig",
        paragraph=lambda text: f'<p style="text-indent:2em">{text}</p>',
        heading=lambda text: f"<p><strong>{text}</strong></p>",
        row=lambda label, note, uom, number: f"<tr><td>{label}{note}</td><td>{uom}</td><td>{number}</td></tr>",
        dated=iso,
        wording=Wording(full_width=True, wide_digits=True),
    ),
}
