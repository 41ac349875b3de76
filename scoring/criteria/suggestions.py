"""What was probably meant, in words that say how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from scoring.problems.nearest import nearest, probable

Words = dict[str, str]  # by language
CODE_ELSE = ("请更正代码", "Correct the code")  # where no known code is like the one that was written
_AMOUNT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*(%?)\D*")
_DAY = re.compile(r"([0-9]{4})\D+([0-9]{1,2})\D+([0-9]{1,2})\D*")
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000、。《》“”]")


def meant(found: str, known: Iterable[str], zh: str, en: str) -> Words:
    """The known name that is near, or else what may be done instead."""
    near = probable(found, known)
    return named(near) if near else {"zh": zh, "en": en}


def example(found: str, known: Iterable[str]) -> Words:
    """The known name that is nearest, however far; where nothing can be named, that the row is to be deleted."""
    near = nearest(found, known)
    return named(near) if near else {"zh": "指标体系中没有可写的，请删去这一行", "en": "The criteria have none: delete this row."}


def named(name: str) -> Words:
    """The name that was probably meant."""
    return {"zh": f"是否想写 {name}", "en": f"Did you mean {name}?"}


def number_like(written: str) -> str:
    """The number in a text such as 80分, ８０ or 2020年度; examples where there is none, or more than one."""
    found = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", written).strip())
    return "".join(found.groups()) if found else "12、0.5、30%"


def day_like(written: str) -> str:
    """The day in a text such as 2021年1月31日 as it is to be written; an example where there is none."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", written).strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else "2017-03-31"


def why_not_a_formula(written: str) -> str:
    """What is wrong with the writing of a formula, where a common slip explains it; empty where none does."""
    if full_width := _FULL_WIDTH.search(written):
        return f"用了全角符号“{full_width[0]}”，请改为半角"
    if re.search(r"[^<>=!]=[^=]", written):
        return "判断相等要写 =="
    if re.search(r"[0-9]\s*%", written):
        return "公式里的百分数写成小数，如 0.3"
    if re.search(r"[0-9]\s*[\u4e00-\u9fff]", written):
        return "数后不写单位"
    return ""
