"""The numbers of a Chinese text: Arabic and full-width digits, and Chinese numerals that count something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE = "一二三四五六七八九十百千万亿两零〇"
_COUNTED = "个家件条项次场名位篇人户份倍成年月日天周种类"
_NOT_COUNTING = "上下统同唯每任逐某这那另第专万初头"  # 同一个, 逐一, 第一次: no number of anything
_CLAIMING = "有共仅只计达至为"  # 有一个单位 claims something; 一项一项, 一年来, 一次说清 do not
_ARABIC = r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*"
_PATTERN = re.compile(
    rf"{_ARABIC}"
    rf"|百分之[{_CHINESE}点]+|千分之[{_CHINESE}点]+|[{_CHINESE}]+分之[{_CHINESE}]+"
    r"|一半|半数|过半|大半|几[十百千万亿]|数[十百千万亿]"
    rf"|(?<=[第])[{_CHINESE}]+(?=[名位])"
    rf"|(?<=[{_CLAIMING}])一(?=[{_COUNTED}])"
    rf"|(?<![{_NOT_COUNTING}{_CHINESE}])(?!一[{_COUNTED}])[{_CHINESE}]+(?=[{_COUNTED}])(?!位一体)"
    r"|[二三四五六七八九两]?[十百千万亿][一二三四五六七八九](?=[^、）是五届大条款]|$)"
)
_AROUND = 10


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a text: where it stands, and how it is written."""

    start: int
    end: int
    text: str


def numerals(text: str) -> Iterator[Numeral]:
    """All numbers of a text in their order.

    Chinese numerals count where a measure word follows (三个, 前三位) or a share is told (一半, 百分之四);
    第二十九条, 一、 and 第一平台 are ordinals and no numbers.
    """
    for found in _PATTERN.finditer(text):
        yield Numeral(found.start(), found.end(), found[0])


def around(text: str, numeral: Numeral) -> str:
    """The words around a number, so that it can be found."""
    before = text[max(numeral.start - _AROUND, 0) : numeral.start].rpartition("\n")[2]
    after = text[numeral.end : numeral.end + _AROUND].partition("\n")[0]
    return f"…{before}{numeral.text}{after}…"
