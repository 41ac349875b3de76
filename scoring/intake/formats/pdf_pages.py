"""Opens a PDF with pdfplumber and gives the printed characters and rulings of every page.

Text that is not printed (the invisible layer that a scanner puts over its pictures, text that is turned, text
outside the page) is left out; a character without Unicode is the mark for lost characters.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from scoring.intake.cells import LOST
from scoring.intake.formats.pdf_bounds import TooMuchError, bounded, take
from scoring.intake.formats.pdf_guard import LIMIT, check_bytes
from scoring.intake.formats.refusal import RefusedError

MAX_PAGES = 150
_MAX_CONTENT = 6_000_000  # bytes of drawing commands of one page; a page full of table cells has 100,000
_MAX_PAINTED = 30_000  # characters, lines, figures of one page; a page full of small print has 10,000
_MAX_IN_ALL = 300_000  # ... of all pages
_INVISIBLE = {3, 7}  # text rendering modes that paint nothing
_UNKNOWN = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_SHOWN = {"Widget", "FreeText", "Stamp"}  # annotations that are printed
_COVERED = 0.3  # a picture over more of a page than this is the page
_HUNG = re.compile(r"[\u2000-\u200f\u2028-\u202f\u2060\ufeff\u00ad]")


class Char(NamedTuple):
    """One printed character: its box from the top left corner of the page, its baseline and size in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float


@dataclass(frozen=True)
class PageContent:
    """What is printed on one page.

    Args:
        number: Page, from 1.
        width: Width in points.
        height: Height in points.
        chars: Characters, in the order of the file; blanks among them.
        edges: Rulings as pdfplumber describes them.
        pictured: Whether pictures cover most of the page.
        hidden: How many characters are on the page but not printed.
        turned: How many characters stand on their side.
        covers: Middles of pictures and form fields, which may show a figure that is no text of the page.
    """

    number: int
    width: float
    height: float
    chars: Sequence[Char]
    edges: Sequence[dict[str, Any]]
    pictured: bool
    hidden: int
    turned: int
    covers: Sequence[tuple[float, float]]


class _Device(PDFPageAggregatorWithMarkedContent):
    """Collects what a page paints, without invisible text and within limits."""

    painted = 0
    hidden = 0

    def _count(self) -> None:
        self.painted += 1
        if self.painted > _MAX_PAINTED:
            raise TooMuchError

    def begin_figure(self, *args: Any) -> None:
        self._count()
        super().begin_figure(*args)

    def paint_path(self, *args: Any) -> None:
        self._count()
        super().paint_path(*args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._count()
        return float(super().render_char(*args, **kwargs))

    def render_string(self, textstate: Any, *args: Any) -> None:
        before = len(self.cur_item._objs)  # noqa: SLF001 - pdfminer has no public way to take an item back
        super().render_string(textstate, *args)
        if textstate.render in _INVISIBLE:
            self.hidden += len(self.cur_item._objs) - before  # noqa: SLF001 - as above
            del self.cur_item._objs[before:]  # noqa: SLF001 - as above


class _Interpreter(PDFPageInterpreter):
    """Draws a page and its forms, each of which counts as often as it is drawn."""

    def execute(self, streams: Any) -> None:
        take("commands", sum(len(stream_value(stream).get_data()) for stream in streams))
        super().execute(streams)


class _Page(Page):
    """A page that is interpreted by the device above."""

    device: _Device

    @property
    def layout(self) -> Any:
        if not hasattr(self, "_layout"):
            self.device = _Device(self.pdf.rsrcmgr, pageno=self.page_number)
            _Interpreter(self.pdf.rsrcmgr, self.device).process_page(self.page_obj)
            self._layout = self.device.get_result()
        return self._layout


def read_pages(data: bytes) -> list[PageContent]:
    """The pages of a PDF.

    Raises:
        RefusedError: I013 (password), I014 (damaged) or I016 (too many pages or too much on one).
    """
    check_bytes(data)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings are about the file, not for our user
    try:
        with bounded():
            return list(_pages(data))
    except (RefusedError, MemoryError):
        raise
    except TooMuchError as error:
        raise RefusedError("I016", "pdf", limit=LIMIT) from error
    except Exception as error:  # pdfminer raises whatever a broken file leads it to
        locked = isinstance(error, PdfminerException) and bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect)
        raise RefusedError("I013" if locked else "I014", "PDF" if locked else "pdf") from error


def _pages(data: bytes) -> Iterator[PageContent]:
    pdf = PDF(io.BytesIO(data))
    found = list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))
    if len(found) > MAX_PAGES:
        raise RefusedError("I016", "pdf", limit=LIMIT)
    if not found:
        raise RefusedError("I014", "pdf")
    painted = 0
    for number, page in enumerate(found, 1):
        if sum(len(stream.get_data()) for stream in _streams(page)) > _MAX_CONTENT:
            raise RefusedError("I016", "pdf", limit=LIMIT)
        content = _content(_Page(pdf, page, number))
        painted += len(content.chars) + len(content.edges)
        if painted > _MAX_IN_ALL:
            raise RefusedError("I016", "pdf", limit=LIMIT)
        yield content


def _streams(page: PDFPage) -> Iterator[Any]:
    from pdfminer.pdftypes import resolve1

    for content in page.contents:
        stream = resolve1(content)
        if hasattr(stream, "get_data"):
            yield stream


def _content(page: _Page) -> PageContent:
    found = [item for item in page.chars if _is_printed(item, page)]
    pictured = sum(_area(image) for image in page.images) > _COVERED * float(page.width * page.height)
    chars = [_char(item, page) for item in found]
    hidden = page.device.hidden + len(page.chars) - len(found)
    left, top = page.bbox[:2]
    turned = sum(not item["upright"] and not item["text"].isspace() for item in page.chars)
    size = left + float(page.width), top + float(page.height)
    edges = [edge for edge in page.edges if edge["orientation"]]  # what slants (a logo, a seal) rules no table
    return PageContent(page.page_number, *size, chars, edges, pictured, hidden, turned, [_middle(item) for item in _covering(page)])


def _covering(page: _Page) -> list[dict[str, Any]]:
    """Pictures, filled form fields and written notes."""
    try:
        notes = [note for note in page.annots if getattr(note["data"].get("Subtype"), "name", "") in _SHOWN]
    except (TypeError, ValueError, KeyError, AttributeError):  # links to nowhere and the like are no reason to refuse a file
        notes = []
    return [*page.images, *notes]


def _middle(item: dict[str, Any]) -> tuple[float, float]:
    return (float(item["x0"]) + float(item["x1"])) / 2, (float(item["top"]) + float(item["bottom"])) / 2


def _is_printed(item: dict[str, Any], page: _Page) -> bool:
    left, top, right, bottom = page.bbox
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(item["upright"]) and left <= x <= right and top <= y <= bottom


def _area(image: dict[str, Any]) -> float:
    return abs(float(image["width"]) * float(image["height"]))


def _char(item: dict[str, Any], page: _Page) -> Char:
    baseline = float(page.bbox[1]) + float(page.height) - float(item["matrix"][5])
    text = LOST if _UNKNOWN.search(item["text"]) else _HUNG.sub("", item["text"]) or " "
    return Char(text, float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]), baseline, float(item["size"]))
