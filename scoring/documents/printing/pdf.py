"""HTML to PDF with WeasyPrint: our fonts only, same bytes every time, and no warning passes.

A circular must not leave the house with a box for a character or a hole for an image.
So everything WeasyPrint would only log stops the document with a problem.
"""

from __future__ import annotations

import copy
import gc
import importlib.util
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.printing import archive, justify, tags
from scoring.documents.printing.fetching import BASE, attached, drawn_from_outside, fetcher
from scoring.documents.printing.fontmap import font_map
from scoring.documents.printing.links import links_out
from scoring.documents.printing.styles import Styles
from scoring.documents.printing.unbroken import JOINER, unbroken_html
from scoring.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from scoring.documents.fonts.sets import FontSet

_FAILED = ("Failed to load", "cannot be loaded")
APT = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class Printer:
    """Renders documents with one set of faces; making one costs about a bare import of WeasyPrint.

    Args:
        fonts: The faces; no installed font is ever used.
        folders: Where images are looked up, first wins.
        name: The document as the user would name it, for problems.
    """

    def __init__(self, fonts: FontSet, folders: Sequence[Path], name: str) -> None:
        self.folders = tuple(folders)
        self.name = name
        self._weasyprint = import_weasyprint()
        self._font_config = font_map(fonts)
        self._styles = Styles(self._font_config)
        justify.apply()
        tags.apply()

    def named(self, name: str) -> Printer:
        """The same printer for another document."""
        other = copy.copy(self)
        other.name = name
        return other

    def style(self, css: str) -> Any:
        """A style sheet to be used by many documents; raises ProblemsFound D032."""
        refused: list[Problem] = []
        with _no_warnings(self.name, css, refused):
            return self._weasyprint.CSS(
                string=css, base_url=BASE, url_fetcher=fetcher(self.folders, self.name, refused), font_config=self._font_config
            )

    def pages(self, html: str, styles: Sequence[Any] = ()) -> Any:
        """Lay out a page of HTML, its numbers unbroken, with style sheets besides its own; raises ProblemsFound D030-D032, D044-D046."""
        refused = drawn_from_outside(html, self.folders, self.name) if "<svg" in html else []
        try:
            with _no_warnings(self.name, html, refused), _no_gc():
                document = self._render(unbroken_html(html), styles, fetcher(self.folders, self.name, refused))
                refused += [Problem("D046", self.name, found=address.removeprefix(BASE)) for address in attached(document)]
                refused += [Problem("D101", self.name, found=address) for address in links_out(document)]
        except ProblemsFound:
            self._styles.forget()
            raise
        for page in document.pages:
            page.bookmarks = [(level, label.replace(JOINER, ""), *rest) for level, label, *rest in page.bookmarks]
        return document

    def _render(self, html: str, styles: Sequence[Any], door: Any) -> Any:
        bare, sheets = (html, list(styles)) if styles else self._styles.split(html, door, BASE)
        source = self._weasyprint.HTML(string=bare, base_url=BASE, url_fetcher=door)
        return source.render(font_config=self._font_config, stylesheets=sheets, pdf_variant=archive.VARIANT)

    def pdf(self, document: Any, html: str, files: Sequence[archive.DataFile] = ()) -> bytes:
        """The PDF of a laid-out document with data files inside; raises ProblemsFound D030-D032, D043."""
        with _no_warnings(self.name, html), _no_gc(), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile to the collector
            attached = archive.attachments(files)
            return bytes(
                document.write_pdf(
                    pdf_variant=archive.VARIANT, attachments=attached, finisher=lambda _document, pdf: archive.finish(pdf, files)
                )
            )


def import_weasyprint() -> Any:
    """WeasyPrint, or a problem that says what to install (D002, D009)."""
    if importlib.util.find_spec("weasyprint") is None:
        raise ProblemsFound([Problem("D009", found="weasyprint")])
    try:
        import weasyprint

        subsetter = importlib.import_module("weasyprint.text.ffi").harfbuzz_subset
    except OSError as error:
        raise ProblemsFound([Problem("D002", found=str(error).split(":")[0], args={"command": APT})]) from None
    if not subsetter:
        raise ProblemsFound([Problem("D002", found="libharfbuzz-subset", args={"command": APT})])
    return weasyprint


@contextmanager
def _no_gc() -> Iterator[None]:
    """Without the cyclic collector a big layout takes a third less time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _no_warnings(name: str, html: str, refused: Sequence[Problem] = ()) -> Iterator[None]:
    """Turn everything WeasyPrint logs while working into problems, raised at the end together with what was refused."""
    problems: list[Problem] = []
    handler = _Collector(lambda record: problems.append(_problem(record, name, html)))
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if refused:  # what failed to load is told better there
        problems = [
            *{(p.code, p.found): p for p in refused}.values(),
            *(p for p in problems if p.code not in ("D031", "D043") and not any(words in p.found for words in _FAILED)),
        ]
    if problems:
        raise ProblemsFound(problems)


class _Collector(logging.Handler):
    def __init__(self, take: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(logging.WARNING)
        self._take = take

    def emit(self, record: logging.LogRecord) -> None:
        self._take(record)


def _problem(record: logging.LogRecord, name: str, html: str) -> Problem:
    words = record.args if isinstance(record.args, tuple) else ()
    if str(record.msg).startswith(".notdef glyph"):
        character = str(words[0])
        return Problem("D030", name, where=_around(html, character), found=f"{character}(U+{ord(character):04X})")
    if str(record.msg).startswith(tags.NO_ALTERNATIVE):
        return Problem("D043", name, found=str(words[0]))
    if "image" in str(record.msg):
        return Problem("D031", name, found=str(words[0]).removeprefix(BASE) if words else record.getMessage())
    return Problem("D032", name, found=record.getMessage())


def _around(html: str, character: str) -> str:
    """The words around a character, so that it can be found in the text."""
    at = html.find(character)
    before, after = html[max(at - 8, 0) : at], html[at : at + 8]
    return f"…{before.rpartition('>')[2]}{after.partition('<')[0]}…".replace("\n", "") if at >= 0 else ""
