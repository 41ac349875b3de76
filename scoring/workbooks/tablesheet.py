"""One statutory table as a sheet: printed cells, fill-in cells with their limits, results of checks, last year's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.intake.filled.marker import APPLIES, NOT_APPLICABLE, Marker
from scoring.intake.filled.tables import column_code
from scoring.intake.formats.read_xlsx import column_name
from scoring.intake.forms import Value
from scoring.workbooks.footing import FAILS, HOLDS, OPEN, Check
from scoring.workbooks.looks import Looks, colour_results, protect, write
from scoring.workbooks.page import FIRST_ROW, Figure, Page

PastFigures = Mapping[tuple[str, str], Decimal]
"""Last year's figures by (metric, part)."""
_WIDTHS = {"list": (52, 7), "rows": (26,), "matrix": (4.5, 14, 40), "single": ()}
_FIGURE, _NARROW, _VERDICT, _APPLIES, _PAST = 13.0, 9.0, 12.0, 9.0, 9.0
_ROW, _TALL = 18.0, 32.0
_LONG_LABEL = {"matrix": 21, "list": 27, "rows": 99, "single": 99}  # characters that fit on one line
_OF_COLUMN = re.compile("^“[^”]*”一列[，：]")
_MOST_ROWS = 100  # of a formula that names every row; a formula has at most 8,192 characters
_MOST = 10**15 - 1  # a spreadsheet keeps fifteen digits


def write_page(sheet: Any, page: Page, marker: Marker, looks: Looks, past: PastFigures) -> None:
    """Write everything but the results of checks."""
    _codes(sheet, page, marker)
    _columns(sheet, page)
    wide = max(page.verdict if page.table.layout != "single" else page.after - 1, 1)
    sheet.set_row(1, 30)
    write(sheet, (1, 1, 1, wide), page.title, looks("title"))
    write(sheet, (2, 1, 1, wide), f"填报单位：{marker.name}\u3000\u3000{marker.period}年度", looks("line"))
    for cell in page.printed:
        write(sheet, (cell.row, cell.column, cell.rows, cell.columns), cell.text, looks(cell.look))
    for figure in page.figures:
        write(sheet, (figure.row, figure.column, 1, figure.columns), "", looks(figure.value.number))
    _heights(sheet, page)
    for first, last, figure in _runs(page.figures):
        sheet.data_validation(*first, *last, limits(figure.value))
    _applies(sheet, page, looks)
    _past(sheet, page, looks, marker.period - 1, past)
    _finish(sheet, page)


def limits(value: Value) -> dict[str, Any]:
    """The validation of a fill-in cell: a whole number, an amount of money, a signed change, any number."""
    kinds: dict[str, tuple[str, int, str]] = {
        "count": ("integer", 0, "请填 0 或正整数；没有发生的填 0。"),
        "money": ("decimal", 0, f"请填以{value.uom}为单位的金额，可以有小数，不能是负数。"),
        "change": ("integer", -_MOST, "请填整数：增加填正数，减少填负数，没有变化填 0。"),
        "other": ("decimal", -_MOST, "请填一个数。"),
    }
    validate, lowest, message = kinds[value.number]
    return {
        "validate": validate,
        "criteria": "between",
        "minimum": lowest,
        "maximum": _MOST,
        "error_title": "填报有误",
        "error_message": message,
    }


def _codes(sheet: Any, page: Page, marker: Marker) -> None:
    """The marker and the codes of rows and columns, hidden."""
    sheet.write_string(0, 0, marker.text())
    for i in range(page.width):
        sheet.write_string(0, page.first + i, column_code(i))
    if page.applies is not None:
        sheet.write_string(0, page.applies, APPLIES)
    for row, code in page.row_codes().items():
        sheet.write_string(row, 0, code)
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    sheet.set_row(0, None, None, {"hidden": True})


def _columns(sheet: Any, page: Page) -> None:
    for i, width in enumerate(_WIDTHS[page.table.layout], 1):
        sheet.set_column(i, i, width)
    narrow = page.table.layout in {"matrix", "single"}
    sheet.set_column(page.first, page.after - 1, _NARROW if narrow else _FIGURE)
    if page.applies is not None:
        sheet.set_column(page.applies, page.applies, _APPLIES)
    if page.table.layout != "single":
        sheet.set_column(page.verdict, page.verdict, _VERDICT)
        sheet.set_column(page.verdict + 1, page.verdict + page.width, _PAST if narrow else _FIGURE)


def _heights(sheet: Any, page: Page) -> None:
    most = _LONG_LABEL[page.table.layout]
    own = [cell for cell in page.printed if cell.row >= page.body and cell.rows == 1]
    long = {cell.row for cell in own if len(cell.text) > most + 5 * (cell.columns - 1)}
    for row in range(FIRST_ROW, page.end):
        headed = row < page.body and page.table.layout in {"matrix", "single"}
        sheet.set_row(row, _TALL if row in long or headed else _ROW)


def _runs(figures: Sequence[Figure]) -> Iterator[tuple[tuple[int, int], tuple[int, int], Figure]]:
    """Areas that share their limits: figures of one row side by side."""
    start = last = figures[0]
    for figure in figures[1:]:
        joined = (figure.row, figure.column, figure.value.number, figure.value.uom) == (
            last.row,
            last.column + last.columns,
            last.value.number,
            last.value.uom,
        )
        if not joined:
            yield (start.row, start.column), (last.row, last.column), start
            start = figure
        last = figure
    yield (start.row, start.column), (last.row, last.column), start


def _applies(sheet: Any, page: Page, looks: Looks) -> None:
    """The drop-down that says whether a row applies."""
    if page.applies is None:
        return
    write(sheet, (FIRST_ROW, page.applies, 1, 1), "是否适用", looks("head"))
    for row in page.row_codes():
        write(sheet, (row, page.applies, 1, 1), "", looks("choice"))
        sheet.data_validation(
            row,
            page.applies,
            row,
            page.applies,
            {"validate": "list", "source": ["适用", NOT_APPLICABLE], "error_title": "填报有误", "error_message": "请从列表中选择。"},
        )


def _past(sheet: Any, page: Page, looks: Looks, year: int, past: PastFigures) -> None:
    """Last year's figures, grey, for comparison."""
    if page.table.layout == "single":
        write(sheet, (page.end + 1, page.first, 1, page.width), f"{year}年数", looks("pasthead"))
    elif page.table.layout == "matrix":
        write(sheet, (FIRST_ROW, page.verdict + 1, 1, page.width), f"{year}年数", looks("pasthead"))
        for i, value in enumerate(page.table.rows[0].values):
            write(sheet, (FIRST_ROW + 1, page.verdict + 1 + i, 2, 1), value.title, looks("pasthead"))
    else:
        write(sheet, (FIRST_ROW, page.verdict + 1, 1, page.width), f"{year}年数", looks("pasthead"))
    for figure in page.figures:
        row, column = page.past(figure)
        known = past.get((figure.value.metric, figure.value.part))
        write(sheet, (row, column, 1, figure.columns), "", looks("past"))
        if known is not None:
            sheet.write_number(row, column, float(known), looks("past"))


def _finish(sheet: Any, page: Page) -> None:
    """Frozen heads and a page that prints without further thought: A4, one page wide, last year's figures left out."""
    sheet.freeze_panes(page.body, page.first if page.table.layout == "matrix" else 0)
    sheet.set_paper(9)
    if page.table.layout in {"matrix", "single"}:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0 if page.table.layout == "list" else 1)
    if page.table.layout == "list":
        sheet.repeat_rows(FIRST_ROW)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    last = page.verdict if page.table.layout != "single" else page.after - 1
    sheet.print_area(1, 1, page.end + 4, last)
    sheet.hide_gridlines(2)
    protect(sheet)


def write_verdicts(sheet: Any, page: Page, checks: Sequence[tuple[Check, str]], looks: Looks) -> None:
    """The results of the checks of a table: beside the row, or under the column or group that they judge.

    Args:
        sheet: Sheet of the table.
        page: The table.
        checks: Its checks, each with the cell of its verdict.
        looks: Formats.
    """
    beside: dict[int, list[str]] = {}
    under: dict[str, list[tuple[Check, str]]] = {}
    for check, verdict in checks:
        if page.table.layout == "single" or (page.table.layout == "matrix" and _is_of_column(check)):
            under.setdefault(check.relation.check_id, []).append((check, verdict))
        else:
            beside.setdefault(check.anchor.row, []).append(verdict)
    if page.table.layout != "single":
        rows = 3 if page.table.layout == "matrix" else 1
        write(sheet, (FIRST_ROW, page.verdict, rows, 1), "核对", looks("head"))
        for row in page.row_codes():
            verdicts = beside.get(row)
            if verdicts:
                sheet.write_formula(row, page.verdict, combined(verdicts), looks("check"), OPEN)
            else:
                write(sheet, (row, page.verdict, 1, 1), "", looks("check"))
        colour_results(sheet, (FIRST_ROW, page.verdict, page.end - 1, page.verdict), looks)
    for i, same in enumerate(under.values()):
        _under(sheet, page, page.end + (i if page.table.layout == "matrix" else 0), same, looks)


def _is_of_column(check: Check) -> bool:
    """Whether all summands stand in one column of table 3, in more than one row."""
    return len({term[2] for term in check.relation.terms}) > 1 and len({term[3] for term in check.relation.terms}) == 1


def _under(sheet: Any, page: Page, row: int, checks: Sequence[tuple[Check, str]], looks: Looks) -> None:
    matrix = page.table.layout == "matrix"
    if matrix:
        sheet.set_row(row, _TALL)
        write(sheet, (row, 1, 1, page.labels), f"核对：{_OF_COLUMN.sub('', words(checks[0][0]))}", looks("label"))
        write(sheet, (row, page.verdict, 1, 1), "", looks("check"))
    for check, verdict in checks:
        first = check.anchor.column if matrix else check.anchor.column - 4
        place = (row, first, 1, 1 if matrix else 5)
        write(sheet, place, "", looks("check"))
        sheet.write_formula(row, first, f"={verdict}", looks("check"), OPEN)
    colour_results(sheet, (row, page.first, row, page.after - 1), looks)


def words(check: Check) -> str:
    """The relation in words, with the punctuation of running text."""
    return check.relation.title.replace(":", "：").replace(",", "，")


def combined(verdicts: Sequence[str]) -> str:
    """Formula of the worst of several verdicts."""
    if len(verdicts) == 1:
        return f"={verdicts[0]}"
    failing = [f'LEFT({verdict},1)="✘"' for verdict in verdicts]
    doubtful = [f'LEFT({verdict},1)="！"' for verdict in verdicts]
    holding = [f'LEFT({verdict},1)="✔"' for verdict in verdicts]
    doubt = f'IF(OR({",".join(doubtful)}),"！ 请核实",IF(AND({",".join(holding)}),"{HOLDS}","{OPEN}"))'
    return f'=IF(OR({",".join(failing)}),"{FAILS}",{doubt})'


def blanks(page: Page) -> str:
    """Expression that counts the fill-in cells of a table that are still empty; rows that do not apply have none."""
    rows: dict[int, list[Figure]] = {}
    for figure in page.figures:
        rows.setdefault(figure.row, []).append(figure)
    if len(rows) > _MOST_ROWS and page.applies is not None:
        column, other = column_name(page.first), column_name(page.applies)
        span = f"{page.body + 1}:{{}}{page.end}"
        cells, choices = (f"'{page.name}'!{name}{span.format(name)}" for name in (column, other))
        return f'SUMPRODUCT(({cells}="")*({choices}<>"{NOT_APPLICABLE}"))'
    return "+".join(_blanks(page, row, figures) for row, figures in rows.items())


def _blanks(page: Page, row: int, figures: Sequence[Figure]) -> str:
    cells = ",".join(f"'{page.name}'!{column_name(figure.column)}{row + 1}" for figure in figures)
    filled = f"COUNTA({cells})"
    empty = f"{len(figures)}-{filled}"
    if page.applies is None:
        return f"({empty})"
    return f"IF('{page.name}'!{column_name(page.applies)}{row + 1}=\"{NOT_APPLICABLE}\",0,{empty})"
