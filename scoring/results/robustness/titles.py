"""Titles of what is varied, in the words of an office."""

from __future__ import annotations

from collections.abc import Mapping

# Of kinds of variants, and of the variants that no criteria name.
KINDS = {
    "normalisation": "标准化方法",
    "aggregation": "合成方法",
    "rounding": "取舍和排名口径",
    "missing": "缺报数据",
    "not_applicable": "缺项处理",
    "indicators": "去掉一个指标",
    "sources": "去掉一个数据来源",
}
WORDS = {
    "normalisation": "标准化方法",
    "aggregation": "合成方法",
    "min_max": "各指标按组内最低、最高折算",
    "z_score": "各指标按标准分折算",
    "ranks": "各指标按组内名次折算",
    "geometric": "一级指标取加权几何平均",
}
DISTRIBUTION_WORDS = {"uniform": "均匀分布", "dirichlet": "狄利克雷分布"}


def input_title(kind: str, identity: str, titles: Mapping[str, str]) -> str:
    """Title of a variant."""
    title = titles.get(identity, identity)
    return f"去掉“{title}”" if kind in {"indicators", "sources"} else title
