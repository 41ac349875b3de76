"""The structure tree as objects of the PDF: elements, parent tree, catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.documents.printing.marks import Mark, Stream


@dataclass(eq=False, slots=True)
class Node:
    """An element of the tree: its tag, attributes, and kids in reading order (nodes, marked content, links)."""

    tag: str
    extra: dict[str, Any] = field(default_factory=dict)
    kids: list[Any] = field(default_factory=list)
    page: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """The place of a link on a page; ``annotation`` is the PDF object."""

    annotation: Any
    page: int


def write(pdf: Any, root: Node, streams: Sequence[Stream], pages: int) -> None:
    """Add the tree, its parent tree and what the catalog says of it.

    Args:
        pdf: pydyf's PDF.
        root: The ``Document`` node.
        streams: All streams with marked content; page ``n``'s own has the key ``n`` in the parent tree.
        pages: Number of pages; keys of groups and links follow.
    """
    import pydyf

    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(parents)
    pdf.add_object(tree)
    writer = _Writer(pdf)
    tree["K"] = pydyf.Array([writer.element(root, tree.reference)])
    tree["ParentTree"] = parents.reference
    key = pages
    for stream in streams:
        number = stream.page if stream.is_page else key
        if not stream.is_page:
            stream.content.extra["StructParents"] = key
            key += 1
        writer.nums[number] = pydyf.Array([writer.holders[mark] for mark in stream.held])
    for annotation, reference in writer.links:
        annotation["StructParent"] = key
        writer.nums[key] = reference
        key += 1
    for number in sorted(writer.nums):
        parents["Nums"] += [number, writer.nums[number]]
    tree["ParentTreeNextKey"] = key
    _catalog(pdf, tree)


def _catalog(pdf: Any, tree: Any) -> None:
    import pydyf

    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


class _Writer:
    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self.holders: dict[Mark, bytes] = {}
        self.links: list[tuple[Any, bytes]] = []
        self.nums: dict[int, Any] = {}

    def element(self, node: Node, parent: bytes) -> bytes:
        """Write an element and what is below it; returns its reference."""
        import pydyf

        element = pydyf.Dictionary({"S": f"/{node.tag}", "P": parent})
        self._pdf.add_object(element)
        pages = {mark.stream.page for mark in node.kids if isinstance(mark, Mark)}
        page = min(pages, default=None)
        if page is not None:
            element["Pg"] = self._pages[page]
        for name, value in node.extra.items():
            element[name] = _value(value)
        kids = [self._kid(kid, element.reference, page) for kid in node.kids]
        element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        return bytes(element.reference)

    def _kid(self, kid: Node | Mark | Link, parent: bytes, page: int | None) -> Any:
        import pydyf

        if isinstance(kid, Node):
            return self.element(kid, parent)
        if isinstance(kid, Link):
            self.links.append((kid.annotation, parent))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self._pages[kid.page]})
        self.holders[kid] = parent
        if kid.stream.is_page and kid.stream.page == page:
            return kid.number
        place = {"Type": "/MCR", "Pg": self._pages[kid.stream.page]}
        if not kid.stream.is_page:
            place["Stm"] = kid.stream.content.reference
        return pydyf.Dictionary({**place, "MCID": kid.number})


def _value(value: Any) -> Any:
    import pydyf

    if isinstance(value, dict):
        return pydyf.Dictionary({name: _value(part) for name, part in value.items()})
    if isinstance(value, list):
        return pydyf.Array(value)
    return value if not isinstance(value, str) or value.startswith("/") else pydyf.String(value)
