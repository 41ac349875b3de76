"""Saved web archives (.mht, .mhtml) to the HTML pages they hold, with the email library."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message

from scoring.intake.formats.refusal import RefusedError

_HEADER = re.compile(rb"^(?:From|Subject|Date|MIME-Version|Content-[\w-]+|Snapshot-[\w-]+|X-[\w-]+)\s*:", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.IGNORECASE | re.MULTILINE)
_SNIFFED = 4000
_NESTED = re.compile(rb"^Content-Type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
MAX_NESTED = 20  # parts in parts: every part is read once more for each that it lies in
MAX_PAGES = 20  # a page with its frames
_LIMIT = "不超过 20 个网页的网页归档"


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a web archive."""
    head = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _HEADER.match(head) is not None and _ARCHIVE.search(head.replace(b"\r", b"")) is not None


def pages(data: bytes) -> Iterator[bytes]:
    """The HTML parts of an archive as bytes, the page itself first, then its frames.

    Raises:
        RefusedError: I016 when it has more parts than a page with its pictures, or parts in each other.
    """
    if len(_NESTED.findall(data)) > MAX_NESTED:
        raise RefusedError("I016", "mhtml", limit=_LIMIT)
    archive = email.message_from_bytes(data)
    parts = [part for part in archive.walk() if part.get_content_type() == "text/html"]
    if len(parts) > MAX_PAGES:
        raise RefusedError("I016", "mhtml", limit=_LIMIT)
    start = str(archive.get_param("start") or "").strip()
    parts.sort(key=lambda part: not (start and str(part.get("Content-ID", "")).strip() == start))
    for part in parts:
        if content := _content(part):
            yield content


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
