"""The gold of the reports written by hand: ``reports/<name>.yaml`` beside ``reports/<name>.<format>``.

``tables``       forms of the tables that are there; cells that ``cells`` does not list are zero (``others: blank``: blank)
``cells``        metric: its figure, or the seven of table 3; ``_`` blank, ``/`` not applicable, ``?`` must not be stated
``scoped``       metric, figure and the heading of its column
``facts``        all facts of a generated report: metric, figure, semantic, qualifier, unit, scope (``-`` for none)
``prose``        metric, figure, unit, and where it matters qualifier and scope
``may``          right where it is stated, but not asked for; ``may_all_zero_of`` the same for zeros of whole tables
``refused``      code of the refusal; ``may_be_refused`` either is right
``failures``     exactly these checks fail (check and part); ``failing_among`` no others fail
``not_assessable`` these checks cannot be judged
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.corpus.generator.gold import Gold
from tests.corpus.generator.statutory import DISCLOSURE, DISPUTES, FLAT, PARTS, REQUESTS

FOLDER = Path(__file__).with_name("reports")
_BLANKS = {"_": "blank", "/": "not_applicable", "-": "text"}
_REQUESTS = {line.metric for lines in REQUESTS.values() for line in lines}
_UNITS = ("亿元", "万元", "元")


@dataclass(frozen=True)
class Expected:
    """What must, may and must not be found in one report."""

    file: Path
    gold: tuple[Gold, ...]
    may: frozenset[tuple[str, str, Decimal | None]]
    data: dict[str, Any] = field(repr=False)

    @property
    def any_scope(self) -> bool:
        """Whether the scope of its prose is not asked for."""
        return bool(self.data.get("any_scope", False))


def written() -> dict[str, Expected]:
    """All reports written by hand, by name."""
    files = [file for file in sorted(FOLDER.iterdir()) if file.suffix != ".yaml"]
    return {file.stem: _expected(file) for file in files}


def _expected(file: Path) -> Expected:
    data = yaml.load(file.with_suffix(".yaml").read_text("utf-8"), yaml.CSafeLoader)
    listed = {str(metric): str(texts).split() for metric, texts in data.get("cells", {}).items()}
    gold = [
        *_cells(data, listed),
        *map(_scoped, data.get("scoped", ())),
        *map(_prose, data.get("prose", ())),
        *map(_fact, data.get("facts", ())),
    ]
    zeros = [(m, p, v) for form in [data.get("may_all_zero_of", {})] for m, p in _places(form) for v in (Decimal(0), None)]
    return Expected(file, tuple(gold), frozenset([*map(_may, data.get("may", ())), *zeros]), data)


def _cells(data: dict[str, Any], listed: dict[str, list[str]]) -> Iterator[Gold]:
    rest = "_" if data.get("others") == "blank" else "0"
    for metric, part in _places(data.get("tables", {})):
        if metric not in listed:
            yield from _cell(metric, part, "_" if part == data.get("blank_part") and metric in _REQUESTS else rest)
    for metric, texts in listed.items():
        for part, text in zip(PARTS if len(texts) > 1 else ("total",), texts, strict=True):
            yield from _cell(metric, part, text)


def _places(tables: dict[int, str]) -> Iterator[tuple[str, str]]:
    for number, form in tables.items():
        if number == 3:
            yield from ((line.metric, part) for line in REQUESTS[form] for part in PARTS)
        elif number == 1:
            yield from ((line.metric, "total") for line in FLAT if line.metric)
        else:
            blocks = [metric for block in DISCLOSURE[form] for _, row in block.rows for metric in row]
            yield from ((metric, "total") for metric in (blocks if number == 2 else DISPUTES))


def _cell(metric: str, part: str, text: str) -> Iterator[Gold]:
    uom = next((unit for unit in _UNITS if text.endswith(unit)), "万元" if metric.endswith("_wan_yuan") else "")
    if text in _BLANKS:
        yield Gold(metric, part, None, _BLANKS[text])
    elif text != "?":
        yield _number(metric, part, text.removesuffix(uom), uom=uom)


def _number(metric: str, part: str, text: str, qualifier: str = "exact", scope: str = "", uom: str = "") -> Gold:
    value = Decimal(text)
    return Gold(metric, part, value, "numeric" if value else "zero", qualifier, scope, uom)


def _scoped(text: str) -> Gold:
    metric, number, scope = text.split()
    return _number(metric, "total", number, scope=scope)


def _prose(text: str) -> Gold:
    metric, number, uom, qualifier, scope = [*text.split(), "exact", ""][:5] if len(text.split()) < 4 else [*text.split(), ""][:5]
    return _number(metric, "total", number, qualifier, scope, uom)


def _fact(text: str) -> Gold:
    name, number, semantic, qualifier, uom, scope = ["" if word == "-" and place > 1 else word for place, word in enumerate(text.split())]
    metric, _, part = name.partition("__")
    return Gold(metric, part or "total", None if number == "-" else Decimal(number), semantic, qualifier, scope, uom)


def _may(text: str) -> tuple[str, str, Decimal | None]:
    metric, number = text.split()[:2]
    name, _, part = metric.partition("__")
    return name, part or "total", None if number == "-" else Decimal(number)
