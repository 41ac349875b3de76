"""The styles of a .docx by GB/T 9704-2012: what each part of an official document looks like.

Styles that Word knows keep its names (it shows them in the user's language: 正文, 标题 1, 标题, 页脚);
the parts that only an official document has bear the names of the standard. Blank lines that
the standard asks for are space before a paragraph in lines (段前 2 行), not empty paragraphs: they
cannot be lost or doubled by editing, and none is left alone at the top of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.documents.official.notes import NOTE_SIZE

LINE = 28.95  # 22 lines in 225 mm, pt
RED, BLACK = "E60000", "000000"
BODY, SQUEEZE = 16, -0.25  # 三号, and the least that makes 28 of them fit, in steps of a twentieth of a pt
LEADING = 1.25  # line height of a table's text, times its size

Side = Literal["both", "left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    Args:
        id: Id in the file.
        name: Name that the user sees; Word's own in English, as the file format wants them.
        role: Face, by role.
        size: Type size, pt.
        side: Alignment.
        indent: First-line indent, characters.
        before: Space above, lines of the grid.
        line: Exact line height, pt.
        keep: Stays on the page of what follows.
        outline: Level in the navigation, 0 the highest; None for running text.
        color: Colour of the type.
        grid: Lines and characters follow the grid of the page.
        follow: Id of the style of the next paragraph when somebody types on.
        quick: Stands among the styles that Word offers.
    """

    id: str
    name: str
    role: str = "fang"
    size: float = 16
    side: Side = "both"
    indent: int = 0
    before: float = 0
    line: float = LINE
    keep: bool = False
    outline: int | None = None
    color: str = BLACK
    grid: bool = True
    follow: str = ""
    quick: bool = True

    @property
    def squeeze(self) -> float:
        """What every character gives up, pt: 28 of 16 pt are 2 mm wider than the line. Titles, tables and notes keep their width."""
        return SQUEEZE if self.grid and self.size == BODY else 0.0


def _table(style_id: str, name: str, role: str, size: float, side: Side) -> Style:
    return Style(style_id, name, role, size, side, line=size * LEADING, grid=False)


STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal"),
    Style("BodyText", "Body Text", indent=2),
    Style("Heading1", "heading 1", "hei", indent=2, keep=True, outline=0, side="left", follow="BodyText"),
    Style("Heading2", "heading 2", "kai", indent=2, keep=True, outline=1, side="left", follow="BodyText"),
    Style("Heading3", "heading 3", indent=2, keep=True, outline=2, side="left", follow="BodyText"),
    Style("Title", "Title", "biao", 22, "center", follow="Addressees"),
    Style("Mark", "发文机关标志", "biao", 33, "center", color=RED, grid=False),
    Style("Number", "发文字号", side="center", before=2),
    Style("Serial", "份号", side="left"),
    Style("Urgency", "密级和紧急程度", "hei", side="left"),
    Style("Addressees", "主送机关", before=1, follow="BodyText"),
    Style("AnnexNote", "附件说明", side="left"),
    Style("Issuer", "发文机关署名", side="right", keep=True, follow="Date"),
    Style("Date", "成文日期", side="right"),
    Style("Responsible", "签字栏", side="right", before=0.5),
    Style("Remark", "附注", side="left", indent=2),
    Style("AnnexLabel", "附件序号", "hei", side="left", keep=True, follow="AnnexTitle"),
    Style("AnnexTitle", "附件标题", "biao", 22, "center", before=1, keep=True, outline=0),
    _table("TableHead", "表头", "hei", 12, "center"),
    _table("TableHeadSmall", "表头（五号）", "hei", 10.5, "center"),
    _table("TableText", "表格文字", "song", 12, "left"),
    _table("TableTextSmall", "表格文字（五号）", "song", 10.5, "left"),
    Style("Continued", "续表", "song", NOTE_SIZE, "right", line=20, keep=True, grid=False),
    Style("TableNote", "表注", "song", NOTE_SIZE, "left", line=16, grid=False),
    Style("Imprint", "版记", size=14, side="left", line=24, grid=False),
    Style("Footer", "footer", "song", 14, "right", line=16, grid=False, quick=False),
    Style("Anchor", "锚点", size=1, line=1, grid=False, quick=False),
)
BY_ID = {style.id: style for style in STYLES}
_IN_TABLES = {("hei", 12.0): "TableHead", ("hei", 10.5): "TableHeadSmall", ("song", 12.0): "TableText", ("song", 10.5): "TableTextSmall"}


def in_tables(role: str, size: float) -> tuple[str, float | None]:
    """The style of a table's text, and the size that must be set on its runs where no style has it."""
    known = _IN_TABLES.get((role, size))
    return (known, None) if known else (_IN_TABLES[role, 10.5], size)
