"""figures.yaml -> declared figures; everything that is wrong in it is found here, before anything is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path, YamlFile
from scoring.problems import Problem
from scoring.results.figures import keys
from scoring.results.figures.base import Spec
from scoring.results.figures.keys import Context, Key
from scoring.results.figures.kinds import COMMON, KINDS, SPLIT
from scoring.results.figures.known import Known

TOP = {
    "figures": Field("数字 named figures", required=True),
    "quantifiers": Field("量词及其界限 quantifier words by share"),
    "lines": Field("分数线 score lines by name"),
    "fixed_wording": Field("正文中照写的数字 wording with numbers that are no figures"),
}
QUANTIFIER = {
    "word": Field("量词 word", required=True),
    "above_share": Field("占比高于此值 for shares above", required=True),
    "at_most_units": Field("单位数不超过此值 for at most so many units"),
}
Quantifier = tuple[str, Decimal, int | None]


@dataclass(frozen=True)
class Declared:
    """What a figures.yaml declares.

    Args:
        file: The file as the user would name it.
        specs: The figures in their order.
        quantifiers: Word, share above which it applies and most units that it may stand for, highest share first.
        fixed_wording: Wording with numbers that are no figures (一项一项, 20个工作日).
        places: Line of every figure.
    """

    file: str
    specs: tuple[Spec, ...] = ()
    quantifiers: tuple[Quantifier, ...] = ()
    fixed_wording: tuple[str, ...] = ()
    places: Mapping[str, int | None] = field(default_factory=dict)


def read_figures(source: YamlFile, known: Known) -> tuple[Declared, list[Problem]]:
    """Read a figures.yaml.

    Args:
        source: The file.
        known: The names of the criteria.

    Returns:
        What it declares, and its problems (C002-C015, F001-F009).
    """
    context = Context(Reader(source), known)
    reader = context.reader
    top = reader.mapping(source.data, (), TOP)
    for name, value in reader.mapping(top.get("lines", {}), ("lines",)).items():
        context.lines[name] = reader.number(value, ("lines", name))
    quantifiers = _quantifiers(reader, top.get("quantifiers", []))
    written = reader.mapping(top.get("figures", {}), ("figures",))
    specs = [spec for name, value in written.items() if (spec := _spec(context, name, value)) is not None]
    _check_parts(reader, specs)
    if not quantifiers and any(spec.kind == "quantifier" for spec in specs):
        reader.problem("F003", ("figures",), "quantifiers")
    wording = [
        reader.text(item, ("fixed_wording", i)) for i, item in enumerate(reader.sequence(top.get("fixed_wording", []), ("fixed_wording",)))
    ]
    places = {spec.name: reader.source.line(spec.path) for spec in specs}
    return Declared(source.name, tuple(specs), tuple(quantifiers), tuple(wording), places), reader.problems


def _spec(context: Context, name: str, value: object) -> Spec | None:
    path: Path = ("figures", name)
    reader = context.reader
    if not isinstance(value, dict):
        reader.problem("C002", path, value, wanted="键值表 (mapping)")
        return None
    found = [key for key in value if key in KINDS]
    if not name.isidentifier() or name.startswith("_"):
        reader.problem("F007", path, name)
    if len(found) != 1:
        reader.problem("F001", path, "、".join(map(str, value)), allowed="、".join(KINDS))
        return None
    kind = KINDS[found[0]]
    allowed: dict[str, Key] = {**COMMON, **(SPLIT if kind.splits else {}), **kind.keys}
    fields = reader.mapping(value, path, {found[0]: kind.argument.field, **{key: item.field for key, item in allowed.items()}})
    argument = kind.argument.read(context, fields[found[0]], (*path, found[0]))
    spec = Spec(name, found[0], argument, keys.read_keys(context, fields, path, allowed), path, reader.source.place(path))
    if kind.check:
        kind.check(context, spec)
    return spec


def _check_parts(reader: Reader, specs: list[Spec]) -> None:
    """``parts_of`` names another sum (F008)."""
    sums = {spec.name for spec in specs if spec.kind == "sum"}
    for spec in specs:
        whole = spec.keys.get("parts_of")
        if whole is not None and (whole not in sums or whole == spec.name):
            reader.problem("F008", (*spec.path, "parts_of"), whole)


def _quantifiers(reader: Reader, value: Any) -> list[Quantifier]:
    """Quantifier words with the share above which they apply, highest first."""
    result: list[Quantifier] = []
    for i, item in enumerate(reader.sequence(value, ("quantifiers",))):
        path: Path = ("quantifiers", i)
        fields = reader.mapping(item, path, QUANTIFIER)
        most = reader.whole_number(fields["at_most_units"], (*path, "at_most_units"), low=1) if "at_most_units" in fields else None
        share = reader.number(fields.get("above_share", 0), (*path, "above_share"), low=0)
        result.append((reader.text(fields.get("word", "?"), (*path, "word")), share, most))
    return sorted(result, key=lambda entry: (-entry[1], entry[2] is None, entry[2] or 0))
