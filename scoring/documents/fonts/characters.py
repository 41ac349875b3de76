"""Which characters the built faces carry."""

from __future__ import annotations

import functools

_ASCII = range(0x20, 0x7F)
_LATIN = (0xA0, 0xA7, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7)  # nbsp § ° ± · × ÷
_PUNCTUATION = (*range(0x2002, 0x2004), 0x2007, 0x2009, *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x203B, 0x20AC)
_SYMBOLS = (0x2103, 0x2116, *range(0x2160, 0x216C), *range(0x2190, 0x2194), *range(0x2460, 0x2474), *range(0x2500, 0x2580))
_SHAPES = (0x25A0, 0x25A1, 0x25B2, 0x25B3, 0x25C6, 0x25CB, 0x25CF, 0x2605, 0x2606, 0x2610, 0x2611, 0x2713)
_CJK = (*range(0x3000, 0x3020), *range(0x3220, 0x322A), *range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE6))
_HANZI = range(0x4E00, 0xA000)  # all of GBK and the characters added to the block since
# Characters of names of people and places outside GBK (table of general standard characters, 2013).
_EXTENSIONS = (*range(0x3400, 0x4DC0), *range(0x20000, 0x2EBE1))
LEVEL_ONE_ROWS = range(0xB0, 0xD8)


@functools.cache
def gb2312() -> frozenset[int]:
    """The code points of GB 2312-80: 6,763 hanzi and the symbols."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(c) for cell in cells for c in cell.decode("gb2312", errors="ignore"))


@functools.cache
def level_one() -> frozenset[int]:
    """The 3,755 hanzi of level 1, which any face for Chinese text must have."""
    cells = (bytes((row, cell)) for row in LEVEL_ONE_ROWS for cell in range(0xA1, 0xFF))
    return frozenset(ord(c) for cell in cells for c in cell.decode("gb2312", errors="ignore"))


@functools.cache
def wanted(role: str) -> frozenset[int]:
    """The code points that a face should carry if its source has them.

    Every face gets all hanzi of U+4E00-9FFF; ``song``, which stands in for characters
    that another face lacks, also gets the extension blocks.
    """
    basic = frozenset((*_ASCII, *_LATIN, *_PUNCTUATION, *_SYMBOLS, *_SHAPES, *_CJK, *_HANZI)) | gb2312()
    return basic | frozenset(_EXTENSIONS) if role == "song" else basic
