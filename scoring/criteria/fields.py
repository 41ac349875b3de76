"""The keys of a criteria file: one declaration that reads, refuses and documents them.

Each mapping of the file has a table of :class:`Field`; :class:`Reader` checks a value
against it, notes every problem with line and id path, and goes on, so that one reading
shows everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from scoring import numbers
from scoring.criteria.formulas import FUNCTIONS, MAX_DEPTH, MAX_LENGTH, MOST_YEARS, Formula, FormulaError, parse_formula
from scoring.criteria.shapes import Shape
from scoring.criteria.suggestions import Words, meant, number_like, why_not_a_formula
from scoring.files.yamlfile import Path, YamlFile
from scoring.problems import Problem
from scoring.problems.nearest import nearest, probable


@dataclass(frozen=True, slots=True)
class Former:
    """What a key was called before.

    Args:
        key: The earlier name, which is still read, with a warning.
        until: The version that no longer reads it.
    """

    key: str
    until: str


@dataclass(frozen=True, slots=True)
class Field:
    """One allowed key: what it is for, what it may hold and whether it must be there.

    Args:
        doc: Chinese and English words.
        kind: What it may hold, one of :mod:`scoring.criteria.shapes`, for the schema that editors use; every
            key of a criteria file has one.
        required: Whether it must be there.
        formerly: What it was called before (docs/upkeep.md).
    """

    doc: str
    kind: Shape | None = None
    required: bool = False
    formerly: Former | None = None


class _Absent:
    """Stands for a value that is not there, when its absence has been reported already."""


ABSENT = _Absent()
ELSE = ("请删去，或改用其中之一", "Delete it or use one of them")
_MOST_PLACES = 18
LEAST_PERCENT, MOST_PERCENT = 2, 100  # a share above 1 that was probably meant as a percentage


class Reader:
    """Reads values of one YAML file and collects problems."""

    def __init__(self, source: YamlFile) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def where(self, path: Path) -> str:
        """The id path of a node: ``indicators[disclosure.timely].rule.ratio.target``."""
        shown, value, previous = "", self.source.data, None
        for step in path:
            value = _child(value, step)
            if isinstance(step, int):
                identity = value.get("id", value.get("grade")) if isinstance(value, dict) else None
                head = shown.rpartition("[")[0] if previous == "items" else shown
                shown = f"{head}[{identity}]" if identity is not None else f"{shown}[{step + 1}]"
            elif step != "items" or not shown.endswith("]"):
                shown += f".{step}" if shown else str(step)
            previous = step
        return shown

    def problem(self, code: str, path: Path, found: object = "", **args: object) -> None:
        """Note a problem at a node."""
        file, line = self.source.place(path)
        self.problems.append(Problem(code, file, line, self.where(path), str(found), args))

    def mapping(self, value: object, path: Path, fields: Mapping[str, Field] | None = None) -> dict[str, Any]:
        """A mapping with only the allowed keys; unknown ones are refused with the nearest allowed (C002-C004, A092, A093)."""
        if isinstance(value, _Absent):
            return {}
        if not isinstance(value, dict):
            self.problem("C002", path, _shown(value), wanted="键值表 (mapping)")
            return {}
        if fields is None:
            return {str(key): item for key, item in value.items()}
        value, intended = self._renamed(value, path, fields), set()
        for key in value:
            if key not in fields:
                intended.add(probable(str(key), fields))
                self.problem("C003", (*path, str(key)), key, allowed="、".join(fields), hint=meant(str(key), fields, *ELSE))
        for key, field in fields.items():
            if field.required and key not in value and key not in intended:
                self.problem("C004", path, key)
        return {key: item for key, item in value.items() if key in fields}

    def _renamed(self, value: dict[Any, Any], path: Path, fields: Mapping[str, Field]) -> dict[Any, Any]:
        """The same with today's keys for those that were renamed (A092); both at once are one too many (A093)."""
        today = {field.formerly.key: (key, field.formerly.until) for key, field in fields.items() if field.formerly}
        kept = {}
        for key, item in value.items():
            new, until = today.get(key, (key, ""))
            if new != key:
                self.problem("A093" if new in value else "A092", (*path, key), key, new=new, until=until)
                self._also_known_as((*path, key), new)
            if new == key or new not in value:
                kept[new] = item
        return kept

    def _also_known_as(self, old: Path, new: str) -> None:
        """Nodes below a renamed key have their lines under its new name too."""
        length = len(old)
        below = [(place, line) for place, line in self.source.lines.items() if place[:length] == old]
        for place, line in below:
            self.source.lines.setdefault((*old[:-1], new, *place[length:]), line)

    def sequence(self, value: object, path: Path) -> list[Any]:
        """A list (C002)."""
        if isinstance(value, list):
            return value
        self.problem("C002", path, _shown(value), wanted="列表 (list)")
        return []

    def text(self, value: object, path: Path) -> str:
        """A text that is not empty (C002)."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.problem("C002", path, _shown(value), wanted="文字 (text)")
        return ""

    def number(
        self,
        value: object,
        path: Path,
        *,
        low: Decimal | int | None = None,
        above: Decimal | int | None = None,
        high: Decimal | int | None = None,
    ) -> Decimal:
        """A number inside its limits; ``30%`` is 0.3 (C005, C006)."""
        number = _number(value)
        if number is None:
            self.problem("C005", path, _shown(value), nearest=number_like(_shown(value)))
            return Decimal(1)
        if (low is not None and number < low) or (above is not None and number <= above) or (high is not None and number > high):
            limits = [
                f"≥{low}" if low is not None else "",
                f">{above}" if above is not None else "",
                f"≤{high}" if high is not None else "",
            ]
            self.problem("C006", path, _shown(value), limits="，".join(filter(None, limits)), such=_such(value, number, high))
        return number

    def whole_number(self, value: object, path: Path, *, low: int, high: int | None = None) -> int:
        """A whole number inside its limits (C005, C006, C015)."""
        number = self.number(value, path, low=low, high=high)
        if number != int(number):
            self.problem("C015", path, _shown(value), nearest=int(number))
        return int(number)

    def choice(self, value: object, path: Path, choices: Iterable[str]) -> str:
        """One of a closed list (C007)."""
        allowed = tuple(choices)
        if value in allowed:
            return str(value)
        self.problem("C007", path, _shown(value), allowed="、".join(allowed), nearest=nearest(str(value), allowed))
        return allowed[0]

    def flag(self, value: object, path: Path) -> bool:
        """True or false (C002)."""
        if isinstance(value, bool):
            return value
        self.problem("C002", path, _shown(value), wanted="true/false")
        return False

    def formula(self, value: object, path: Path, *, condition: bool = False) -> Formula:
        """A formula, or a condition where one is wanted (C010, C011)."""
        neutral = Formula("number", value=Decimal(0))
        text = str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else self.text(value, path)
        if not text:
            return neutral
        try:
            formula = parse_formula(text)
        except FormulaError as error:
            reason = (error.reason == "syntax" and why_not_a_formula(text)) or FORMULA_REASONS[error.reason]
            self.problem("C010", path, error.found, reason=reason, like=CONDITION_LIKE if condition else FORMULA_LIKE)
            return neutral
        if formula.is_condition != condition:
            self.problem("C011", path, text, wanted="条件,如 x > 0" if condition else "数值,如 a / b")
        return formula


FORMULA_LIKE, CONDITION_LIKE = "requests_closed_on_time / requests_closed", "base > 80"
FORMULA_REASONS = {
    "syntax": "写法不完整或有误",
    "length": f"公式过长,最多{MAX_LENGTH}个字符",
    "depth": f"嵌套过深,最多{MAX_DEPTH}层",
    "size": "公式连同所引用的测度展开后过长,请拆开或简化",
    "number": "数只能写成如 12 或 0.5,整数部分不超过17位、小数不超过15位",
    "construct": "不允许的写法,只能用四则运算、比较、and/or/not 和规定的函数",
    "function": f"没有这个函数,可用 {'、'.join(FUNCTIONS)}",
    "arguments": "函数参数不对",
    "years": f"往前推的年数只能是1至{MOST_YEARS}的整数",
    "digits": f"保留的小数位数只能是0至{numbers.MOST_DIGITS}的整数",
    "condition": "这里要写条件(比较式)",
    "value": "这里要写数值,不能写条件",
}


def _child(value: Any, step: str | int) -> Any:
    if isinstance(value, list) and isinstance(step, int):
        return value[step] if step < len(value) else None
    return value.get(step) if isinstance(value, dict) else None


def _such(value: object, number: Decimal, high: Decimal | int | None) -> Words:
    """A share that was probably meant as a percentage."""
    if high == 1 and LEAST_PERCENT <= number <= MOST_PERCENT and not isinstance(value, str):
        return {"zh": f"，如 {numbers.plain(number)}%", "en": f", such as {numbers.plain(number)}%"}
    return {"zh": "", "en": ""}


def _number(value: object) -> Decimal | None:
    number = _as_written(value)
    if number is None or not number.is_finite():
        return None
    # Nobody's points have as many digits; a number such as 1e999999 would be written out with all its zeros.
    exponent = number.as_tuple().exponent
    return number if number.adjusted() < _MOST_PLACES and isinstance(exponent, int) and exponent >= -2 * _MOST_PLACES else None


def _as_written(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and value.endswith("%"):
        try:
            return Decimal(value[:-1].strip()) / 100
        except InvalidOperation:
            return None
    if isinstance(value, str) and "/" in value:
        return _fraction(value)
    return None


def _fraction(text: str) -> Decimal | None:
    # 4/3 is written in real criteria; only finite decimals are exact, so others are refused by the caller's limits.
    try:
        fraction = Fraction(text.replace(" ", ""))
        exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    except (ValueError, ZeroDivisionError):
        return None
    return exact if Fraction(exact) == fraction else None


def _shown(value: object) -> str:
    if value is None:
        return "空"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    return str(value)
