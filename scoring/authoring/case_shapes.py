"""The shape of every part of a case: what kind of value stands under which key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files import yamlfile

_MOST_PLACES, _MOST_DIGITS = 17, 10  # of a number before and behind the point, as the tables hold it
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def _is_text(value: object) -> bool:
    return isinstance(value, str | int | date | Decimal) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return False
    number = Decimal(value)
    return number.is_finite() and number.adjusted() < _MOST_PLACES and int(number.as_tuple().exponent) >= -_MOST_DIGITS


def _is_mark(value: object) -> bool:
    return all(map(_is_number, value)) if isinstance(value, list) else _is_number(value)


def _is_year(value: object) -> bool:
    return str(value).isdecimal() and _FIRST_YEAR <= int(str(value)) <= _LAST_YEAR


Kind = tuple[Callable[[object], bool], str]
TEXT: Kind = (_is_text, "文字 (text)")
NUMBER: Kind = (_is_number, "数 (number)")
WHOLE: Kind = (lambda value: _is_number(value) and isinstance(value, int), "整数 (whole number)")
DAY: Kind = (lambda value: isinstance(value, date), "日期 (date)")
FIGURE: Kind = (lambda value: _is_number(value) or isinstance(value, str), "数、null 或 / (number, null or /)")
# A share or a fraction is a number elsewhere in criteria; how often something happened is none. Other texts are told as no number.
QUANTITY: Kind = (lambda value: not isinstance(value, str) or not ("%" in value or "/" in value), "数 (number)")
MARK: Kind = (_is_mark, "数或数的列表 (number or list of numbers)")
STATUS: Kind = (lambda value: value in ("assessed", "not_ranked"), "assessed / not_ranked")
# Values of a unit and of what is expected of it; null is none.
SINGLE = {"id": TEXT, "group": TEXT, "parent": TEXT, "status": STATUS, "report_published_on": DAY}
MAPS = {"facts": FIGURE, "prev": FIGURE, "marks": MARK, "external": NUMBER, "exempt": TEXT}
EXPECTED = dict.fromkeys(("total", "exact", "base", "bonus"), NUMBER) | {"rank": WHOLE, "rank_overall": WHOLE}
EXPECTED |= {"tie_broken_by": TEXT, "grade": TEXT}
EXPECTED_MAPS = {"points": NUMBER, "components": NUMBER, "outcomes": TEXT, "reasons": TEXT}
OF_A_FINDING = {"indicator": TEXT, "event": TEXT, "quantity": QUANTITY, "evidence": TEXT, "happened_on": DAY}
OF_AN_UPDATE = {"indicator": TEXT, "column": TEXT, "cycle": TEXT, "updated_on": DAY, "items": NUMBER}
NEEDED = {"updates": ("indicator", "cycle"), "findings": ("indicator", "event")}


def check_shapes(reader: Reader, path: yamlfile.Path, unit: Mapping[str, Any]) -> None:
    """Note what under a unit is not of its kind (C002, C003, C004).

    Args:
        reader: Takes the problems.
        path: Place of the unit.
        unit: The unit with its known keys.
    """
    expected = unit.get("expect") or {}
    _values(reader, path, unit, SINGLE)
    _maps(reader, path, unit, MAPS)
    for year, facts in reader.mapping(unit.get("years") or {}, (*path, "years")).items():
        _kind(reader, (*path, "years", year), year, (_is_year, "年度 (year)"))
        _maps(reader, (*path, "years"), {year: facts}, {year: FIGURE})
    _list(reader, (*path, "failed_checks"), unit.get("failed_checks"), TEXT)
    for name, keys in (("findings", OF_A_FINDING), ("updates", OF_AN_UPDATE)):
        _rows(reader, (*path, name), unit.get(name), keys)
    if isinstance(expected, dict):
        place = (*path, "expect")
        _values(reader, place, expected, EXPECTED)
        _maps(reader, place, expected, EXPECTED_MAPS)
        _list(reader, (*place, "missing"), expected.get("missing"), TEXT)


def _values(reader: Reader, path: yamlfile.Path, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
    for key, kind in kinds.items():
        _kind(reader, (*path, key), values.get(key), kind)


def _maps(reader: Reader, path: yamlfile.Path, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> None:
    for key, kind in kinds.items():
        for name, value in reader.mapping(values.get(key) or {}, (*path, key)).items():
            _kind(reader, (*path, key, name), value, kind)


def _list(reader: Reader, path: yamlfile.Path, values: object, kind: Kind) -> None:
    for place, value in enumerate(reader.sequence(values or [], path)):
        _kind(reader, (*path, place), "" if value is None else value, kind)


def _rows(reader: Reader, path: yamlfile.Path, rows: object, kinds: Mapping[str, Kind]) -> None:
    fields = {key: Field(key, required=key in NEEDED[str(path[-1])]) for key in kinds}
    for place, row in enumerate(reader.sequence(rows or [], path)):
        found = reader.mapping(row, (*path, place), fields)
        _values(reader, (*path, place), found, kinds)


def _kind(reader: Reader, path: yamlfile.Path, value: object, kind: Kind) -> None:
    is_one, wanted = kind
    if value is not None and not is_one(value):
        found = "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else value
        reader.problem("C002", path, found, wanted=wanted)
