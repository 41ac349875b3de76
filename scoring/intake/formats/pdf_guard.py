"""Looks at a PDF before it is taken apart: encrypted, cut off, or made to fill the memory.

All limits are counts, never seconds: the same file is read or refused on every machine.
"""

from __future__ import annotations

import re
import zlib

from scoring.intake.formats.refusal import RefusedError

MAX_INFLATED = 80_000_000  # bytes of everything but pictures; a report with its fonts has a few million
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 600  # bytes before a stream that hold its dictionary
_PICTURE = re.compile(rb"/(?:DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode)|/Subtype\s*/Image")
_TAIL = 2048  # the end mark may be followed by rubbish
LIMIT = "不超过 150 页、每页文字和线条适量的 PDF"


def check_bytes(data: bytes) -> None:
    """Refuse what cannot be opened safely.

    Raises:
        RefusedError: I014 when the end is missing (a download that was cut off), I016 when its streams inflate
            to more than any report.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise RefusedError("I014", "pdf")
    inflated = 0
    for match in _STREAM.finditer(data):
        head = data[max(match.start() - _HEAD, 0) : match.start()].rpartition(b"endobj")[2]
        if b"FlateDecode" in head and not _PICTURE.search(head):
            inflated += _inflated(data, match.end(), MAX_INFLATED - inflated)
            if inflated >= MAX_INFLATED:
                raise RefusedError("I016", "pdf", limit=LIMIT)


def _inflated(data: bytes, start: int, at_most: int) -> int:
    """How many bytes a stream inflates to, counted only up to a limit."""
    machine = zlib.decompressobj()
    size = 0
    for place in range(start, len(data), 1 << 16):
        piece = data[place : place + (1 << 16)]
        while piece and size < at_most and not machine.eof:
            try:
                size += len(machine.decompress(piece, 1 << 20))
            except zlib.error:
                return size
            piece = machine.unconsumed_tail
        if machine.eof or size >= at_most:
            return size
    return size
