"""One face: subset, TrueType outlines, equal metrics, our family name; same bytes every time.

Why (measured): TrueType because re-numbered CFF subsets break in strict viewers;
subset because full fonts cost three times the time of a page; equal metrics because
a heading in another face would leave the line grid; own names because an installed
font of the same name must not take the place.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.documents.fonts import characters

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from scoring.documents.fonts.roles import Role

ASCENT, DESCENT = 88, 12  # hundredths of the em, for every face
MAX_ERROR = 1  # units of the em between a cubic curve and its quadratic twin
_EPOCH = 3_600_000_000  # fixed head.created and head.modified, seconds since 1904: no clock in the bytes
_CJK_START = 0x2E80
_RESTRICTED = 2  # OS/2 fsType: restricted licence embedding
_USAGE = 0x000F
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT", "kern", "hdmx", "VDMX", "LTSH", "gasp", "morx", "feat")


class NotEmbeddableError(Exception):
    """The licence bits of the font forbid embedding it."""


class TooFewCharactersError(Exception):
    """The font lacks characters every Chinese text uses; ``args[0]`` is their number."""


@dataclass(frozen=True, slots=True)
class Made:
    """A built face: the file's bytes, the number of characters, and the names of its source."""

    data: bytes
    characters: int
    source_family: str
    source_version: str
    copyright: str


def make_face(data: bytes, index: int, role: Role) -> Made:
    """Build the face of a role from a font file.

    Args:
        data: Content of a .ttf, .otf or .ttc file.
        index: Face in a collection, 0 otherwise.
        role: What it is for.

    Returns:
        The built face. Raises ValueError (not a font), NotEmbeddableError or TooFewCharactersError.
    """
    source = _source_names(data, index)
    font = _subset(data, index, role.id)
    cmap = font.getBestCmap()
    if missing := len(characters.level_one() - set(cmap)):
        raise TooFewCharactersError(missing)
    if "glyf" not in font:
        _to_truetype(font)
    _even_digits(font, cmap)
    _equal_metrics(font)
    _rename(font, role, source)
    font["head"].created = font["head"].modified = _EPOCH
    output = io.BytesIO()
    font.save(output, reorderTables=True)
    return Made(output.getvalue(), len(cmap), source["family"], source["version"], source["copyright"])


def _source_names(data: bytes, index: int) -> dict[str, str]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
        names, usage = font["name"], font["OS/2"].fsType
    except (TTLibError, KeyError, AssertionError, OSError) as error:
        raise ValueError(str(error)) from None
    if usage & _USAGE == _RESTRICTED:
        raise NotEmbeddableError
    chinese = names.getName(1, 3, 1, 0x804)
    return {
        "family": str(chinese) if chinese else str(names.getDebugName(16) or names.getDebugName(1) or ""),
        "version": str(names.getDebugName(5) or ""),
        "copyright": str(names.getDebugName(0) or ""),
        "licence": str(names.getDebugName(13) or ""),
    }


def _subset(data: bytes, index: int, role: str) -> TTFont:
    """The wanted characters only, without layout features (they are for other scripts and vertical text)."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters.wanted(role))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    face = uharfbuzz.subset(uharfbuzz.Face(data, index), wanted)
    return TTFont(io.BytesIO(face.blob.data), recalcTimestamp=False)


def _to_truetype(font: TTFont) -> None:
    """Replace cubic CFF outlines by quadratic ones."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    glyphs: dict[str, Any] = {}
    glyph_set, order = font.getGlyphSet(), _common_first(font)
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR * font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[name] = pen.glyph()
    metrics = font["hmtx"].metrics
    font.setGlyphOrder(order)
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    font["head"].glyphDataFormat = 0
    font["hmtx"].metrics = {name: (metrics[name][0], _left(font["glyf"], name)) for name in order}
    _truetype_profile(font, order)
    font.sfntVersion = "\000\001\000\000"


def _common_first(font: TTFont) -> list[str]:
    """Glyph names with the everyday characters first: tables of a document's subset end at the last glyph used."""
    rank = {name: code for code, name in sorted(font.getBestCmap().items(), reverse=True)}

    def key(name: str) -> tuple[int, int]:
        code = rank.get(name, 0)
        return (code >= _CJK_START and code not in characters.level_one()) + (code not in characters.gb2312()), code

    first, *rest = font.getGlyphOrder()  # .notdef stays glyph 0
    return [first, *sorted(rest, key=key)]


def _even_digits(font: TTFont, cmap: dict[int, str]) -> None:
    """All digits of one width, each in its middle, so that figures stand in columns; Noto Serif's 1 is narrow."""
    glyf, metrics = font["glyf"], font["hmtx"].metrics
    digits = [cmap[ord(digit)] for digit in "0123456789"]
    width = max(metrics[name][0] for name in digits)
    for name in digits:
        if (shift := (width - metrics[name][0]) // 2) or metrics[name][0] != width:
            glyf[name].coordinates.translate((shift, 0))
            metrics[name] = (width, _left(glyf, name))


def _left(glyf: Any, name: str) -> int:
    glyph = glyf[name]
    glyph.recalcBounds(glyf)
    return int(getattr(glyph, "xMin", 0))


def _truetype_profile(font: TTFont, order: list[str]) -> None:
    """The ``maxp`` and ``post`` tables that TrueType outlines need; fontTools counts the rest when saving."""
    from fontTools.ttLib import newTable

    profile = font["maxp"] = newTable("maxp")
    profile.tableVersion = 0x00010000
    profile.numGlyphs = len(order)
    for name in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(profile, name, 0)
    profile.maxZones = 1
    profile.maxComponentElements = 0
    font["post"].formatType = 3.0
    font["post"].extraNames, font["post"].mapping = [], {}


def _equal_metrics(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = em * ASCENT // 100, em * DESCENT // 100
    table, windows = font["hhea"], font["OS/2"]
    table.ascent, table.descent, table.lineGap = ascent, -descent, 0
    windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = ascent, -descent, 0
    windows.usWinAscent, windows.usWinDescent = ascent, descent
    windows.version = max(windows.version, 4)
    windows.fsSelection |= 1 << 7  # USE_TYPO_METRICS
    # One file per family: bold is another family here, so nothing may be emboldened or matched by weight.
    windows.usWeightClass, windows.fsSelection, font["head"].macStyle = 400, (windows.fsSelection | 0x40) & ~0x21, 0


def _rename(font: TTFont, role: Role, source: dict[str, str]) -> None:
    """Our family name; the author's copyright and licence stay, as the licences ask."""
    from fontTools.ttLib import newTable

    names = font["name"] = newTable("name")
    names.names = []
    postscript = role.family.replace(" ", "-")
    texts = {
        0: source["copyright"],
        1: role.family,
        2: "Regular",
        3: f"{postscript};{source['version']}",
        4: role.family,
        5: f"{source['version']};subset of {source['family']}",
        6: postscript,
        13: source["licence"] or role.licence,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
