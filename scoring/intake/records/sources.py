"""Files of any format as one SELECT of texts: ``r_0`` ... by column, ``extra`` and ``_file``.

Every file is read by the engine itself. A CSV file that is not UTF-8, or whose lines end in different ways, is
written anew as it is read, line for line; a sheet becomes a Parquet file. Rows are never objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

from scoring.engine.database import EngineError, Session, literal
from scoring.intake.formats.packages import DAMAGED
from scoring.intake.records.failures import MOST_SHOWN
from scoring.intake.records.files import RecordFile
from scoring.intake.records.headers import first_sheet
from scoring.intake.records.lost import lost_cells
from scoring.intake.records.texts import of_parquet_sql
from scoring.problems import Problem, ProblemsFound

_PLAIN = frozenset({"utf-8", "utf-8-sig", "ascii"})
_BLOCK = 1 << 22
NULL = "cast(null as varchar)"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the engine reads it.

    Args:
        number: Number of the file, from 0; its ``_file``.
        file: The file.
        path: Where the engine reads it: the file itself, or what it was turned into.
    """

    number: int
    file: RecordFile
    path: Path


def prepare(session: Session, files: Sequence[RecordFile], columns: Sequence[str], *, again: bool = False) -> list[Source]:
    """Turn files that the engine cannot read as they are into files that it can, in the scratch folder.

    Args:
        session: Has the scratch folder.
        files: The files.
        columns: The columns of the table in order.
        again: Whether all CSV files are written anew, because the engine stumbled over their lines.

    Returns:
        The sources, files of one way of reading beside each other: their numbers are the engine's order of the rows.

    Raises:
        ProblemsFound: I004 text in no encoding, I008 not a workbook, I075 cells of a sheet without a value.
    """
    ordered = sorted(files, key=lambda file: _layout(file, again=again))  # stable: as given where they are alike
    problems: list[Problem] = []
    sources = []
    for number, file in enumerate(ordered):
        try:
            sources.append(_prepared(session.scratch, number, file, columns, again=again))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return sources


def _layout(file: RecordFile, *, again: bool) -> tuple[object, ...]:
    head = file.head
    as_it_is = head.encoding in _PLAIN and head.even and not again
    return file.kind, as_it_is, head.delimiter, head.skip, head.width, *head.names


def _prepared(scratch: Path, number: int, file: RecordFile, columns: Sequence[str], *, again: bool) -> Source:
    if file.kind == "sheet":
        return Source(number, file, _sheet(scratch / f"sheet_{number}.parquet", file, columns))
    if file.kind == "csv" and (again or file.head.encoding not in _PLAIN or not file.head.even):
        return Source(number, file, _written_anew(scratch / f"text_{number}.csv", file))
    return Source(number, file, file.path)


def _written_anew(target: Path, file: RecordFile) -> Path:
    """The file in UTF-8, line for line, block by block."""
    try:
        with file.path.open(encoding=file.head.encoding) as old, target.open("w", encoding="utf-8", newline="\n") as new:
            while block := old.read(_BLOCK):
                new.write(block)
    except UnicodeDecodeError:
        raise ProblemsFound([Problem("I004", file.shown)]) from None
    return target


def in_another_encoding(source: Source) -> RecordFile:
    """The file in the first other encoding in which all of it is text; a header of Latin letters does not tell which.

    Raises:
        ProblemsFound: I004 where none fits.
    """
    for name in ("gb18030", "big5hkscs"):
        try:
            with source.file.path.open(encoding=name) as text:
                while text.read(_BLOCK):
                    pass
        except UnicodeDecodeError:
            continue
        return replace(source.file, head=replace(source.file.head, encoding=name))
    raise ProblemsFound([Problem("I004", source.file.shown)])


def _lost(shown: str, cells: Sequence[str]) -> Iterator[Problem]:
    """Cells without a value: the first, and where there are more their number."""
    for cell in cells[:MOST_SHOWN]:
        yield Problem("I075", shown, int(cell.lstrip(ascii_uppercase)), cell)
    if len(cells) > MOST_SHOWN:
        yield Problem("I071", shown, found=str(len(cells)), args={"code": "I075", "shown": MOST_SHOWN})


def _sheet(target: Path, file: RecordFile, columns: Sequence[str]) -> Path:
    """The rows of a sheet that are not blank, as texts by column, with their row in the sheet."""
    import polars as pl

    try:
        lost = list(lost_cells(file.path))
    except DAMAGED:
        raise ProblemsFound([Problem("I008", file.shown)]) from None
    if lost:
        raise ProblemsFound(_lost(file.shown, lost))
    frame = first_sheet(file.path, file.shown)
    names = file.head.names
    if frame is None or frame.width < len(names):
        raise ProblemsFound([Problem("I008", file.shown)])
    day = pl.all().str.replace(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$", "$1")
    rows = frame.with_columns(day).with_row_index("line", 1).slice(file.head.line)
    cells = {name: pl.col(frame.columns[position]) for position, name in enumerate(names)}
    beyond = [pl.col(name) for name in frame.columns[len(names) :]]
    filled = [pl.when(cell.str.strip_chars() != "").then(cell).otherwise(None) for cell in beyond]
    extra = pl.coalesce(filled or [pl.lit(None, pl.String)])
    wanted = [cells.get(name, pl.lit(None, pl.String)).alias(f"r_{number}") for number, name in enumerate(columns)]
    rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in frame.columns)).select(
        pl.col("line").cast(pl.Int64), *wanted, extra.alias("extra")
    ).write_parquet(target)
    return target


def source_sql(session: Session, sources: Sequence[Source], columns: Sequence[str]) -> str:
    """SELECT of all rows of all files as texts.

    Returns:
        Text with one row per row of the files: ``r_<number>`` of every column (NULL where a file does not have it),
        ``extra`` (what stands in cells without a column, else NULL), ``_file``.
    """
    parts = []
    for _, group in groupby(sources, key=lambda source: (_layout(source.file, again=False), source.path == source.file.path)):
        alike = list(group)
        parts.append(_group_sql(session, alike, columns))
    nothing = ", ".join(f"{NULL} as r_{place}" for place in range(len(columns)))
    return "\nunion all\n".join(parts) or f"select {nothing}, {NULL} as extra, 0 as _file where 1 = 0"


def _group_sql(session: Session, alike: Sequence[Source], columns: Sequence[str]) -> str:
    kind, first = alike[0].file.kind, alike[0].number
    paths = [source.path for source in alike]
    number = f"cast({first} + file_index as integer) as _file"
    if kind == "csv":
        return f"select {_csv_cells(alike[0], columns)}, {number}\nfrom {_csv(paths, alike[0])}"
    if kind == "sheet":
        cells = ", ".join(f"r_{place}" for place in range(len(columns)))
        return f"select {cells}, extra, {number}\nfrom read_parquet({_list(paths)})"
    rows = f"read_parquet({_list(paths)}, union_by_name = true)"
    types = {str(row[0]): str(row[1]) for row in session.rows(f"describe select * from {rows}")}
    cells = ", ".join(
        f"{of_parquet_sql(quoted(name), types[name]) if name in types else NULL} as r_{place}" for place, name in enumerate(columns)
    )
    return f"select {cells}, {NULL} as extra, {number}\nfrom {rows}"


def quoted(name: str) -> str:
    """A column name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _list(paths: Iterable[Path]) -> str:
    return "[" + ", ".join(literal(str(path)) for path in paths) + "]"


def _csv_cells(source: Source, columns: Sequence[str]) -> str:
    names, width = source.file.head.names, source.file.head.width
    cells = [f"{f'h_{names.index(name)}' if name in names else NULL} as r_{place}" for place, name in enumerate(columns)]
    beyond = ", ".join(f"trim(h_{place})" for place in range(len(names), width))
    extra = f"nullif(concat({beyond}), '')" if beyond else NULL
    return f"{', '.join(cells)}, {extra} as extra"


def _csv(paths: Sequence[Path], source: Source) -> str:
    head = source.file.head
    types = ", ".join(f"'h_{place}': 'varchar'" for place in range(head.width))
    return (
        f"read_csv({_list(paths)}, auto_detect = false, header = false, skip = {head.skip}, columns = {{{types}}}, "
        f"delim = {literal(head.delimiter)}, quote = '\"', escape = '\"', store_rejects = true)"
    )


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of a CSV file that the engine could not take apart.

    Args:
        number: Number of the file.
        offset: Byte (0-based) of the file at which the row begins.
        kind: The engine's word for what is wrong.
        text: The row.
        cells: How many cells it has, where that is what is wrong.
    """

    number: int
    offset: int
    kind: str
    text: str
    cells: str


def drop_rejects(session: Session) -> None:
    """Forget what earlier reading has rejected."""
    for table in ("reject_errors", "reject_scans"):
        session.con.execute(f"drop table if exists {table}")


_REJECTED = """
select s.file_path, e.line_byte_position, min(e.error_type) as kind, min(e.csv_line) as text,
    min(regexp_extract(e.error_message, 'Found: ([0-9]+)', 1)) as cells
from reject_errors as e inner join reject_scans as s on s.scan_id = e.scan_id and s.file_id = e.file_id
group by s.file_path, e.line_byte_position order by s.file_path, e.line_byte_position
"""


def rejects(session: Session, sources: Iterable[Source]) -> Iterator[Reject]:
    """The rows that the engine has left out, file by file in their order."""
    numbers = {str(source.path): source.number for source in sources}
    try:
        rows = session.rows(_REJECTED)
    except EngineError:  # nothing was read as CSV
        return
    for path, offset, kind, text, cells in rows:
        yield Reject(numbers[path], offset - 1, kind, text or "", cells or "")
