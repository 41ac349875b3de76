"""The structure tree of a printed document: what is a heading, a paragraph, a table, a picture, and in which order it is read.

WeasyPrint 70.0 builds a tree of its own, a page at a time: a paragraph or a table that
runs on is two there, repeated heads are read again on every page, every run of
letters is an element, page numbers belong to elements outside the tree, and heads have no
scope. This one follows the HTML: one element of the tree per element of the template, whatever
pages it stands on; repeated heads, page numbers and lines are artifacts. It is half the size too.

It takes the place of a private function, so it is applied to exactly the version it was
written for; with any other, WeasyPrint's own tree is written.

Source: ISO 32000-1:2008, 14.7 and 14.8; ISO 19005-3:2012, 6.7.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from typing import Any

from scoring.documents.printing import justify
from scoring.documents.printing.marks import Mark, Stream, content_streams
from scoring.documents.printing.structure import Link, Node, write

SVG = "{http://www.w3.org/2000/svg}svg"
_TAGS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "LI",
    "dd": "LI",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    SVG: "Figure",
}
_GROUPS = {"Document", "Sect", "Art", "BlockQuote", "TR", "TBody", "Table", "L"}  # text never stands in them directly
_SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
NO_ALTERNATIVE = "Picture without alternative text: %s"
_PX = 0.75  # pt


def apply() -> bool:
    """Write this tree instead of WeasyPrint's; returns whether it is."""
    if justify.notes():
        return False
    pdf: Any = importlib.import_module("weasyprint.pdf")
    pdf.add_tags = add_tags
    return True


def add_tags(pdf: Any, document: Any, pdf_version: object, page_streams: Sequence[Any]) -> None:  # noqa: ARG001 - WeasyPrint's signature
    """Add the structure tree to a PDF that is about to be written.

    Args:
        pdf: pydyf's PDF.
        document: WeasyPrint's document; its pages may come from several layouts.
        pdf_version: Not used: the tree is that of PDF 1.7.
        page_streams: Content of each page, with what was marked while drawing.
    """
    tree = _Tree()
    streams: list[Stream] = []
    for number, (page, content) in enumerate(zip(document.pages, page_streams, strict=True)):
        found = content_streams(pdf, content, number)
        tree.page(page, number, {box: mark for stream in found for box, mark in stream.marks.items()})
        streams += found
    for stream in streams:
        stream.rewrite()
    write(pdf, tree.root, streams, len(page_streams))


class _Tree:
    """The tree while it grows page by page."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._heads: dict[Any, int] = {}  # page on which a head of a table was first seen
        self._number = 0
        self._height = 0.0
        self._marks: dict[Any, Mark] = {}
        self._block_level = importlib.import_module("weasyprint.formatting_structure.boxes").BlockLevelBox

    def page(self, page: Any, number: int, marks: dict[Any, Mark]) -> None:
        """Take in one page; what no box of it claims stays an artifact."""
        self._number, self._height, self._marks = number, page.height, marks
        for child in page._page_box.children:  # noqa: SLF001 - there is no public door to the boxes
            if type(child).__name__ != "MarginBox":
                self._box(child, self.root, child.element)

    def _box(self, box: Any, parent: Node, block: Any) -> None:
        """Take in a box; ``block`` is the element of the nearest block."""
        box = getattr(box, "_box", box)  # out of the placeholder of an absolute box
        if type(box).__name__ == "MarginBox" or self._is_repeated(box):
            return
        node = self._node(box, parent)
        block = box.element if isinstance(box, self._block_level) else block
        if box.link_annotation:
            node.kids.append(Link(box.link_annotation, self._number))
        if box in self._marks:
            self._take(self._marks[box], node, block)
        for child in box.children:
            self._box(child, node, block)

    def _is_repeated(self, box: Any) -> bool:
        """Whether this is the head of a table again, on a later page."""
        if box.element_tag not in ("thead", "tfoot") or box.element is None:
            return False
        return self._heads.setdefault(box.element, self._number) != self._number

    def _node(self, box: Any, parent: Node) -> Node:
        """The element for a box: one per element of the HTML, its parent's where it has none of its own."""
        tag = _TAGS.get(box.element_tag)
        if tag is None or box.element is None or (tag == "Figure" and not hasattr(box, "replacement")):
            return parent
        if tag == "Figure" and (box.element.get("alt") == "" or box.element.get("aria-hidden") == "true"):
            return Node("Artifact")  # an ornament: outside the tree
        return self._kept((box.element, tag), tag, parent, lambda node: self._describe(node, box))

    def _kept(self, key: tuple[Any, str], tag: str, parent: Node, describe: Any = lambda _: None) -> Node:
        if key not in self._nodes:
            node = self._nodes[key] = Node(tag, page=self._number)
            describe(node)
            parent.kids.append(node)
        return self._nodes[key]

    def _describe(self, node: Node, box: Any) -> None:
        if node.tag in ("TH", "TD"):
            _describe_cell(node, box)
        elif node.tag == "Figure":
            _describe_figure(node, box, self._height)

    def _take(self, mark: Mark, node: Node, block: Any) -> None:
        """Put marked content under its element; text straight under a group has a paragraph of its own, as in ``<div>``."""
        if node.tag == "Artifact":
            return
        if node.tag in _GROUPS:
            node = self._kept((block, "text"), "P", node)
        elif node.tag == "LI":
            node = self._kept((block, "item"), "LBody", node)
        mark.tag = node.tag
        node.kids.append(mark)


def _describe_cell(node: Node, box: Any) -> None:
    attributes: dict[str, Any] = {"O": "/Table"}
    if node.tag == "TH":
        attributes["Scope"] = _SCOPES.get(box.element.get("scope", ""), "/Column")
    attributes |= {name: span for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)) if span != 1}
    if len(attributes) > 1:
        node.extra["A"] = attributes


def _describe_figure(node: Node, box: Any, page_height: float) -> None:
    """Alternative text (``alt``, or ``<title>`` of an SVG) and the place on the page, pt from its lower left corner."""
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, page_height - top - box.height, left + box.width, page_height - top)
    node.extra["A"] = {"O": "/Layout", "BBox": [round(side * _PX, 2) for side in sides]}
    text = " ".join(_alternatives(box.element))
    if text:
        node.extra["Alt"] = text
    else:
        log = importlib.import_module("weasyprint.logger").LOGGER
        log.error(NO_ALTERNATIVE, box.element.get("src", "svg"))


def _alternatives(element: Any) -> Iterator[str]:
    title = element.find(f"{SVG.removesuffix('svg')}title") if element.tag == SVG else None
    for text in (element.get("alt"), title.text if title is not None else None):
        if text and text.strip():
            yield text.strip()
            return
