"""A plain text for the circular of criteria that bring none, with the figures it prints: both are the office's to change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from scoring.criteria import Criteria
from scoring.criteria.groups import Group

_NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千]")
_CITED = re.compile(r"《[^》]+》(?:（[^）]+）)?")


def plain_figures(criteria: Criteria) -> str:
    """``figures.yaml``: how many units, the mean, the first places of every group, and where most was lost."""
    digits = criteria.policy.rounding.digits
    lines = ["# 通报正文引用的全部数字。正文（circular.html.j2）只印这里算出的数；写法见 scoring 的文档 figures。", "figures:"]
    for group in criteria.groups:
        key = _key(group)
        lines += [
            f"  units_{key}: {{count_units: scored, group: {group.id}, uom: 个}}",
            f"  mean_{key}: {{mean: {group.id}, digits: {digits}, uom: 分}}",
            f"  first_{key}: {{rank_list: {group.id}, first: 3}}",
        ]
    lines.append("  weakest: {lowest_indicators: all, first: 3}")
    if fixed := [group.title for group in criteria.groups if _NUMBER.search(group.title)]:
        lines.append(f"fixed_wording: {json.dumps(fixed, ensure_ascii=False)}")  # the name of a group is no number of the text
    return "\n".join(lines) + "\n"


def plain_text(criteria: Criteria) -> str:
    """``circular.html.j2``: what was done, how each group came out, where it is weak, what is to be done."""
    return "\n".join(_lines(criteria)) + "\n"


def _lines(criteria: Criteria) -> Iterator[str]:
    cited = [found.group() for basis in criteria.basis if (found := _CITED.match(basis))]
    yield "{# 通报正文，可以改写：数字取自 figures.yaml，没有数据的句子不印。 #}"
    yield f"<p>根据{cited[0] if cited else '工作安排'}，对有关单位进行了考核。现将情况通报如下：</p>"
    yield "\n<h2>一、总体情况</h2>"
    yield from map(_group, criteria.groups)
    yield "\n<h2>二、主要问题</h2>"
    yield (
        "<p>{% if figures.weakest %}从各项指标看，得分率较低的是{{ figures.weakest.with_rates }}。"
        "{% else %}各项指标没有明显的薄弱环节。{% endif %}</p>"
    )
    yield "\n<h2>三、工作要求</h2>"
    yield (
        "<p>各单位要对照考核结果查找原因，认真整改{% if document.rectify_by is defined %}，"
        "整改情况于{{ document.rectify_by }}前报送{{ document.issuer }}{% endif %}。</p>"
    )


def _group(group: Group) -> str:
    """One paragraph on a group; nothing where none of its units was scored."""
    key = _key(group)
    return (
        f"{{% if figures.units_{key} %}}<p>{group.title}：参加考核的有{{{{ figures.units_{key} }}}}个单位"
        f"{{% if figures.mean_{key} %}}，平均得分{{{{ figures.mean_{key} }}}}分{{{{ figures.mean_{key}.note }}}}{{% endif %}}"
        f"{{% if figures.first_{key} %}}，{{{{ figures.first_{key} }}}}居{{{{ figures.first_{key}.places }}}}{{% endif %}}。</p>"
        "{% endif %}"
    )


def _key(group: Group) -> str:
    """The id of a group as part of the name of a figure."""
    return re.sub(r"\W", "_", group.id, flags=re.ASCII)
