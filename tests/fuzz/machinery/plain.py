"""Changes of bytes, of lines and of cells."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.machinery.words import number, word

_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
_CELLS = re.compile(rb"([,\t|; ]+)")
_MOST = 64  # bytes that one change of bytes touches


def mutate_bytes(data: bytes, random: Random) -> bytes:
    """Bytes turned, taken out, doubled, moved, put in or cut off, or a number made another one."""
    if not data:
        return word(random).encode()
    place, length = random.randrange(len(data)), random.randint(1, _MOST)
    part = data[place : place + length]
    other = random.randrange(len(data))
    changes = (
        lambda: data[:place] + bytes([data[place] ^ 1 << random.randrange(8)]) + data[place + 1 :],
        lambda: data[:place] + bytes([random.randrange(256)]) + data[place + 1 :],
        lambda: data[:place] + data[place + length :],
        lambda: data[:place] + part + data[place:],
        lambda: data[:other] + part + data[other:],
        lambda: data[:place] + data[other : other + length] + data[place + length :],
        lambda: data[:place] + word(random).encode() + data[place:],
        lambda: data[:place] + word(random).encode() + data[place + length :],
        lambda: data[:place],
        lambda: renumbered(data, random),
    )
    return random.choice(changes)()


def mutate_binary(data: bytes, random: Random) -> bytes:
    """A number of two, four or eight bytes made one at which counts and places go wrong, or what happens to bytes."""
    if not data or random.random() < 0.4:
        return mutate_bytes(data, random)
    size = random.choice((2, 2, 4, 4, 8))
    place = random.randrange(len(data)) // 2 * 2
    value = random.choice((number(random), number(random), random.randrange(16), len(data) // 512, random.randrange(1 << 32)))
    return data[:place] + (value % (1 << 8 * size)).to_bytes(size, "little") + data[place + size :]


def renumbered(data: bytes, random: Random) -> bytes:
    """One number of a text made another one."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = random.choice(found)
    other = random.choice((str(number(random)), word(random), random.choice(found)[0].decode("ascii")))
    return data[: one.start()] + other.encode() + data[one.end() :]


def mutate_lines(data: bytes, random: Random) -> bytes:
    """Lines taken out, doubled, swapped or joined; cells of a line emptied, replaced, doubled or taken out."""
    lines = data.split(b"\n")
    place, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(9):
        case 0:
            del lines[place : place + random.randint(1, 3)]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines[place : place + 2] = [b"".join(lines[place : place + 2])]
        case 4:
            lines.insert(place, word(random).encode())
        case 5:
            return mutate_bytes(data, random)
        case _:
            lines[place] = mutate_cells(lines[place], random)
    return b"\n".join(lines)


def mutate_cells(line: bytes, random: Random) -> bytes:
    """A cell of a line replaced, taken out, doubled, or swapped with another."""
    parts = _CELLS.split(line)
    place, other = random.randrange(len(parts)), random.randrange(len(parts))
    match random.randrange(5):
        case 0:
            del parts[place]
        case 1:
            parts.insert(other, parts[place])
        case 2:
            parts[place], parts[other] = parts[other], parts[place]
        case _:
            parts[place] = word(random).encode()
    return b"".join(parts)
