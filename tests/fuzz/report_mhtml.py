"""Saved web pages."""

from __future__ import annotations

import base64
import quopri

from tests.fuzz.machinery.plain import mutate_lines
from tests.fuzz.machinery.reports import check_report, report
from tests.fuzz.machinery.target import Target


def _archive(page: bytes, encoding: str) -> bytes:
    body = base64.encodebytes(page) if encoding == "base64" else quopri.encodestring(page)
    head = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: http://x.invalid/a.html"
    start = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\n'
    frames = "\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    return start.encode() + head.encode() + b"\r\n\r\n" + body + frames.encode()


def _seeds() -> list[bytes]:
    return [_archive(report("html", "clean", form), encoding) for form, encoding in (("2014", "quoted-printable"), ("2021", "base64"))]


TARGET = Target(_seeds, check_report, mutate_lines, examples=32)
