"""Changes of PDF files, object by object; the table of places is written anew, so that the reader gets as far as the change."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.machinery.plain import mutate_bytes, mutate_lines, renumbered
from tests.fuzz.machinery.words import number, word

_OBJECT = re.compile(rb"(?:^|(?<=\n))(\d+) (\d+) obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_REFERENCE = re.compile(rb"\d+ 0 R")
_VALUE = re.compile(rb"/[A-Za-z0-9]+|\d+ 0 R|\[[^\[\]]*\]|\([^()]*\)|-?\d+")
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)


def mutate_pdf(data: bytes, random: Random) -> bytes:
    """An object changed, taken out, doubled or exchanged, or a stream, or the bytes; mostly with its places put right."""
    found = list(_OBJECT.finditer(data))
    if not found or random.random() < 0.15:
        return mutate_bytes(data, random)
    one, other = random.choice(found), random.choice(found)
    match random.randrange(10):
        case 0:
            changed = b""
        case 1:
            changed = one[1] + b" 0 obj" + other[0].partition(b"obj")[2]
        case 2:
            changed = one[0] + b"\n" + other[0]
        case 3 | 4 | 5 if _STREAM.search(one[0]):
            changed = _stream(one[0], random)
        case _:
            changed = _values(one[0], data, random)
    written = data[: one.start()] + changed + data[one.end() :]
    return placed(written) if random.random() < 0.9 else written


def _stream(text: bytes, random: Random) -> bytes:
    found = _STREAM.search(text)
    assert found
    content = found[1]
    for _ in range(random.choice((1, 2, 5))):
        content = random.choice((mutate_lines, mutate_bytes, renumbered))(content, random)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(content), text[: found.start()])
    return head + b"stream\n" + content + b"\nendstream" + text[found.end() :]


def _values(text: bytes, data: bytes, random: Random) -> bytes:
    """One value of an object made another: another object, another name, another number."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    one = random.choice(found)
    choices = [b"%d" % number(random), b"null", b"(%s)" % word(random).encode(), b"[]", b"<<>>", b"1 0 R", b"999 0 R"]
    choices += [random.choice(every.findall(data) or [b"null"]) for every in (_NAME, _REFERENCE, _REFERENCE, _VALUE)]
    return text[: one.start()] + random.choice(choices) + text[one.end() :]


def placed(data: bytes) -> bytes:
    """The file with a table of places that fits its objects; as it is where it has no trailer."""
    trailer = _TRAILER.search(data)
    if not trailer:
        return data
    start = data.find(b"\nxref")
    body = data[: start + 1 if start >= 0 else trailer.start()]
    places = {int(m[1]): m.start() for m in _OBJECT.finditer(body) if len(m[1]) < 6}
    most = min(max(places, default=0), 10_000)
    rows = b"".join(b"%010d 00000 n \n" % places[k] if k in places else b"0000000000 65535 f \n" for k in range(most + 1))
    return body + b"xref\n0 %d\n" % (most + 1) + rows + b"trailer " + trailer[1] + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)
