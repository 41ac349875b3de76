"""YAML files that remember the line of every node.

``read`` gives plain Python values together with the line of every mapping key and
list item, addressed by path, so that each later problem can say file and line.
Duplicate keys, aliases to nothing and syntax errors become problems, never
tracebacks.

Plain words mean what YAML 1.2 says: only ``true`` and ``false`` are booleans (the
older ``on``, ``yes``, ``no`` are words), ``12:30`` is a word, and a number written
with a leading zero (a region code) keeps it, as a word.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import yaml

from scoring.files.bounded import UnreadError, file_bytes
from scoring.files.yamlmistakes import mistake
from scoring.problems import Problem, ProblemsFound

Path = tuple[str | int, ...]
MAX_DEPTH = 40
MAX_NODES = 200_000  # an alias bomb expands without end; a real criteria file has a few thousand nodes
MOST_BYTES = 4_000_000  # the longest criteria file that is known has a twentieth of it
_SAFE_OPENERS = 5_000  # composing is recursive: this many nested collections do not exhaust the stack

# No place and no document can have them; the marks of width and direction (UAX #9) would show another text than is read.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

_CORE = "tag:yaml.org,2002:"
_PLAIN_WORDS = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)", "-+.0123456789"),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
)


def _loader() -> Any:
    """A safe loader (in C where built) whose plain words follow YAML 1.2."""
    loader: Any = type("Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in _PLAIN_WORDS:
        # The empty plain word is null too; PyYAML looks it up under the empty string.
        loader.add_implicit_resolver(f"{_CORE}{tag}", re.compile(f"(?:{pattern})$"), [c if c != "\0" else "" for c in first])
    return loader


_LOADER = _loader()


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as values and lines.

    Args:
        name: The file as the user would name it.
        data: Plain values (dict, list, str, int, Decimal, bool, date, None). A decimal number is a
            Decimal with the digits as written, never a double.
        lines: 1-based line of every node by its path of keys and list positions.
        files: The file of every node that comes from another file than ``name``, by its path: a file that is
            derived from others keeps the place of every value.
    """

    name: str
    data: Any
    lines: dict[Path, int] = field(default_factory=dict)
    files: dict[Path, str] = field(default_factory=dict)

    def place(self, path: Path) -> tuple[str, int | None]:
        """File and line of a node, or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.files.get(path, self.name), self.lines.get(path)

    def line(self, path: Path) -> int | None:
        """Line of a node, or of its nearest parent that has one."""
        return self.place(path)[1]


def read(file: FilePath, name: str | None = None) -> YamlFile:
    """Read a YAML file; raises ProblemsFound (Y001-Y011, I081, I089) when it is not one."""
    shown = name or str(file)
    try:
        text = file_bytes(file, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        raise ProblemsFound([Problem("Y001", shown)]) from None
    except UnicodeDecodeError as error:
        raise ProblemsFound(
            [Problem("Y002", shown, found=f"0x{error.object[error.start]:02X}", args={"position": error.start + 1})]
        ) from None
    except OSError as error:
        raise ProblemsFound([Problem("Y001", shown, found=error.strerror or "")]) from None
    except UnreadError as unread:
        raise ProblemsFound([unread.problem(shown)]) from None
    return parse(text, shown)


def shipped(package: str, *path: str) -> Any:
    """The values of a YAML file inside a package of this program, read the quick way: its shape is tested, so no lines are kept.

    Args:
        package: Name of the package.
        path: Path of the file inside it.
    """
    text = importlib.resources.files(package).joinpath(*path).read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where built


def parse(text: str, name: str) -> YamlFile:
    """Parse YAML text; raises ProblemsFound (Y003-Y011)."""
    try:
        _refuse_abyss(text, name)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ProblemsFound([mistake(text, mark.line + 1, name) if mark else Problem("Y003", name)]) from None
    except yaml.YAMLError as error:
        raise ProblemsFound([Problem("Y003", name, found=str(error).splitlines()[0])]) from None
    reader = _Reader(name)
    data = reader.value(node, ()) if node is not None else None
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return YamlFile(name, data, reader.lines)


def step(key: Hashable) -> str | int:
    """A key of a mapping as a part of a path."""
    return key if isinstance(key, int) and not isinstance(key, bool) else str(key)


def dump(data: Any) -> str:
    """Values as YAML that :func:`parse` reads back to the same values; short mappings and lists on one line."""
    dumper: Any = type("Dumper", (yaml.SafeDumper,), {"yaml_implicit_resolvers": dict(_LOADER.yaml_implicit_resolvers)})
    dumper.add_representer(Decimal, lambda writer, value: writer.represent_scalar(f"{_CORE}float", f"{value:f}"))
    dumper.ignore_aliases = lambda _dumper, _value: True
    text: str = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=140)
    return text


def _refuse_abyss(text: str, name: str) -> None:
    """Refuses what composing would end the process or fill the memory with, by a pass that keeps nothing and is not recursive (Y005)."""
    if sum(map(text.count, ("[", "{", "- ", "? "))) < _SAFE_OPENERS and text.count(":") + text.count(",") < MAX_NODES:
        return
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or number > 2 * MAX_NODES:  # a collection is two events
            raise ProblemsFound([_too_much(name, event)])


def _shown(node: yaml.Node) -> str:
    """A scalar as it stands in the file, with its tag where that is what cannot be read."""
    known = any(node.tag == f"{_CORE}{name}" for name, _, _ in _PLAIN_WORDS)
    return (node.value if known else f"{node.tag} {node.value}")[:60]


def _too_much(name: str, place: yaml.Node | yaml.Event) -> Problem:
    return Problem("Y005", name, _line(place), args={"depth": MAX_DEPTH, "nodes": MAX_NODES})


def _line(place: yaml.Node | yaml.Event) -> int:
    return place.start_mark.line + 1 if place.start_mark else 1


class _Reader:
    """Turns composed nodes into values, noting lines and refusing duplicate keys."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.constructor = yaml.constructor.SafeConstructor()
        self.nodes = 0
        self.is_too_much = False

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, _line(node))
        self.nodes += 1
        if len(path) > MAX_DEPTH or self.nodes > MAX_NODES:
            if not self.is_too_much:  # a bomb bursts once
                self.problems.append(_too_much(self.name, node))
            self.is_too_much = True
            self.nodes = MAX_NODES
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            if found := _CONTROL.search(node.value):
                args = {"code": f"U+{ord(found[0]):04X}"}
                self.problems.append(Problem("Y011", self.name, _line(node), found=_CONTROL.sub("?", node.value)[:60], args=args))
                return None
            if node.tag == f"{_CORE}float":
                return Decimal(node.value)
            return self.constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, ArithmeticError):
            self.problems.append(Problem("Y006", self.name, _line(node), found=_shown(node)))
            return None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Hashable, Any]:
        result: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            line = _line(key_node)
            if key is None and not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("Y003", self.name, line, found="?"))
                continue
            child = (*path, step(key))
            if key in result:
                self.problems.append(Problem("Y004", self.name, line, found=str(key), args={"first": self.lines.get(child, line)}))
                continue
            self.lines[child] = line
            result[key] = self.value(value_node, child)
        return result
