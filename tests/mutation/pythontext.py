"""Mutants of a Python module: mutmut's operators on its syntax tree, and those of SQL in the strings that write SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_assignment, operator_string

from tests.mutation.sqltext import changes

# Types, documentation and imports say nothing about what is computed; mutmut leaves decorators out too.
SKIPPED = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)
# Where every argument has to be there, leaving one out is no mistake that anybody makes.
PLAIN_CALLS = {"len", "isinstance", "print"}
_CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_QUOTED = re.compile(r"'[^']*'")
_HOLE = "__hole{}__"


@dataclass(slots=True)
class Found:
    """A mutant of a module: what stands where, what stands there instead, and how to make it."""

    within: str
    is_inside: bool
    line: int
    last_line: int
    was: str
    now: str
    node: cst.CSTNode
    mutated: cst.CSTNode


@dataclass
class Module:
    """A parsed module with its mutants.

    Args:
        source: Text of the module.
    """

    source: str
    tree: cst.Module = field(init=False)
    found: list[Found] = field(init=False)

    def __post_init__(self) -> None:
        wrapper = MetadataWrapper(cst.parse_module(self.source))
        self.tree = wrapper.module
        visitor = _Visitor(self.tree)
        wrapper.visit(visitor)
        self.found = visitor.found

    def made(self, mutant: Found) -> str:
        """The source with one mutant."""
        changed = self.tree.deep_replace(mutant.node, mutant.mutated)
        assert isinstance(changed, cst.Module)
        return str(changed.code)


class _Visitor(cst.CSTVisitor):  # type: ignore[misc]  # libcst is no package of the virtual environment
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, tree: cst.Module) -> None:
        super().__init__()
        self.tree = tree
        self.found: list[Found] = []
        self.names: list[str] = []
        self.bodies: list[cst.BaseSuite] = []
        self.statements: list[tuple[int, int]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, SKIPPED) or _is_documentation(node) or _is_type(node):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.names.append(node.name.value)
        if isinstance(node, cst.FunctionDef):
            self.bodies.append(node.body)
        if isinstance(node, cst.BaseSmallStatement | cst.BaseCompoundStatement):
            self.statements.append(self._lines(node))
        for mutated in _mutated(node, inside=bool(self.bodies)):
            self._add(node, mutated)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, SKIPPED) or _is_documentation(original_node) or _is_type(original_node):
            return
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.names.pop()
        if isinstance(original_node, cst.FunctionDef):
            self.bodies.pop()
        if isinstance(original_node, cst.BaseSmallStatement | cst.BaseCompoundStatement):
            self.statements.pop()

    def _lines(self, node: cst.CSTNode) -> tuple[int, int]:
        place = self.get_metadata(PositionProvider, node)
        # Of a compound statement only its head: what stands in its body has a statement of its own.
        inner = getattr(node, "body", None) if isinstance(node, cst.BaseCompoundStatement) else None
        last = self.get_metadata(PositionProvider, inner).start.line - 1 if isinstance(inner, cst.CSTNode) else place.end.line
        return place.start.line, max(place.start.line, last)

    def _add(self, node: cst.CSTNode, mutated: cst.CSTNode) -> None:
        was, now = (" ".join(self.tree.code_for_node(each).split()) for each in (node, mutated))
        first, last = self.statements[-1] if self.statements else (1, 1)
        inside = bool(self.bodies) and first >= self.get_metadata(PositionProvider, self.bodies[0]).start.line
        if was != now:
            self.found.append(Found(".".join(self.names), inside, first, last, was, now, node, mutated))


def _is_documentation(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString)


def _is_type(node: cst.CSTNode) -> bool:
    """``Literal["..."]``, ``__all__`` and what only a type checker reads."""
    if isinstance(node, cst.Assign):
        return any(isinstance(each.target, cst.Name) and each.target.value == "__all__" for each in node.targets)
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    return isinstance(node, cst.Subscript) and isinstance(node.value, cst.Name) and node.value.value in {"Literal", "ClassVar"}


def _mutated(node: cst.CSTNode, *, inside: bool) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.SimpleString | cst.FormattedString):
        yield from _strings(node)
        return
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in PLAIN_CALLS:
        return
    for kind, operator in mutation_operators:
        if isinstance(node, kind) and operator is not operator_string and (inside or operator is not operator_assignment):
            yield from operator(node)
    yield from _conditions(node)


def _conditions(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    """A condition that is a plain value turned round; mutmut changes only those that compare."""
    if isinstance(node, cst.If | cst.CompIf | cst.While) and isinstance(node.test, cst.Name | cst.Attribute | cst.Call):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), node.test))


def _strings(node: cst.SimpleString | cst.FormattedString) -> Iterator[cst.CSTNode]:
    if node.quote in {'"""', "'''"} and isinstance(node, cst.SimpleString):
        return
    text, holes = _opened(node)
    made = [] if _CJK.search(_QUOTED.sub("", text)) or "r" in node.prefix else [change.made(text) for change in changes(text)]
    for now in made or [f"XX{text}"]:
        yield cst.parse_expression(node.prefix + node.quote + _closed(now, holes) + node.quote).with_changes(lpar=node.lpar, rpar=node.rpar)


def _opened(node: cst.SimpleString | cst.FormattedString) -> tuple[str, list[str]]:
    """The text between the quotes as it is written, with a word for every expression in it; and the expressions."""
    if isinstance(node, cst.SimpleString):
        return node.raw_value, []
    empty, text = cst.Module([]), ""
    holes: list[str] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            text += part.value
        else:
            text += _HOLE.format(len(holes))
            holes.append(empty.code_for_node(part))
    return text, holes


def _closed(text: str, holes: list[str]) -> str:
    for number, hole in enumerate(holes):
        text = text.replace(_HOLE.format(number), hole)
    return text
