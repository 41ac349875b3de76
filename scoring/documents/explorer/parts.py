"""The pages that have data of their own: an explicit list for each edition, one line each."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.results.model import Results

File = tuple[str, Any]  # name below data/ without its ending, value


@dataclass(frozen=True, slots=True)
class Part:
    """One page.

    Args:
        page: Its name in addresses (``#/ranking``), as ``PageName`` in explorer/src/data.ts.
        home: The module that says its files: ``files(results)``, nothing where the results have no such page.
    """

    page: str
    home: str

    def files(self, results: Results) -> Iterator[File]:
        """Names and values of its files."""
        made: Callable[[Results], Iterator[File]] = importlib.import_module(f"{__package__}.data.{self.home}").files
        return made(results)


PARTS: tuple[Part, ...] = (
    Part("ranking", "ranking"),
    Part("quality", "quality"),
    Part("comparison", "comparison"),
    Part("robustness", "robustness"),
    Part("method", "method"),
    Part("unit", "unit"),
    Part("indicator", "indicator"),
    Part("whatif", "whatif"),
)
PUBLIC_PARTS: tuple[Part, ...] = (Part("ranking", "annexes"),)
