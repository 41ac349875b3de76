"""Sections of a .docx: paper, margins, grid and the place of the page number (GB/T 9704-2012, 5.2, 7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.documents.official.measures import CHARACTER, MM
from scoring.documents.word.markup import page_number, paragraph, properties, run, tag, twips
from scoring.documents.word.styles import BODY, LINE
from scoring.documents.word.stylesheet import NAMESPACE

_SHORT, _LONG = 11906, 16838  # A4, twips
_UPRIGHT = {"top": 37, "right": 26, "bottom": 35, "left": 28}
_LYING = {"top": 28, "right": 37, "bottom": 26, "left": 35}
_NUMBER_DROP = 7  # the dashes stand so far below the type area, mm
_NUMBER_SIZE = 14
_FOOTER = 25.0  # lower edge of the footer above that of the paper, mm: the dashes then stand 7 mm below the type area
_BOX = (24.0, 120.0)  # the box of a number that stands upright on a page lying down: thickness and length, pt
_EMU = 12700  # in a pt


@dataclass(frozen=True, slots=True)
class Page:
    """What the pages of a section are like.

    Args:
        wide: They lie down.
        numbers: Where their numbers stand: at the foot; turned at the side, where bound upright pages have them; nowhere.
        grid: Lines and characters stand on the grid of the standard.
        start: Where the section begins.
        first: Its first page has a number too; that of a letter has none (10.1).
    """

    wide: bool = False
    numbers: Literal["foot", "side", "none"] = "foot"
    grid: bool = True
    start: Literal["nextPage", "evenPage"] = "nextPage"
    first: bool = True

    @property
    def footers(self) -> tuple[str, str]:
        """Footers of odd and of even pages, names of parts."""
        return {"none": ("footer0", "footer0"), "foot": ("footer1", "footer2"), "side": ("footer3", "footer4")}[self.numbers]


UPRIGHT, LYING = Page(), Page(wide=True, numbers="side", grid=False)  # tables alone lie down


def section(page: Page, relations: dict[str, str]) -> str:
    """The properties of a section; ``relations`` gives the ids of the footers."""
    margins = {side: twips(value * MM) for side, value in (_LYING if page.wide else _UPRIGHT).items()}
    size = {"w": _LONG, "h": _SHORT, "orient": "landscape"} if page.wide else {"w": _SHORT, "h": _LONG}
    # A grid of lines. One of characters, narrower than the type, makes some programs give each of them two cells: the
    # characters are set 28 to a line by their spacing, and the grid only tells Word's page set-up of the 28.
    grid = tag("docGrid", type="lines", linePitch=twips(LINE), charSpace=round((CHARACTER - BODY) * 4096))
    return properties(
        "sectPr",
        {
            "footerReference": [
                f'<w:footerReference w:type="{kind}" r:id="{relations[name]}"/>'
                for kind, name in (*zip(("default", "even"), page.footers, strict=True), *([] if page.first else [("first", "footer0")]))
            ],
            "titlePg": "" if page.first else tag("titlePg"),
            "type": tag("type", val=page.start),
            "pgSz": tag("pgSz", **size),
            "pgMar": tag("pgMar", **margins, header=twips(15 * MM), footer=twips(_FOOTER * MM), gutter=0),
            "cols": tag("cols", space=425),
            "docGrid": grid if page.grid else "",
        },
    )


def footers() -> dict[str, bytes]:
    """The footers by the name of their part: none, right and left of upright pages, below and above of pages lying down."""
    return {
        "footer0": _footer(paragraph("Footer")),
        "footer1": _footer(_number("right")),
        "footer2": _footer(_number("left")),
        "footer3": _footer(_turned("right")),
        "footer4": _footer(_turned("left")),
    }


def _footer(content: str) -> bytes:
    return margin_part("ftr", content)


def margin_part(root: str, content: str) -> bytes:
    """A part that stands in the margin of pages: ``hdr`` above, ``ftr`` below."""
    names = (
        f'xmlns:w="{NAMESPACE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {names}>{content}</w:{root}>'.encode()


def _number(side: str) -> str:
    """— 1 — at one side, one character in."""
    inside = {f"{side}Chars": 100, side: _NUMBER_SIZE * 20}
    return paragraph("Footer", run("— ") + page_number() + run(" —"), ind=tag("ind", **inside), jc=tag("jc", val=side))


def _turned(side: str) -> str:
    """The number on a page lying down, turned in a box: bound, it stands where upright pages have it (7.5)."""
    thick, long = _BOX
    left = _LYING["left"] * MM - _NUMBER_DROP * MM - thick / 2
    edge = _SHORT / 20 - _LYING["bottom"] * MM - long if side == "right" else _LYING["top"] * MM
    text = tag("txbxContent", _number(side))
    shape = _drawing(left, edge, thick, long, text)
    old = (
        f'<w:pict><v:rect id="number" stroked="f" filled="f" style="position:absolute;margin-left:{left:.1f}pt;margin-top:{edge:.1f}pt;'
        f'width:{thick}pt;height:{long}pt;mso-position-horizontal-relative:page;mso-position-vertical-relative:page">'
        f'<v:textbox style="layout-flow:vertical" inset="0,0,0,0">{text}</v:textbox></v:rect></w:pict>'
    )
    choice = f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    return paragraph("Footer", tag("r", choice))


def _drawing(left: float, top: float, width: float, height: float, text: str) -> str:
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * _EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * _EMU)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="页码"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f'<wps:txbx>{text}</wps:txbx><wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
