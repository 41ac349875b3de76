"""Page, styles and paragraphs of a .docx by GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scoring.documents.fonts.roles import BY_ID
from scoring.documents.official.notes import NOTE_SIZE, Note

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

CHARACTER = 15.79  # width of a character on the 28-character grid, pt
LINE = 28.95  # 22 lines in 225 mm, pt
RED = "E60000"
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26, "header_distance": 15, "footer_distance": 25.5}
_LYING = {"top_margin": 28, "bottom_margin": 26, "left_margin": 35, "right_margin": 37, "header_distance": 15, "footer_distance": 15}
# Style: role of its font, size, first-line indent in characters, centred.
_STYLES = {
    "Normal": ("fang", 16, 0, False),
    "Body Text": ("fang", 16, 2, False),
    "Heading 1": ("hei", 16, 2, False),
    "Heading 2": ("kai", 16, 2, False),
    "Heading 3": ("fang", 16, 2, False),
    "Title": ("biao", 22, 0, True),
    "红头": ("biao", 33, 0, True),
    "发文字号": ("fang", 16, 0, True),
    "附件标识": ("hei", 16, 0, False),
    "附件标题": ("biao", 22, 0, True),
    "表注": ("song", NOTE_SIZE, 0, False),
}


def set_page(section: Section, *, wide: bool = False) -> None:
    """A4 with the margins of the standard, a grid of 22 lines of 28 characters, page numbers outside."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    for margin, value in (_LYING if wide else _MARGINS).items():
        setattr(section, margin, Mm(value))
    properties = section._sectPr  # noqa: SLF001 - python-docx has no door to the grid
    for old in properties.findall(name("w:docGrid")):
        properties.remove(old)
    # Lines only: a grid of characters narrower than the type makes some programs give each of them two cells.
    properties.append(element("w:docGrid", type="lines", linePitch="579"))


def page_numbers(document: Document) -> None:
    """— 1 — at the right of odd and at the left of even pages, one character in, 四号宋体."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Normal"]
        _align(paragraph, side)
        setattr(paragraph.paragraph_format, f"{side}_indent", _pt(14))
        for text in ("— ", "PAGE", " —"):
            number = run(paragraph, "" if text == "PAGE" else text, "song", 14)
            if text == "PAGE":
                _field(number, "PAGE")


def set_styles(document: Document) -> None:
    """The styles: real headings with outline levels, so that an editor shows the structure."""
    from docx.enum.style import WD_STYLE_TYPE

    known = {style.name for style in document.styles}
    for title, (role, size, indent, centred) in _STYLES.items():
        style: Any = document.styles[title] if title in known else document.styles.add_style(title, WD_STYLE_TYPE.PARAGRAPH)
        if title not in known:
            style.base_style = document.styles["Normal"]
        _font(style.element.get_or_add_rPr(), role, size, RED if title == "红头" else "000000")
        style.font.bold = style.font.italic = False
        _spacing(style.paragraph_format, centred=centred, characters=indent, keep=title.startswith(("Heading", "附件")))
        for border in style.element.pPr.findall(name("w:pBdr")):
            style.element.pPr.remove(border)  # python-docx's own Title has a blue line
    # 28 characters of 16 pt are 2 mm wider than the line; each gives up a quarter of a point.
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.insert_element_before(element("w:spacing", val="-5"), "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    _exceptions(document)
    page_numbers(document)


def _exceptions(document: Document) -> None:
    from docx.enum.text import WD_LINE_SPACING

    head, number = document.styles["红头"], document.styles["发文字号"]
    head.paragraph_format.space_before = _pt(35 * 72 / 25.4)  # the mark begins 35 mm below the top of the type area
    head.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="16", space="8", color=RED))  # the red line
    number.element.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    document.styles["表注"].paragraph_format.line_spacing = _pt(16)


def _spacing(form: Any, *, centred: bool, characters: int, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

    form.space_before = form.space_after = _pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = _pt(LINE)
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = _pt(characters * CHARACTER)
    form.keep_with_next, form.widow_control = keep, False


def paragraph(document: Document, text: str, style: str, *, size: float | None = None, keep: bool = False) -> Paragraph:
    """A paragraph of a style; ``keep`` holds it on the page of the next one."""
    made = document.add_paragraph(style=style)
    if text:
        run(made, text, None, size)
    if keep:
        made.paragraph_format.keep_with_next = True
    return made


def lines(document: Document, texts: Sequence[str], style: str) -> Paragraph:
    """One paragraph of several fixed lines."""
    made = paragraph(document, texts[0], style)
    for text in texts[1:]:
        made.add_run().add_break()
        run(made, text)
    return made


def hanging(document: Document, label: str, text: str, *, indent: int) -> None:
    """An item of the annex note: label at two characters, further lines under the first character of the name."""
    made = paragraph(document, label + text, "Normal")
    made.paragraph_format.left_indent = _pt(indent * CHARACTER)
    made.paragraph_format.first_line_indent = _pt((2 if label else 5) * CHARACTER - indent * CHARACTER)


def note(document: Document, made: Note) -> None:
    """A note under a table, turned lines under its first character."""
    form = paragraph(document, made.lead + made.mark + made.text, "表注").paragraph_format
    form.left_indent, form.first_line_indent = _pt(made.hang), _pt(-made.hang)


def right(document: Document, text: str, indent: float, *, keep: bool = False) -> None:
    """A line at the right, ``indent`` pt in."""
    made = paragraph(document, text, "Normal", keep=keep)
    _align(made, "right")
    made.paragraph_format.right_indent = _pt(indent)


def run(target: Paragraph, text: str, role: str | None = None, size: float | None = None) -> Run:
    """Text in the font of a role, or of the paragraph's style."""
    made = target.add_run(text)
    if role or size:
        _font(made._r.get_or_add_rPr(), role, size, None)  # noqa: SLF001 - East Asian fonts have no public door
    return made


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(name(f"w:{key}"), value)
    return made


def _font(properties: Any, role: str | None, size: float | None, color: str | None) -> None:
    """Set the font for Chinese and for figures alike; theme fonts would win and are removed."""
    from docx.shared import RGBColor

    if role:
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(name(f"w:{key}"), BY_ID[role].canonical)
    if color:
        properties.get_or_add_color().val = RGBColor.from_string(color)
        for key in [k for k in properties.color.attrib if "theme" in k]:
            del properties.color.attrib[key]
    if size:
        properties.get_or_add_sz().val = _pt(size)


def _field(number: Run, code: str) -> None:
    instruction = element("w:instrText")
    instruction.text = code
    parts = (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end"))
    number._r.extend(parts)  # noqa: SLF001 - python-docx has no door to fields


def _align(target: Paragraph, side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    target.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT


def name(tag: str) -> str:
    """The full name of a tag such as ``w:tblW``."""
    from docx.oxml.ns import qn

    return qn(tag)


def _pt(value: float) -> Any:
    from docx.shared import Pt

    return Pt(value)
