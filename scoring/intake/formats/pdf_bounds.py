"""What pdfminer may take out of a file: its functions that unpack or fill tables are replaced by ones that count.

A few bytes of a PDF can ask for gigabytes: filters over filters, predictors with rows of any length, fonts with four thousand
million characters, texts with a bracket in every byte. pdfminer does what it is told and has no limits of its own, so they
are set where it does it. Outside :func:`bounded` nothing is limited: the checker of layouts reads documents of our own.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from pdfminer import cmapdb, pdffont, pdftypes, psparser
from pdfminer.lzw import LZWDecoder

MAX_UNPACKED = 80_000_000  # bytes that all filters of a file give; a report with its fonts has a few million
MAX_CODES = 2_000_000  # characters that all fonts of a file name or measure; a Chinese font has 30,000
MAX_REFERENCES = 1_000_000  # references that are followed, some of which lead to themselves
MAX_COMMANDS = 10_000_000  # bytes of drawing commands of all pages, each form as often as it is drawn
_MAX_ROW = 1_000_000  # bytes of a row of a predictor
_PREDICTED = 8  # a predicted byte takes as long as so many others: it is computed one by one


class TooMuchError(Exception):
    """A file asks for more than a report can hold."""


@dataclass
class Budget:
    """What is left for one file."""

    unpacked: int = MAX_UNPACKED
    codes: int = MAX_CODES
    commands: int = MAX_COMMANDS
    references: int = MAX_REFERENCES

    def take(self, what: str, count: int) -> None:
        """Take some of it; raises TooMuchError when there is no more."""
        left = getattr(self, what) - count
        setattr(self, what, left)
        if left < 0:
            raise TooMuchError


_PDFMINER: Any = pdftypes  # it names more than it exports
_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def bounded() -> Iterator[Budget]:
    """Read one file within the limits of all above."""
    budget = Budget()
    token = _BUDGET.set(budget)
    try:
        yield budget
    finally:
        _BUDGET.reset(token)


def take(what: str, count: int) -> None:
    """Take from the budget of the file that is read; outside of one nothing happens."""
    if budget := _BUDGET.get():
        budget.take(what, count)


def _left() -> int:
    budget = _BUDGET.get()
    return budget.unpacked if budget else 1 << 62


def _inflated(data: bytes) -> bytes:
    """What zlib makes of a stream, which may be cut off or damaged at its end; raises zlib.error for every other one."""
    machine = zlib.decompressobj()
    found = bytearray()
    for start in range(0, len(data), 1 << 14):
        piece = data[start : start + (1 << 14)]
        while piece and not machine.eof:
            try:
                got = machine.decompress(piece, 1 << 20)
            except zlib.error:
                if start + (1 << 14) < len(data) or not found:
                    raise
                return bytes(found)
            take("unpacked", len(got))
            found += got
            piece = machine.unconsumed_tail
    return bytes(found)


def _from_lzw(data: bytes) -> bytes:
    found = bytearray()
    for piece in LZWDecoder(io.BytesIO(data)).run():
        take("unpacked", len(piece))
        found += piece
    return bytes(found)


def _counted(decode: Callable[..., bytes], most: int) -> Callable[..., bytes]:
    """A filter whose result is at most so many times as long as what goes in."""

    def decoded(data: bytes, *args: Any) -> bytes:
        if len(data) * most > _left():
            raise TooMuchError
        found = decode(data, *args)
        take("unpacked", len(found))
        return found

    return decoded


def _predicted(undo: Callable[..., bytes], first: int) -> Callable[..., bytes]:
    """A predictor; its numbers of colours and columns stand at ``first`` among the arguments."""

    def undone(*args: Any) -> bytes:
        if not 0 < args[first] * args[first + 1] <= _MAX_ROW:
            raise TooMuchError
        take("unpacked", _PREDICTED * len(args[-1]))
        return undo(*args)

    return undone


def _measured(read: Callable[[list[object]], Any], numbers: int) -> Callable[[Iterable[object]], Any]:
    """A reader of widths, of which so many numbers name a range of characters with its measures."""

    def measured(given: Iterable[object]) -> Any:
        entries = [pdftypes.resolve1(entry) for entry in given]
        row: list[Any] = []
        for entry in entries:
            row = [] if isinstance(entry, list) else [*row, entry]
            if len(row) == numbers:
                take("codes", max(int(row[1]) - int(row[0]), 0))
                row = []
        return read(entries)

    return measured


def _named(add: Callable[..., None]) -> Callable[..., None]:
    def named(self: Any, *args: Any) -> None:
        take("codes", 1)
        add(self, *args)

    return named


def _followed(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def followed(self: Any, default: object = None) -> Any:
        take("references", 1)
        return resolve(self, default)

    return followed


def _parse_string(self: Any, data: bytes, start: int) -> int:
    """As pdfminer has it, but the text grows in place: a million brackets were a million copies of it."""
    if not isinstance(self._curtoken, bytearray):
        self._curtoken = bytearray(self._curtoken)
    found = psparser.END_STRING.search(data, start)
    end = found.start() if found else len(data)
    self._curtoken += data[start:end]
    if not found:
        return end
    sign = data[end : end + 1]
    if sign == b"\\":
        self.oct, self._parse1 = b"", self._parse_string_1
        return end + 1
    self.paren += 1 if sign == b"(" else -1
    if self.paren:
        self._curtoken += sign
        return end + 1
    self._add_token(bytes(self._curtoken))
    self._parse1 = self._parse_main
    return end + 1


def _install() -> None:
    """Put the functions in the places where pdfminer looks for its own."""
    inflate = SimpleNamespace(decompress=_inflated, error=zlib.error)
    replaced: dict[str, Any] = {
        "zlib": inflate,
        "decompress_corrupted": _inflated,
        "lzwdecode": _from_lzw,
        "rldecode": _counted(_PDFMINER.rldecode, 64),  # a pair of bytes becomes at most 128
        "ascii85decode": _counted(_PDFMINER.ascii85decode, 4),
        "asciihexdecode": _counted(_PDFMINER.asciihexdecode, 1),
        "apply_png_predictor": _predicted(_PDFMINER.apply_png_predictor, 1),
        "apply_tiff_predictor": _predicted(_PDFMINER.apply_tiff_predictor, 0),
    }
    for name, function in replaced.items():
        setattr(pdftypes, name, function)
    for name, numbers in (("get_widths", 3), ("get_widths2", 5)):
        setattr(pdffont, name, _measured(getattr(pdffont, name), numbers))
    pdftypes.PDFObjRef.resolve = _followed(pdftypes.PDFObjRef.resolve)  # type: ignore[method-assign]  # counted
    cmapdb.FileUnicodeMap.add_cid2unichr = _named(cmapdb.FileUnicodeMap.add_cid2unichr)  # type: ignore[method-assign]  # counted
    psparser.PSBaseParser._parse_string = _parse_string  # type: ignore[method-assign,assignment]  # noqa: SLF001 - it has no other door


_install()
