"""The annexes of the circular: keys ``annexes`` and ``annex_defaults`` of section ``circular``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from scoring import numbers
from scoring.criteria.fields import Field, Reader
from scoring.files import yamlfile
from scoring.files.yamlfile import Path, YamlFile
from scoring.folder.paperwork.firmness import contradictions, kept_back
from scoring.folder.paperwork.references import References
from scoring.problems import Problem, ProblemsFound

SHOW = ("all", "top", "grades", "counts")
COLUMNS = ("total", "components", "blocks", "compared")
CONTENT = ("ranking", "robustness")
OPTIONS = {
    "content": Field("印名次表,还是名次稳健性 ranking, robustness"),
    "show": Field("列出哪些单位:全部、前几名、只列等次、只列单位数 all, top, grades, counts"),
    "top": Field("列出前几名,并列的都列 last rank listed"),
    "bands": Field("只列单位数时的分数段下限 lower ends of the bands counted"),
    "scores": Field("是否印得分 whether scores are printed"),
    "ranks": Field("是否印名次 whether ranks are printed"),
    "grades": Field("是否印等次 whether grades are printed"),
    "ties": Field("并列名次前注明“并列” whether shared ranks are marked"),
    "remarks": Field("是否印对单位的说明 whether remarks on units are printed"),
    "columns": Field("总分以外的列 total, components, blocks, compared, or ids of blocks and indicators"),
    "full_points": Field("满分印在注里、表头里或不印 note, heads, none"),
    "sort": Field("按得分或按单位表的顺序 score, order"),
    "units_per_row": Field("每行印几个单位:1、2 units in a row"),
    "together": Field("几个组分列还是统一排名 sections, ranked"),
}
FIELDS = {
    "group": Field("分组 group"),
    "groups": Field("几个分组合成一张表 groups of one table"),
    "title": Field("附件标题 title", required=True),
    **OPTIONS,
}
_MOST_TOP = 100_000
_MOST_SHOWN = 12  # ids in a message
_NEED_GRADES = ("grades", "counts")
_NAMELESS = ("top", "scores", "ranks", "grades", "ties", "remarks", "columns", "full_points", "sort", "units_per_row", "together")
_GRADED = ("top", "scores", "ranks", "grades", "ties", "columns", "full_points", "sort")
_FIRMNESS = ("bands", "scores", "grades", "remarks", "columns", "full_points", "sort", "units_per_row", "together")
_CHOICE = re.compile(r"(?:(?P<number>[0-9]+):)?(?P<key>\w+)=(?P<value>.*)", re.DOTALL)


def read(reader: Reader, value: object, path: Path, defaults: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The annexes, one mapping per annex, in order.

    Args:
        reader: Collects problems (C002-C007, D050-D052).
        value: What stands under ``annexes``.
        path: Its place.
        defaults: Options of every annex that does not say otherwise (:func:`read_defaults`).
    """
    return [_annex(reader, annex, (*path, i), defaults or {}) for i, annex in enumerate(reader.sequence(value, path))]


def read_defaults(reader: Reader, value: object, path: Path) -> dict[str, Any]:
    """Options for every annex."""
    return _values(reader, reader.mapping(value, path, OPTIONS), path)


def check(reader: Reader, annexes: Sequence[Mapping[str, Any]], path: Path, known: References) -> None:
    """Whether the criteria have what the annexes ask for.

    Args:
        reader: Collects problems: D041 (unknown group), D053 (unknown indicator), D054 (a group without grades), D055 (no
            rank over all groups), S006 (what is kept back would be told by another annex).
        annexes: The annexes, as read.
        path: Place of their list.
        known: What the criteria have.
    """
    for i, annex in enumerate(annexes):
        for code, key, found, words in _missing(annex, known):
            reader.problem(code, (*path, i, key), found, **words)
    for i, because in contradictions(annexes):
        reader.problem("S006", (*path, i, "content"), "robustness", because=because)


def _missing(annex: Mapping[str, Any], known: References) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Code, key, what was found, words for the sentence."""
    key = "groups" if "groups" in annex else "group"
    groups = annex.get("groups") or [annex.get("group", "")]
    yield from (("D041", key, group, {"allowed": "、".join(known.groups)}) for group in groups if group not in known.groups)
    own = [group for group in groups if group in known.groups]
    if isinstance(annex.get("columns"), list):
        having = {node for group in own for node in known.nodes.get(group, ())}
        yield from (("D053", "columns", node, {"allowed": _some(having)}) for node in annex["columns"] if node not in having)
    if annex.get("show") in _NEED_GRADES and not annex.get("bands"):
        yield from (("D054", "show", group, {}) for group in own if group not in known.graded)
    if annex.get("together") == "ranked" and not known.overall:
        yield "D055", "together", "ranked", {}


def _some(nodes: Collection[str]) -> str:
    """Some of the ids, blocks first."""
    shown = sorted(nodes, key=lambda node: (node.count("."), node))
    return "、".join(shown[:_MOST_SHOWN]) + ("…" if len(shown) > _MOST_SHOWN else "")


def chosen(annexes: Sequence[Mapping[str, Any]], choices: Sequence[str], known: References) -> list[dict[str, Any]]:
    """The annexes with choices of the command line, which win over the settings.

    Args:
        annexes: As :func:`read` returned them.
        choices: ``KEY=VALUE`` for all annexes or ``NUMBER:KEY=VALUE`` for one; values as in assessment.yaml.
        known: What the criteria have.

    Returns:
        The annexes. Raises ProblemsFound C003-C007, D041, D050-D055, D058, D059.
    """
    parsed = [_parsed(choice, len(annexes)) for choice in choices]
    wrong = [problem for problem in parsed if isinstance(problem, Problem)]
    if wrong:
        raise ProblemsFound(wrong)
    made: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for i, annex in enumerate(annexes):
        for meant in ({None}, {i}):  # what is said of one annex wins over what is said of all
            own = {choice[1]: choice[2] for choice in parsed if isinstance(choice, tuple) and choice[0] in meant}
            annex, wrong = _with_choices(annex, own)  # noqa: PLW2901 - the annex so far
            problems += wrong
        made.append(dict(annex))
    reader = Reader(YamlFile("--annex", {}))
    if not problems:
        check(reader, made, (), known)
    if found := problems or reader.problems:
        raise ProblemsFound(found)
    return made


def _with_choices(annex: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Problem]]:
    """An annex with choices, and what is wrong with them."""
    if not own:
        return annex, []
    reader = Reader(YamlFile("--annex", dict(own)))
    kept = ("title",) if {"group", "groups"} & own.keys() else ("title", "group", "groups")
    stored = {key: annex[key] for key in kept if key in annex}
    return _annex(reader, {**stored, **own}, (), annex), reader.problems


def _parsed(choice: str, annexes: int) -> tuple[int | None, str, Any] | Problem:
    """Place of the annex from 0 (None for all), key and value."""
    match = _CHOICE.fullmatch(choice)
    if match is None:
        return Problem("D058", "--annex", found=choice)
    number, key, text = match["number"], match["key"], match["value"]
    if number is not None and not 1 <= int(number) <= annexes:
        return Problem("D059", "--annex", found=choice, args={"count": annexes})
    listed = key in ("bands", "groups") or (key == "columns" and text not in COLUMNS)
    value = text if key == "title" else yamlfile.parse(f"[{text.strip('[]')}]" if listed else text, f"--annex {choice}").data
    return int(number) - 1 if number else None, key, value


def _annex(reader: Reader, value: object, path: Path, weaker: Mapping[str, Any]) -> dict[str, Any]:
    """One annex; what it says itself wins, and what has no effect beside it is refused (D050) or, where it is weaker, dropped."""
    fields = reader.mapping(value, path, FIELDS)
    own = _values(reader, fields, path)
    if isinstance(value, dict) and ("group" in fields) == ("groups" in fields):
        reader.problem("D051", path)
    if "show" not in own and "top" in own:
        own["show"] = "top"
    usual = {key: item for key, item in weaker.items() if key in OPTIONS}
    merged = usual | own
    for key, because in _without_effect(merged):
        if key in fields and fields[key] is not False:
            reader.problem("D050", (*path, key), key, because=because)
        merged.pop(key, None)
    if because := kept_back(merged):
        reader.problem("S006", (*path, "content"), "robustness", because=because)
    if merged.get("show") == "top" and "top" not in merged:
        reader.problem("C004", path, "top")
    return merged


def _without_effect(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Keys that change nothing beside the others, and beside which setting."""
    show = settings.get("show", "all")
    groups = settings.get("groups") or ()
    rules: tuple[tuple[bool, str, tuple[str, ...]], ...] = (
        (settings.get("content") == "robustness", "content: robustness", _FIRMNESS),
        (show == "counts", "show: counts", _NAMELESS),
        (show == "grades", "show: grades", _GRADED),
        (show != "counts", f"show: {show}", ("bands",)),
        (show != "top", f"show: {show}", ("top",)),
        (settings.get("scores") is False, "scores: false", ("columns", "full_points")),
        (settings.get("ranks") is False, "ranks: false", ("ties",)),
        (len(groups) < 2, "group", ("together",)),  # noqa: PLR2004 - several
    )
    told = set()
    for applies, because, keys in rules:
        for key in keys:
            if applies and key in settings and key not in told:
                told.add(key)
                yield key, because


def _values(reader: Reader, fields: Mapping[str, Any], path: Path) -> dict[str, Any]:
    return {key: _READ[key](reader, item, (*path, key)) for key, item in fields.items()}


def _choice(*words: str) -> Callable[[Reader, object, Path], str]:
    return lambda reader, value, path: reader.choice(value, path, words)


def _columns(reader: Reader, value: object, path: Path) -> str | list[str]:
    return _texts(reader, value, path) if isinstance(value, list) else reader.choice(value, path, COLUMNS)


def _texts(reader: Reader, value: object, path: Path) -> list[str]:
    items = [reader.text(item, (*path, i)) for i, item in enumerate(reader.sequence(value, path))]
    if isinstance(value, list) and len(set(items)) < max(len(items), 1):
        reader.problem("D052", path, "、".join(items))
    return items


def _bands(reader: Reader, value: object, path: Path) -> list[str]:
    items = [numbers.plain(reader.number(item, (*path, i))) for i, item in enumerate(reader.sequence(value, path))]
    if isinstance(value, list) and len(set(items)) < max(len(items), 1):
        reader.problem("D052", path, "、".join(items))
    return items


_READ: dict[str, Callable[[Reader, Any, Path], Any]] = {
    "content": _choice(*CONTENT),
    "group": Reader.text,
    "groups": _texts,
    "title": Reader.text,
    "show": _choice(*SHOW),
    "top": lambda reader, value, path: reader.whole_number(value, path, low=1, high=_MOST_TOP),
    "bands": _bands,
    **dict.fromkeys(("scores", "ranks", "grades", "ties", "remarks"), Reader.flag),
    "columns": _columns,
    "full_points": _choice("note", "heads", "none"),
    "sort": _choice("score", "order"),
    "units_per_row": lambda reader, value, path: reader.whole_number(value, path, low=1, high=2),
    "together": _choice("sections", "ranked"),
}
