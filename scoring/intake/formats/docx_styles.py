"""What the styles of a Word document say about its paragraphs: hidden text and automatic numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.intake.formats.docx_numbering import Numbering, W, value

if TYPE_CHECKING:
    from lxml import etree

_OFF = {"0", "false", "off", "none"}
_DEEPEST = 12  # styles that are based on each other; more is a circle


@dataclass
class Styles:
    """The styles of a document by id, and its numberings."""

    elements: dict[str, etree._Element]
    numbering: Numbering

    def is_hidden(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether the text of a run is hidden (``w:vanish``), by itself or by its styles."""
        own = _switch(run.find(f"{W}rPr"))
        if own is not None:
            return own
        names = (value(run.find(f"{W}rPr/{W}rStyle")), value(paragraph.find(f"{W}pPr/{W}pStyle")))
        return any(self._style_hides(name) for name in names if name)

    def number_of(self, paragraph: etree._Element) -> str:
        """The number that Word prints before a paragraph, counted on; empty when there is none."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        level, number = _numbered(paragraph.find(f"{W}pPr"))
        for element in self._chain(style):
            inherited = _numbered(element.find(f"{W}pPr"))
            level, number = level or inherited[0], number or inherited[1]
        return self.numbering.next(number, int(level) if level.isdigit() else 0) if number not in {"", "0"} else ""

    def _style_hides(self, name: str) -> bool:
        return next((bool(found) for element in self._chain(name) if (found := _switch(element.find(f"{W}rPr"))) is not None), False)

    def _chain(self, name: str) -> list[etree._Element]:
        """A style and those it is based on."""
        chain: list[etree._Element] = []
        while name in self.elements and len(chain) < _DEEPEST:
            chain.append(self.elements[name])
            name = value(chain[-1].find(f"{W}basedOn"))
        return chain


def read_styles(root: etree._Element | None, numbering: Numbering) -> Styles:
    """The styles of the part ``styles.xml``."""
    found = () if root is None else root.iterfind(f"{W}style")
    return Styles({style.get(f"{W}styleId", ""): style for style in found}, numbering)


def _switch(properties: etree._Element | None) -> bool | None:
    """Whether run properties hide text; None when they do not say."""
    if properties is None:
        return None
    found = [properties.find(f"{W}{name}") for name in ("vanish", "specVanish")]
    said = [value(element) not in _OFF for element in found if element is not None]
    return any(said) if said else None


def _numbered(properties: etree._Element | None) -> tuple[str, str]:
    """(level, numbering) as far as paragraph properties name them."""
    if properties is None:
        return "", ""
    return value(properties.find(f"{W}numPr/{W}ilvl")), value(properties.find(f"{W}numPr/{W}numId"))
