"""Marked content in the streams of a page: found, renumbered, and made artifacts where the structure tree does not hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ARTIFACT = {"Type": "/Pagination"}


@dataclass(eq=False, slots=True)
class Mark:
    """One piece of marked content: where its operands stand, and, once an element holds it, tag and number in its stream."""

    stream: Stream
    at: int
    tag: str = ""
    number: int = -1


@dataclass(eq=False, slots=True)
class Stream:
    """A content stream (of a page, or of a group drawn on it) and its marks by the box that was drawn."""

    content: Any
    page: int
    is_page: bool
    marks: dict[Any, Mark]

    @property
    def held(self) -> list[Mark]:
        """The marks that an element of the tree holds, in the order of the stream."""
        return sorted((mark for mark in self.marks.values() if mark.tag), key=lambda mark: mark.at)

    def rewrite(self) -> None:
        """Number what the tree holds without gaps; the rest becomes artifacts: page numbers, repeated heads, ornaments."""
        import pydyf

        for number, mark in enumerate(self.held):
            mark.number = number
            self.content.stream[mark.at : mark.at + 2] = [f"/{mark.tag}", pydyf.Dictionary({"MCID": number})]
        for mark in self.marks.values():
            if not mark.tag:
                self.content.stream[mark.at : mark.at + 2] = ["/Artifact", pydyf.Dictionary(ARTIFACT)]


def content_streams(pdf: Any, page_stream: Any, page: int) -> list[Stream]:
    """The streams in which a page's marked content stands: its own, and those of transparent groups.

    Args:
        pdf: pydyf's PDF.
        page_stream: The page's stream; its ``_tags`` are shared with its groups.
        page: Number of the page, from 0.
    """
    tags = page_stream._tags  # noqa: SLF001 - WeasyPrint keeps what it marked there
    boxes = {entry["mcid"]: box for box, entry in tags.items()}
    groups = [o for o in pdf.objects if o is not page_stream and getattr(o, "_tags", None) is tags]
    found = [Stream(content, page, content is page_stream, {}) for content in (page_stream, *groups)]
    for stream in found:
        for at, item in enumerate(stream.content.stream):
            if item == b"BDC":
                box = boxes[stream.content.stream[at - 1]["MCID"]]
                stream.marks[box] = Mark(stream, at - 2)
    return [stream for stream in found if stream.is_page or stream.marks]
