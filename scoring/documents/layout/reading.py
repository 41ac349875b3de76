"""A PDF file to pages, or one clear sentence why it cannot be measured."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from scoring.documents.layout.model import Page
from scoring.problems import Problem, ProblemsFound

MOST_PAGES = 500
MOST_BYTES = 100_000_000
_HEAD = 1024  # bytes; readers of PDF accept rubbish before the header
_COVERED = 0.8  # a picture over more of every page than this is a scan


def read_pdf(source: Path | str | bytes, name: str = "") -> tuple[Page, ...]:
    """The pages of a PDF.

    Args:
        source: Path or the bytes themselves.
        name: The file as the user would name it; the path by default.

    Returns:
        One page per item. Raises ProblemsFound L001 (cannot be opened), L002 (empty), L003 (not a PDF), L004 (needs a
        password), L005 (damaged), L006 (a scan), L007 (too large), L008 (no text).
    """
    shown = name or ("" if isinstance(source, bytes) else str(source))
    data = source if isinstance(source, bytes) else _bytes(Path(source), shown)
    if not data:
        _refuse("L002", shown)
    if b"%PDF-" not in data[:_HEAD]:
        _refuse("L003", shown)
    pages = _interpreted(data, shown)
    _refuse_scan(pages, shown)
    return pages


def _bytes(file: Path, shown: str) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            _refuse("L007", shown)
        return file.read_bytes()
    except OSError as error:
        raise ProblemsFound([Problem("L001", shown, found=error.strerror or "")]) from None


def _refuse(code: str, shown: str) -> None:
    raise ProblemsFound([Problem(code, shown, args={"pages": MOST_PAGES})])


def _interpreted(data: bytes, shown: str) -> tuple[Page, ...]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    from scoring.documents.layout.device import TooMuchError

    try:
        with _quiet():
            pages = tuple(_pages(data))
    except (PDFPasswordIncorrect, PDFEncryptionError, PDFTextExtractionNotAllowed):
        raise ProblemsFound([Problem("L004", shown)]) from None
    except (TooMuchError, MemoryError):
        raise ProblemsFound([Problem("L007", shown, args={"pages": MOST_PAGES})]) from None
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a broken file leads it to
        raise ProblemsFound([Problem("L005", shown)]) from None
    if not pages:
        _refuse("L005", shown)
    if len(pages) > MOST_PAGES:
        _refuse("L007", shown)
    return pages


def _pages(data: bytes) -> Iterator[Page]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from scoring.documents.layout.device import Recorder

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    recorder = Recorder(manager)
    interpreter = PDFPageInterpreter(manager, recorder)
    for number, page in enumerate(islice(PDFPage.create_pages(document), MOST_PAGES + 1), 1):
        interpreter.process_page(page)
        yield recorder.page(number, int(page.rotate or 0))


@contextmanager
def _quiet() -> Iterator[None]:
    """No words of pdfminer's own: they are about the file, not for our user."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _refuse_scan(pages: tuple[Page, ...], shown: str) -> None:
    inked = [page for page in pages if page.chars or page.pictures]
    if inked and all(any(_covers(picture, page) for picture in page.pictures) for page in inked):
        _refuse("L006", shown)
    if not any(page.chars for page in pages):
        _refuse("L008", shown)


def _covers(picture: Any, page: Page) -> bool:
    area = (min(picture.x1, page.width) - max(picture.x0, 0)) * (min(picture.bottom, page.height) - max(picture.top, 0))
    return bool(area > _COVERED * page.width * page.height)
