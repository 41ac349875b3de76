"""Streams of a PDF are compressed once, and nothing of the file changes by it."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pydyf

from scoring.documents.printing import archive

if TYPE_CHECKING:
    import pytest

CONTENT = b"0 0 m 10 10 l S\nstream\nendstream " * 50


def pdf() -> pydyf.PDF:
    made = pydyf.PDF()
    made.add_object(pydyf.Stream([CONTENT, b"q"], {"N": 3}, compress=True))
    made.add_object(pydyf.Stream([b"as it is"], {"Subtype": "/XML"}, compress=False))
    made.add_object(pydyf.Stream([], compress=True))
    return made


def written(made: pydyf.PDF) -> bytes:
    stream = io.BytesIO()
    made.write(stream, identifier=True, compress=True)
    return stream.getvalue()


def test_the_file_is_the_one_that_pydyf_writes() -> None:
    finished = pdf()
    archive.finish(finished, ())
    data = written(finished)
    assert zlib.compress(CONTENT + b"\nq", 9) in data
    assert data == written(pdf())


def test_a_stream_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[bytes] = []
    original = zlib.compressobj

    class Counted:
        def __init__(self, level: int) -> None:
            self._compressor = original(level)

        def compress(self, data: bytes) -> bytes:
            compressed.append(data)
            return self._compressor.compress(data)

        def flush(self) -> bytes:
            return self._compressor.flush()

    monkeypatch.setattr(zlib, "compressobj", Counted)
    finished = pdf()
    archive.finish(finished, ())
    written(finished)
    assert compressed.count(CONTENT + b"\nq") == 1
