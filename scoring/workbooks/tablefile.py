"""Input tables that collecting writes: CSV files, read as they are and written back with what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.files.csvfile import written
from scoring.intake.inputs.files import read_raw
from scoring.problems import Problem, ProblemsFound

Row = dict[str, str]
SOURCE = "source"
"""Column that says which cell a row was collected from; a row that says the same is not changed for it."""


@dataclass
class TableFile:
    """A table as rows of text.

    Args:
        name: Name of the table.
        path: Its file.
        header: Its columns; new ones are added at the end.
        rows: Its rows, blanks as empty text.
        added: How many rows were added.
        changed: How many rows were changed.
        removed: How many rows were removed.
        is_fixed: Whether its rows lie in several files: they can be compared, not written.
    """

    name: str
    path: Path
    header: list[str]
    rows: list[Row]
    added: int = 0
    changed: int = 0
    removed: int = 0
    is_fixed: bool = False
    _index: dict[tuple[str, ...], Row] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether anything is different from the file."""
        return bool(self.added or self.changed or self.removed)

    def put(self, key: Mapping[str, str], values: Mapping[str, str]) -> None:
        """Change the row with this key, or add one."""
        if not self._index:
            self._index = {self._key(row, key): row for row in reversed(self.rows)}
        row = self._index.get(tuple(key.values()))
        if row is None:
            self.append({**key, **values})
            self._index[tuple(key.values())] = self.rows[-1]
        elif any(row.get(name, "") != value for name, value in values.items() if name != SOURCE):
            row.update(values)
            self.changed += 1
            self._widen(values)

    @staticmethod
    def _key(row: Row, key: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(row.get(name, "") for name in key)

    def append(self, row: Mapping[str, str]) -> None:
        """Add a row."""
        self.rows.append(dict(row))
        self.added += 1
        self._widen(row)

    def _widen(self, row: Mapping[str, str]) -> None:
        self.header += [name for name, value in row.items() if value and name not in self.header]

    def remove(self, unwanted: Callable[[Row], bool]) -> None:
        """Remove rows."""
        kept = [row for row in self.rows if not unwanted(row)]
        self.removed += len(self.rows) - len(kept)
        self.rows = kept
        self._index.clear()

    def text(self) -> bytes:
        """The file as CSV that Excel opens: UTF-8 with its mark; no text is run as a formula, and each is read back as it was."""
        rows = ([row.get(name, "") for name in self.header] for row in self.rows)
        return written([self.header, *rows], "\r\n").encode("utf-8-sig")


def open_table(name: str, path: Path, columns: Iterable[str]) -> TableFile:
    """Open a table, or begin one with these columns; raises ProblemsFound (W038) for a table that is no CSV file."""
    if not path.is_file():
        return TableFile(name, path, list(columns), [])
    if path.suffix.lower() != ".csv":
        raise ProblemsFound([Problem("W038", str(path), args={"name": name})])
    header, rows = _read(path, columns)
    return TableFile(name, path, header, rows)


def open_tables(name: str, paths: Sequence[Path], columns: Iterable[str]) -> TableFile:
    """A table that lies in several files, to be compared with what came back."""
    columns = list(columns)
    rows = [row for path in paths for row in _read(path, columns)[1]]
    return TableFile(name, paths[0], columns, rows, is_fixed=True)


def _read(path: Path, columns: Iterable[str]) -> tuple[list[str], list[Row]]:
    """Header and rows of a file."""
    raw = read_raw(path, str(path), "、".join(columns))
    if raw.problems:
        raise ProblemsFound(raw.problems)
    return raw.header, [{column: cell or "" for column, cell in zip(raw.header, row, strict=True)} for row in raw.rows]
