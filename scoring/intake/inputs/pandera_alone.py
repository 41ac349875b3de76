"""pandera for polars, without the other libraries that it would bring along.

``import pandera`` also imports pandas and ``pyspark.pandas`` wherever they are installed: half a second
to a second of every start, and a warning of pyspark about the version of pandas; the first validation
looks for pandas again, and for hypothesis, which invents data (0.16 s). No table here is theirs.
Import pandera from nowhere else (``from scoring.intake.inputs.pandera_alone import pa``), and validate
within :func:`alone`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType

import polars  # noqa: F401, ICN001 - first: it looks once for the libraries that are hidden below

HIDDEN = ("hypothesis", "pandas", "pyspark")


class _Hidden(MetaPathFinder):
    """Says of hidden libraries what Python says of libraries that are not installed."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        del path, target
        if fullname.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


@contextmanager
def alone() -> Iterator[None]:
    """Libraries that pandera need not know cannot be imported, unless they are loaded already."""
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(hidden)


with alone():
    import pandera.polars as pa

__all__ = ["alone", "pa"]
