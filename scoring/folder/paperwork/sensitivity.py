"""Section ``sensitivity``: how the firmness of the ranking is analysed (名次稳健性分析)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.references import References
from scoring.results.robustness.asked import LEAST_DRAWS, MOST_DRAWS, MOST_ROWS, VARIANTS

NAME = "sensitivity"
DISTRIBUTIONS = ("uniform", "dirichlet")
LEVELS = ("indicators", "blocks")
FIELDS = {
    "draws": Field("权重模拟次数,默认1000 number of draws"),
    "seed": Field("随机数种子,默认1 seed of the draws"),
    "range": Field("权重变动幅度,如25% relative range of all weights"),
    "ranges": Field("单个指标或模块的变动幅度 ranges of single nodes, by id"),
    "level": Field("变动哪一层的权重:indicators 各指标、blocks 一级指标 whose weights are drawn"),
    "distributions": Field("权重分布:uniform、dirichlet,单位结论按第一个 distributions; sentences are of the first"),
    "separable": Field("两个单位分出先后所需的模拟占比,默认95% share of draws that tells two units apart"),
    "sobol": Field("方差分解的样本数,0 为不做 rows of the variance analysis, 0 for none"),
    "variants": Field("还比较哪些口径 kinds of variants"),
}
_HALF, _WHOLE = Decimal("0.5"), Decimal(1)


def read(reader: Reader, value: object) -> dict[str, Any]:
    """The settings as plain data, shares as texts; problems are collected in the reader (C002-C007, C037)."""
    fields = reader.mapping(value, (NAME,), FIELDS)
    return {key: _value(reader, key, item, (NAME, key)) for key, item in fields.items()}


def _value(reader: Reader, key: str, item: object, path: Path) -> Any:
    if key in {"draws", "seed", "sobol"}:
        low, high = {"draws": (LEAST_DRAWS, MOST_DRAWS), "seed": (0, 2**31 - 1), "sobol": (0, MOST_ROWS)}[key]
        return reader.whole_number(item, path, low=low, high=high)
    if key == "range":
        return str(reader.number(item, path, low=0, high=1))
    if key == "ranges":
        return {
            str(name): str(reader.number(share, (*path, str(name)), low=0, high=1)) for name, share in reader.mapping(item, path).items()
        }
    if key == "level":
        return reader.choice(item, path, LEVELS)
    if key == "separable":
        return _percent(reader, item, path)
    allowed = DISTRIBUTIONS if key == "distributions" else VARIANTS
    return [reader.choice(name, (*path, i), allowed) for i, name in enumerate(reader.sequence(item, path))]


def _percent(reader: Reader, item: object, path: Path) -> int:
    """A share above a half as whole percents: with less, two units could be ahead of each other."""
    return int(reader.number(item, path, above=_HALF, high=_WHOLE) * 100)


def check(reader: Reader, section: Mapping[str, Any], known: References) -> None:
    """Note ranges of nodes that the criteria do not have (D090)."""
    for name in section.get("ranges", {}):
        known.require(reader, name, (NAME, "ranges", name), known.indicators, "指标")
