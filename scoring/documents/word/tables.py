"""Tables of a .docx: fixed widths, repeated heads, whole rows, merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.documents.word.markup import paragraph, properties, run, tag, twips
from scoring.documents.word.styles import Side, in_tables
from scoring.documents.word.stylesheet import size as type_size

MARGIN = 3.0  # inside a cell, left and right, pt
APART, THICK, MIDDLE, THIN = 12, 8, 6, 4  # rules, eighths of a pt
_TIGHT = 1.0
_LEFT = 1587  # 28 mm, twips


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Args:
        content: Finished paragraphs; a continued cell of a merge has none.
        columns: Columns that it spans.
        below: ``restart`` where it is merged with the cells below, ``continue`` in those.
        fill: Shade as RRGGBB, empty for none.
        apart: A thicker rule stands at its left: the halves of a table with two units per row.
        tight: Its words come near to the rules, as heads of narrow columns must.
    """

    content: str = ""
    columns: int = 1
    below: str = ""
    fill: str = ""
    apart: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, least height in pt (None: that of the text), whether it is repeated on every page."""

    cells: Sequence[Cell]
    height: float | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Rules of a table.

    Args:
        outer: Outer rules, eighths of a pt, 0 for none.
        inner: Inner rules.
        sides: Whether there are upright rules.
        foot: It floats at the foot of the type area.
        centred: It stands in the middle.
        margin: Inside a cell, left and right, pt.
        caption: What the table is, for those who hear it read.
    """

    outer: int = THICK
    inner: int = THIN
    sides: bool = True
    foot: bool = False
    centred: bool = False
    margin: float = MARGIN
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """How the text of a cell stands.

    Args:
        role: Of its face.
        size: Of its type, pt.
        side: Where it stands.
        inset: Inner right margin, pt: numbers stay aligned.
        air: Space above and below, pt.
        keep: Its row stays on the page of the next.
        new_page: Its row begins a page.
    """

    role: str = "song"
    size: float = 10.5
    side: Side = "left"
    inset: float = 0.0
    air: float = 0.0
    keep: bool = False
    new_page: bool = False


def words(text: str, look: Text) -> str:
    """The paragraph of a cell; line ends in the text are kept."""
    style, size = in_tables(look.role, look.size)
    inset = twips(max(look.inset - MARGIN, 0)) if look.side == "right" else 0
    direct = {
        "ind": tag("ind", right=inset) if inset else "",
        "jc": tag("jc", val=look.side),
        "keepNext": tag("keepNext") if look.keep else "",
        "pageBreakBefore": tag("pageBreakBefore") if look.new_page else "",
        "spacing": tag("spacing", before=twips(look.air), after=twips(look.air)) if look.air else "",
    }
    if size is not None:
        direct["spacing"] = tag("spacing", before=twips(look.air), after=twips(look.air), line=twips(size * 1.25), lineRule="exact")
    return paragraph(style, run(text, **(type_size(size) if size is not None else {})), **direct)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at a place of a grid (0-based), and how many rows and columns it covers."""

    row: int
    column: int
    content: str
    rows: int = 1
    columns: int = 1
    apart: bool = False
    tight: bool = False


def spread(placed: Iterable[Placed], rows: int, columns: int) -> list[list[Cell]]:
    """The cells of every row; a cell that covers several rows stands in each of them, an uncovered place is an empty cell."""
    starts: dict[tuple[int, int], Cell] = {}
    covered: set[tuple[int, int]] = set()
    for cell in placed:
        for down in range(min(cell.rows, rows - cell.row)):
            below = ("restart" if down == 0 else "continue") if cell.rows > 1 else ""
            starts[cell.row + down, cell.column] = Cell(
                "" if down else cell.content, cell.columns, below, apart=cell.apart, tight=cell.tight
            )
            covered |= {(cell.row + down, cell.column + across) for across in range(cell.columns)}
    return [
        [starts.get((row, column), Cell()) for column in range(columns) if (row, column) in starts or (row, column) not in covered]
        for row in range(rows)
    ]


def table(widths: Sequence[float], rows: Sequence[Row], frame: Frame = Frame()) -> str:
    """A table.

    Args:
        widths: Widths of its columns, pt.
        rows: Its rows; those that are heads come first.
        frame: Its rules.

    Returns:
        Markup of the table.
    """
    grid = tag("tblGrid", *(tag("gridCol", w=twips(width)) for width in widths))
    return tag("tbl", _table_properties(widths, frame), grid, *(_row(row, widths) for row in rows))


def _table_properties(widths: Sequence[float], frame: Frame) -> str:
    # Placed from the edge of the paper: LibreOffice lets a table as wide as the type area float only so.
    place = tag("tblpPr", leftFromText=0, rightFromText=0, horzAnchor="page", vertAnchor="margin", tblpX=_LEFT, tblpYSpec="bottom")
    margins = [tag(side, w=twips(frame.margin), type="dxa") for side in ("left", "right")]
    return properties(
        "tblPr",
        {
            "tblpPr": place if frame.foot else "",
            "tblOverlap": tag("tblOverlap", val="never") if frame.foot else "",
            "tblW": tag("tblW", w=sum(map(twips, widths)), type="dxa"),
            "jc": tag("jc", val="center") if frame.centred else "",
            "tblInd": "" if frame.foot or frame.centred else tag("tblInd", w=0, type="dxa"),
            "tblBorders": _borders(frame),
            "tblLayout": tag("tblLayout", type="fixed"),
            "tblCellMar": tag("tblCellMar", *margins),
            "tblLook": tag("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
            "tblCaption": tag("tblCaption", val=frame.caption) if frame.caption else "",
        },
    )


def _borders(frame: Frame) -> str:
    sizes = {"top": frame.outer, "left": frame.outer, "bottom": frame.outer, "right": frame.outer}
    sizes |= {"insideH": frame.inner, "insideV": frame.inner}
    if not frame.sides:
        sizes |= dict.fromkeys(("left", "right", "insideV"), 0)
    return tag("tblBorders", *(_line(side, width) for side, width in sizes.items()))


def _line(side: str, width: int) -> str:
    return tag(side, val="single", sz=width, space=0, color="000000") if width else tag(side, val="nil")


def _row(row: Row, widths: Sequence[float]) -> str:
    height = tag("trHeight", val=twips(row.height), hRule="atLeast") if row.height else ""
    head = tag("tblHeader") if row.head else ""
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[column : column + cell.columns])))
        column += cell.columns
    return tag("tr", properties("trPr", {"cantSplit": tag("cantSplit"), "trHeight": height, "tblHeader": head}), *cells)


def _cell(cell: Cell, width: float) -> str:
    return tag(
        "tc",
        properties(
            "tcPr",
            {
                "tcW": tag("tcW", w=twips(width), type="dxa"),
                "gridSpan": tag("gridSpan", val=cell.columns) if cell.columns > 1 else "",
                "vMerge": tag("vMerge", val=cell.below) if cell.below else "",
                "tcBorders": tag("tcBorders", _line("left", APART)) if cell.apart else "",
                "shd": tag("shd", val="clear", color="auto", fill=cell.fill) if cell.fill else "",
                "tcMar": tag("tcMar", *(tag(side, w=twips(_TIGHT), type="dxa") for side in ("left", "right"))) if cell.tight else "",
                "vAlign": tag("vAlign", val="center"),
            },
        ),
        cell.content or paragraph("TableText"),
    )
