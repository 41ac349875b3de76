"""WordprocessingML as text: elements, their properties in the order of the schema, and texts that cannot break the file.

The parts are written directly. What an official document needs (grid, East Asian fonts,
indents in characters, frames, fields, repeated heads) stands in no library's interface,
and Word repairs or refuses a file whose properties are out of order; so the order is kept here, once.
Names follow ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

TWIPS = 20  # in a pt
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u2060]")  # no XML, or prints nothing (word joiner)
_SPLIT = re.compile(r"([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_AMBIGUOUS = re.compile("[“”‘’—…·①-⓿×÷°±§]")  # Word takes these for Western signs unless it is told

ORDER: Mapping[str, tuple[str, ...]] = {
    element: tuple(children.split())
    for element, children in {
        "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku wordWrap overflowPunct"
        " topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind contextualSpacing jc textDirection textAlignment"
        " outlineLvl rPr sectPr",
        "rPr": "rStyle rFonts b bCs i iCs strike noProof snapToGrid color spacing w kern position sz szCs u shd vertAlign lang",
        "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
        "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
        "trPr": "cantSplit trHeight tblHeader",
        "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    }.items()
}


def tag(name: str, /, *children: str, **attributes: object) -> str:
    """An element ``w:name``; attributes without their prefix, children as finished markup."""
    given = "".join(f' w:{key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<w:{name}{given}>{''.join(children)}</w:{name}>" if children else f"<w:{name}{given}/>"


def properties(name: str, children: Mapping[str, str | Iterable[str]]) -> str:
    """A properties element (``pPr``, ``tcPr`` ...) with its children in the order of the schema; nothing for no children."""
    made = ordered(name, children)
    return tag(name, *made) if made else ""


def ordered(name: str, children: Mapping[str, str | Iterable[str]]) -> list[str]:
    """The children of an element in the order of the schema, without the empty ones."""
    order = ORDER[name]
    made: list[str] = []
    for child in sorted(children, key=order.index):
        markup = children[child]
        made += [markup] if isinstance(markup, str) else list(markup)
    return [markup for markup in made if markup]


def attribute(value: object) -> str:
    """A value inside quotes."""
    return escape(printable(str(value)), {'"': "&quot;"})


def printable(text: str) -> str:
    """A text without characters that no XML file may hold or that print nothing."""
    return _UNPRINTABLE.sub("", text)


def twips(points: float) -> int:
    """A length in pt as twentieths of a pt."""
    return round(points * TWIPS)


def characters(text: str) -> str:
    """The content of a run: texts, line ends and tabs."""
    parts = (part for part in _SPLIT.split(printable(text)) if part)
    return "".join(_BREAKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)


def run(text: str, **look: str) -> str:
    """A run of text; ``look`` holds finished children of its properties. No text makes no run."""
    content = characters(text)
    if not content:
        return ""
    if _AMBIGUOUS.search(text) and "rFonts" not in look:
        look["rFonts"] = tag("rFonts", hint="eastAsia")
    return tag("r", properties("rPr", look), content)


def page_number() -> str:
    """The number of the page, as a field."""
    return field("PAGE")


def field(code: str) -> str:
    """A field that the program fills: ``PAGE``, ``NUMPAGES``."""
    parts = ('<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
    ends = ('<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>')
    return "".join(tag("r", part) for part in (*parts, *ends))


def paragraph(style: str, content: str = "", **direct: str) -> str:
    """A paragraph of a style (by id); ``direct`` holds finished children of its properties that differ from the style."""
    return tag("p", properties("pPr", {"pStyle": tag("pStyle", val=style), **direct}), *([content] if content else []))
