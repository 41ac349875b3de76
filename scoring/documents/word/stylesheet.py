"""The parts of a .docx that say how it looks: styles, settings and names of fonts."""

from __future__ import annotations

import functools

from scoring.documents.fonts.roles import BY_ID as ROLES
from scoring.documents.official.measures import CHARACTER
from scoring.documents.word.markup import ordered, properties, tag, twips
from scoring.documents.word.styles import BLACK, BODY, LINE, STYLES, Style

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EAST_ASIAN = "86"  # character set of simplified Chinese
# Names under which the same face stands in Windows and WPS; a program that lacks the first takes the second.
_OTHER_NAMES = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "华文中宋", "宋体": "SimSun", "黑体": "SimHei"}
# What a program would do to Chinese by itself: space beside figures, signs beyond the margin, a line taken along.
_OFF = {name: tag(name, val=0) for name in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN")}


def part(root: str, *children: str) -> bytes:
    """A part of the package with the namespace of WordprocessingML."""
    return f'{_HEAD}<w:{root} xmlns:w="{NAMESPACE}">{"".join(children)}</w:{root}>'.encode()


def fonts(role: str) -> str:
    """The face for Chinese and for figures alike, by its canonical name: offices that edit the file own it."""
    face = ROLES[role].canonical
    return tag("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def size(points: float) -> dict[str, str]:
    """A type size, in half points."""
    half = round(points * 2)
    return {"sz": tag("sz", val=half), "szCs": tag("szCs", val=half)}


def spacing(line: float, before: float = 0, after: float = 0) -> str:
    """Exact line height and space around, pt; space above also in lines, which Word shows as 段前 2 行."""
    lines = {"beforeLines": round(before / LINE * 100)} if before and not before % LINE else {}
    return tag("spacing", **lines, before=twips(before), after=twips(after), line=twips(line), lineRule="exact")


def first_line(characters: int, width: float) -> str:
    """An indent of the first line in characters (首行缩进 2 字符), with its width for programs that only know lengths."""
    return tag("ind", firstLineChars=characters * 100, firstLine=twips(characters * width))


@functools.cache
def stylesheet(styles: tuple[Style, ...] = STYLES) -> bytes:
    """styles.xml; the first style is that of running text."""
    # Figures as Western text: as Chinese, LibreOffice would break a number over two lines.
    language = tag("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = properties("rPr", {"rFonts": fonts("fang"), **size(styles[0].size), "lang": language})
    defaults = tag("docDefaults", tag("rPrDefault", run), tag("pPrDefault", properties("pPr", _OFF)))
    return part("styles", defaults, *map(_style, styles), _others())


def _style(style: Style) -> str:
    normal = style.id == "Normal"
    children = {
        "name": tag("name", val=style.name),
        "basedOn": "" if normal else tag("basedOn", val="Normal"),
        "next": tag("next", val=style.follow) if style.follow else "",
        "qFormat": tag("qFormat") if style.quick else "",
        "pPr": properties("pPr", _paragraph(style)),
        "rPr": properties("rPr", _look(style)),
    }
    kind = {"default": 1} if normal else {} if style.name.isascii() else {"customStyle": 1}
    return tag("style", *ordered("style", children), type="paragraph", **kind, styleId=style.id)


def _look(style: Style) -> dict[str, str]:
    color = tag("color", val=style.color)
    return {"rFonts": fonts(style.role), "color": color, "spacing": tag("spacing", val=twips(style.squeeze)), **size(style.size)}


def _paragraph(style: Style) -> dict[str, str]:
    return {
        **(_OFF if style.id == "Normal" else {}),  # again, for programs that do not read them from the defaults
        "keepNext": tag("keepNext") if style.keep else "",
        "snapToGrid": "" if style.grid else tag("snapToGrid", val=0),
        "spacing": spacing(style.line, style.before * LINE),
        "ind": first_line(style.indent, CHARACTER if style.size == BODY else style.size) if style.indent else "",
        "jc": tag("jc", val=style.side),
        "outlineLvl": "" if style.outline is None else tag("outlineLvl", val=style.outline),
    }


def _others() -> str:
    """The default character and table styles, and the one of a heading that runs on into its paragraph."""
    default = tag("style", tag("name", val="Default Paragraph Font"), tag("semiHidden"), type="character", default=1, styleId="Character")
    margins = tag("tblCellMar", *(tag(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    table = tag(
        "style", tag("name", val="Normal Table"), tag("semiHidden"), tag("tblPr", margins), type="table", default=1, styleId="Plain"
    )
    running = properties("rPr", {"rFonts": fonts("kai"), "color": tag("color", val=BLACK)})
    name = (tag("name", val="段首标题"), tag("basedOn", val="Character"), tag("qFormat"))
    return default + table + tag("style", *name, running, type="character", customStyle=1, styleId="RunIn")


@functools.cache
def settings() -> bytes:
    """settings.xml: sides of pages, no squeezed punctuation, and no compatibility mode."""
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = [tag("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=val) for name, val in modes.items()]
    return part(
        "settings",
        tag("zoom", percent=100),
        tag("evenAndOddHeaders"),
        tag("characterSpacingControl", val="doNotCompress"),
        tag("compat", tag("doNotExpandShiftReturn"), tag("useFELayout"), *compat),
        tag("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
        tag("decimalSymbol", val="."),
        tag("listSeparator", val=","),
    )


@functools.cache
def font_table() -> bytes:
    """fontTable.xml: what a program should take that lacks a face."""
    used = [ROLES[role].canonical for role in ("fang", "hei", "kai", "biao", "song")]
    return part(
        "fonts",
        *(
            tag("font", tag("altName", val=_OTHER_NAMES[name]), tag("charset", val=_EAST_ASIAN), tag("family", val="auto"), name=name)
            for name in used
        ),
    )
