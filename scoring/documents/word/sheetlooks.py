"""How 情况反馈 looks as .docx: the styles and pages of the printed sheet (``templates/feedback.css``)."""

from __future__ import annotations

from scoring.documents.official.measures import MM
from scoring.documents.word.draft import Looks
from scoring.documents.word.markup import field, paragraph, properties, run, tag, twips
from scoring.documents.word.pages import Page, margin_part
from scoring.documents.word.styles import Style

WIDTH = 487.0  # of the type area, pt
SHEET_STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal", size=12, line=18, grid=False),
    Style("BodyText", "Body Text", size=12, line=18, indent=2, grid=False),
    Style("Heading1", "heading 1", "hei", 12, "left", indent=2, line=25, keep=True, outline=0, grid=False, follow="BodyText"),
    Style("Title", "Title", "biao", 20, "center", line=32, grid=False, follow="Salutation"),
    Style("MarkSheet", "标注", "hei", 12, "left", line=18, grid=False),
    Style("Salutation", "称呼", size=12, side="left", line=18, grid=False, follow="BodyText"),
    Style("Item", "条目", size=10.5, line=15.5, indent=2, grid=False),
    Style("Small", "说明文字", "song", 9, "both", line=13, grid=False),
    Style("TableHead", "表头", "hei", 10, "center", line=12.5, grid=False),
    Style("TableText", "表格文字", "song", 10, "left", line=12.5, grid=False),
    Style("Details", "失分说明", "song", 8.5, "both", line=11.2, grid=False),
    Style("Chart", "图中文字", "song", 7.5, "left", line=9, grid=False),
    Style("Signature", "落款", size=12, side="right", line=18, grid=False),
    Style("Header", "header", "kai", 10.5, "left", line=16, grid=False, quick=False),
    Style("Footer", "footer", "song", 10.5, "center", line=14, grid=False, quick=False),
    Style("Anchor", "锚点", size=1, line=1, grid=False, quick=False),
)
_MARGINS = {"top": 23, "right": 19, "bottom": 19, "left": 19}


class SheetLooks(Looks):
    """Pages of a sheet: unit and title above every page but the first, page k of n at the foot.

    Args:
        head: What stands above further pages.
    """

    styles = SHEET_STYLES

    def __init__(self, head: str) -> None:
        self._head = head

    def section(self, page: Page, relations: dict[str, str]) -> str:
        """A4 upright with the margins of the printed sheet."""
        margins = {side: twips(value * MM) for side, value in _MARGINS.items()}
        del page
        parts = {"header": ("header1", "header2", "header1"), "footer": ("footer1", "footer1", "footer1")}
        made = {
            kind: [
                f'<w:{kind}Reference w:type="{side}" r:id="{relations[name]}"/>'
                for side, name in zip(("default", "first", "even"), names, strict=True)
            ]
            for kind, names in parts.items()
        }
        return properties(
            "sectPr",
            {
                "headerReference": made["header"],
                "footerReference": made["footer"],
                "type": tag("type", val="nextPage"),
                "pgSz": tag("pgSz", w=11906, h=16838),
                "pgMar": tag("pgMar", **margins, header=twips(13 * MM), footer=twips(9 * MM), gutter=0),
                "cols": tag("cols", space=425),
                "titlePg": tag("titlePg"),
            },
        )

    def margins(self) -> dict[str, bytes]:
        """The head of further pages, none on the first, and the numbers."""
        line = tag("pBdr", tag("bottom", val="single", sz=4, space=2, color="000000"))
        numbers = run("第") + field("PAGE") + run("页　共") + field("NUMPAGES") + run("页")
        return {
            "header1": margin_part("hdr", paragraph("Header", run(self._head), pBdr=line)),
            "header2": margin_part("hdr", paragraph("Header")),
            "footer1": margin_part("ftr", paragraph("Footer", numbers)),
        }
