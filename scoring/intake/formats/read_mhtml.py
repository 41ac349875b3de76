"""Saved web archives (.mht, .mhtml) to the HTML pages they hold, with the email library."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message

_HEADER = re.compile(rb"^(?:From|Subject|Date|MIME-Version|Content-[\w-]+|Snapshot-[\w-]+|X-[\w-]+)\s*:", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^Content-Type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.IGNORECASE | re.MULTILINE)
_SNIFFED = 4000


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a web archive."""
    head = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _HEADER.match(head) is not None and _ARCHIVE.search(head.replace(b"\r", b"")) is not None


def pages(data: bytes) -> Iterator[bytes]:
    """The HTML parts of an archive as bytes, the page itself first, then its frames."""
    archive = email.message_from_bytes(data)
    parts = [part for part in archive.walk() if part.get_content_type() == "text/html"]
    start = str(archive.get_param("start") or "").strip()
    parts.sort(key=lambda part: not (start and str(part.get("Content-ID", "")).strip() == start))
    for part in parts:
        if content := _content(part):
            yield content


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
