"""Changes of XML and HTML, tag by tag; the bytes between the tags stay as they are encoded."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.machinery.plain import mutate_bytes, renumbered
from tests.fuzz.machinery.words import number, word

_TOKEN = re.compile(rb"<[^<>]*>|[^<]+|<")
_ATTRIBUTE = re.compile(rb"([\w:-]+)(=)(\"[^\"]*\"|'[^']*')")
_DEEP = 400


def mutate_markup(data: bytes, random: Random) -> bytes:
    """A tag, a text or a whole part taken out, doubled, moved, nested; an attribute or a text with another value."""
    tokens = _TOKEN.findall(data)
    if not tokens:
        return mutate_bytes(data, random)
    match random.randrange(8):
        case 0:
            return renumbered(data, random)
        case 1:
            return mutate_bytes(data, random)
        case 2 | 3:
            _changed(tokens, random)
        case _:
            _moved(tokens, random)
    return b"".join(tokens)


def _moved(tokens: list[bytes], random: Random) -> None:
    place, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    end = _end(tokens, place) if random.random() < 0.7 else place + 1
    part = tokens[place:end]
    match random.randrange(6):
        case 0 | 1:
            del tokens[place:end]
        case 2:
            tokens[other:other] = part
        case 3:
            del tokens[place:end]
            tokens[other:other] = part
        case 4:
            tokens[place:end] = part * random.choice((2, 3, 20))
        case _:
            tokens[place:place] = [tokens[place]] * random.choice((1, 2, _DEEP))


def _changed(tokens: list[bytes], random: Random) -> None:
    place = random.randrange(len(tokens))
    token = tokens[place]
    if not token.startswith(b"<"):
        tokens[place] = random.choice((word(random).encode(), token + word(random).encode(), random.choice(tokens)))
    elif found := list(_ATTRIBUTE.finditer(token)):
        one = random.choice(found)
        value = random.choice((word(random), str(number(random)))).replace('"', "&quot;").encode()
        tokens[place] = token[: one.start(3)] + b'"' + value + b'"' + token[one.end(3) :]
    else:
        tokens[place] = random.choice((b"", random.choice(tokens), token[:-1] + b' colspan="9" rowspan="9">', token[:-1] + b"/>"))


def _end(tokens: list[bytes], place: int) -> int:
    """Behind the end of the part that begins with a tag; the next place where there is none."""
    name = re.match(rb"<([\w:]+)", tokens[place])
    if not name or tokens[place].endswith(b"/>"):
        return place + 1
    depth = 0
    for at in range(place, len(tokens)):
        if re.match(rb"<" + re.escape(name[1]) + rb"\b", tokens[at]) and not tokens[at].endswith(b"/>"):
            depth += 1
        elif tokens[at].startswith(b"</" + name[1]):
            depth -= 1
        if depth <= 0:
            return at + 1
    return place + 1
