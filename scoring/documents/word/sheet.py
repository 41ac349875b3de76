"""情况反馈 of one unit as an editable .docx that says the same as the PDF.

Like the circular it is made from the printed HTML; only the two charts are set anew, from the
same numbers and words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from scoring.documents.units.feedback_model import Feedback
from scoring.documents.word.bars import bar_table
from scoring.documents.word.carried import uncarried
from scoring.documents.word.draft import About, Draft
from scoring.documents.word.htmltables import length
from scoring.documents.word.inline import plain, runs
from scoring.documents.word.markup import paragraph, run, tag, twips
from scoring.documents.word.pages import UPRIGHT
from scoring.documents.word.sheetlooks import WIDTH, SheetLooks
from scoring.documents.word.stylesheet import fonts
from scoring.documents.word.tables import THICK, Cell, Frame, Row, table
from scoring.problems import ProblemsFound

_STYLES = {"mark": "MarkSheet", "salutation": "Salutation", "small": "Small", "item": "Item", "signature": "Signature"}
_FINE = 2  # rules between rows, eighths of a pt
_HEADINGS = {"h1": "Title", "h2": "Heading1"}


def feedback_docx(feedback: Feedback, html: str) -> bytes:
    """One unit's sheet as .docx.

    Args:
        feedback: The sheet as it is laid out, for its charts and for what the file says of itself.
        html: The printed HTML.

    Returns:
        The file's bytes, the same for the same input. Raises ProblemsFound D062 for what a .docx cannot carry.
    """
    from lxml import html as lxml_html

    body: Any = lxml_html.document_fromstring(html).find("body")
    if problems := uncarried(body, f"feedback/{feedback.sheet.unit_id}.docx"):
        raise ProblemsFound(problems)
    day = dt.date.fromisoformat(feedback.date_iso) if feedback.date_iso else dt.date(1980, 1, 1)
    about = About(feedback.head, feedback.issuer, day, keywords=feedback.keywords)
    draft = Draft(about, UPRIGHT, SheetLooks(feedback.head))
    draft.add(*(block for element in body for block in _blocks(element, feedback)))
    return draft.bytes()


def _blocks(element: Any, feedback: Feedback) -> Iterator[str]:
    """The paragraphs and tables of an element of the page."""
    name = (element.get("class") or "") if isinstance(element.tag, str) else "running"
    if name == "running":
        return
    if element.tag == "figure":
        yield from _strip(feedback) if name == "strip" else _bars(feedback)
    elif element.tag == "table":
        yield _table(element)
    elif element.tag == "div":
        for child in element:
            yield from _blocks(child, feedback)
    else:
        style = next((_STYLES[word] for word in name.split() if word in _STYLES), _HEADINGS.get(element.tag, "BodyText"))
        keep = {"keepNext": tag("keepNext")} if "lead" in name.split() else {}
        yield paragraph(style, runs(element), **keep)


def _bars(feedback: Feedback) -> Iterator[str]:
    chart = feedback.charts.bar_rows
    yield paragraph("Anchor", spacing=tag("spacing", before=twips(6), line=twips(1), lineRule="exact"))
    yield bar_table("各方面得分率", "本单位得分率", "本组平均得分率", chart, WIDTH)


def _strip(feedback: Feedback) -> Iterator[str]:
    """The place in the group in the words of the printed chart: the unit above, ends and mean below a line."""
    words = feedback.charts.strip_words
    line = tag("pBdr", tag("bottom", val="single", sz=6, space=1, color="000000"))
    middle = {"jc": tag("jc", val="center")}
    above = tag("spacing", before=twips(4), line=twips(11), lineRule="exact")
    yield paragraph("Chart", run(words[0]), pBdr=line, spacing=above, keepNext=tag("keepNext"), **middle)
    tabs = tag("tabs", tag("tab", val="center", pos=twips(WIDTH / 2)), tag("tab", val="right", pos=twips(WIDTH)))
    yield paragraph("Chart", run("\t".join(words[1:])), tabs=tabs)


def _table(element: Any) -> str:
    """A table of the sheet; what is said of a row stands in a row below it, which stays with it."""
    rows: list[Row] = []
    for row in element.iter("tr"):
        head = row.getparent().tag == "thead"
        details = row.find(".//div[@class='details']")
        if details is not None:
            details.drop_tree()
        keep = details is not None
        rows.append(Row([Cell(_words(cell, head=head, keep=keep), tight=head) for cell in row], head=head))
        if details is not None and plain(details):
            wide = paragraph("Details", _details(details))
            rows.append(Row([Cell(paragraph("Details")), Cell(wide, columns=len(row) - 1)]))
    widths = [length(col, "width") or 0.0 for col in element.iter("col")]
    return table(widths, rows, Frame(THICK, _FINE, sides=False, caption=element.get("class") or ""))


def _details(element: Any) -> str:
    """What is said of a row: labels in their face, apart from the words around them."""
    made = []
    for i, label in enumerate(element.iter("b")):
        made += [run("　" * bool(i) + plain(label), rFonts=fonts("hei")), run(f"　{' '.join((label.tail or '').split())}")]
    return "".join(made) or runs(element)


def _words(cell: Any, *, head: bool, keep: bool) -> str:
    side = next((name for name in ("left", "center", "right") if name in (cell.get("class") or "").split()), "left")
    together = {"keepNext": tag("keepNext")} if keep else {}
    air = tag("spacing", before=twips(3 if head else 2), after=twips(3 if head else 2), line=twips(12.5), lineRule="exact")
    return paragraph("TableHead" if head else "TableText", runs(cell), jc=tag("jc", val=side), spacing=air, **together)
