"""Text for people: folded between words where it goes to a terminal, as it is where it goes to a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from scoring.cli.colours import kept

_COMMAND = "scoring "  # a line that begins with it is there to be copied


def tell(text: str, *, err: bool = False) -> None:
    """Print lines; on a terminal one that is too long goes on below itself, a little further in.

    Args:
        text: One line or more.
        err: Whether it goes to standard error.
    """
    wide = _columns() if (sys.stderr if err else sys.stdout).isatty() else 0
    for line in text.split("\n"):
        for part in _parts(line, wide):
            echo(part, err=err)


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text as it is, whole, but for what would command the terminal: of that only our own colours get through."""
    click.echo(kept(text), err=err, nl=nl)


def hand_over(text: str, *, nl: bool = True) -> None:
    """Print data for another program: byte for byte, unless it goes to a terminal."""
    if sys.stdout.isatty():
        echo(text, nl=nl)
    else:
        click.echo(text, nl=nl, color=True)  # colours are what click would take commands of the terminal in it for


def _columns() -> int:
    import shutil  # with its archives it takes ten milliseconds, which an unchanged run does without

    return shutil.get_terminal_size().columns


def tell_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print several texts."""
    for line in lines:
        tell(line, err=err)


def tell_next(lines: Iterable[str]) -> None:
    """Print what comes next to somebody who sits at a terminal; a job that runs by the clock would mail it every night."""
    if sys.stderr.isatty():
        tell_lines(lines, err=True)


def _parts(line: str, wide: int) -> list[str]:
    # Half of the places are enough for a line of fewer characters than that, whatever they are.
    if not wide or len(line) * 2 <= wide or line.lstrip().startswith(_COMMAND):
        return [line]
    from scoring.cli.tables import folded, width

    # A path that is longer than the line stays in one piece, so that it can be copied.
    if width(line) <= wide or (max(map(width, line.split(" "))) > wide and "/" in line and " " not in line.strip()):
        return [line]
    indent = line[: len(line) - len(line.lstrip(" "))]
    first, *rest = folded(line.lstrip(" "), wide - len(indent) - 2)
    return [indent + first, *(f"{indent}  {part}" for part in rest)]
