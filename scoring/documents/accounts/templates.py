"""The text's template held against figures.yaml before anything is scored: names, words, and numbers typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.documents.accounts.figuretext import FigureText
from scoring.documents.accounts.plain import plain_text
from scoring.documents.accounts.text import Printed, accounts, place_of
from scoring.documents.printing.html import lookup_folders
from scoring.problems import Problem
from scoring.problems.nearest import probable

if TYPE_CHECKING:
    from jinja2 import nodes

    from scoring.results.figures import Declared

HOLE = "\ufffc"  # stands where a template prints a value
_OWN = frozenset({"value", "uom", "covered", "of", "entries", "name"})


@dataclass
class _Use:
    """What templates name: figures and their words with the place of each, and whether some names are only known later."""

    figures: dict[str, tuple[str, int]] = field(default_factory=dict)
    words: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    later: bool = False
    files: list[Path] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def check_text(body: Path, folders: Sequence[Path], declared: Declared) -> list[Problem]:
    """Hold a text and the templates it takes in against the declared figures.

    Args:
        body: Template of the text.
        folders: Folders whose templates win over those beside the text and the shipped ones.
        declared: What figures.yaml declares.

    Returns:
        Figures that are not declared (F014, error), words that a figure does not have (F015, error), numbers typed by
        hand (F010, error) and figures that no text prints (F016, warning). A template that cannot be parsed is told
        when it is printed (D022).
    """
    use = _read(body, lookup_folders(body, folders))
    if use is None:
        return []
    known = {spec.name: spec for spec in declared.specs}
    return [
        *(_undeclared(name, place, known) for name, place in use.figures.items() if name not in known),
        *_wrong_words(use, declared),
        *_typed(use, declared.fixed_wording),
        *_unused(use, declared, folders),
    ]


def _read(body: Path, folders: Sequence[Path]) -> _Use | None:
    """The text and everything it includes, imports or extends, as far as it can be told without printing."""
    import jinja2
    from jinja2 import meta

    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - it parses, it prints nothing
    first = next((folder / body.name for folder in folders if (folder / body.name).is_file()), body)
    use, waiting = _Use(), [first]
    while waiting:
        file = waiting.pop()
        if file in use.files:
            continue
        use.files.append(file)
        try:
            tree = environment.parse(file.read_text("utf-8"))
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError, OSError):
            return None
        _names(tree, str(file), use)
        use.texts += _literal_texts(tree)
        for name in meta.find_referenced_templates(tree):
            found = next((folder / name for folder in folders if (folder / name).is_file()), None) if name else None
            waiting += [found] if found else []
            use.later |= found is None
    return use


def _names(tree: nodes.Template, file: str, use: _Use) -> None:
    from jinja2 import nodes

    named = 0
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        name = _figure_of(node)
        if name:
            named += 1
            use.figures.setdefault(name, (file, node.lineno))
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Getattr | nodes.Getitem) and (inner := _figure_of(node.node)):
            use.words.setdefault((inner, node.attr), (file, node.lineno))
    every = sum(isinstance(node, nodes.Name) and node.name == "figures" for node in tree.find_all(nodes.Name))
    use.later |= every > named  # the whole of the figures goes somewhere


def _figure_of(node: Any) -> str:
    """``figures.disclosed`` or ``figures["disclosed"]`` -> its name."""
    from jinja2 import nodes

    if not isinstance(node.node, nodes.Name) or node.node.name != "figures":
        return ""
    if isinstance(node, nodes.Getattr):
        return node.attr
    return node.arg.value if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) else ""


def _undeclared(name: str, place: tuple[str, int], known: dict[str, Any]) -> Problem:
    near = probable(name, known)
    hint = (
        {"zh": f"是否想写 {near}", "en": f"Did you mean {near}?"}
        if near
        else {"zh": "请在 figures.yaml 中定义它", "en": "Declare it in figures.yaml"}
    )
    return Problem("F014", place[0], place[1], found=name, args={"hint": hint})


def _wrong_words(use: _Use, declared: Declared) -> Iterator[Problem]:
    from scoring.results.figures.kinds import KINDS

    kinds = {spec.name: KINDS[spec.kind] for spec in declared.specs}
    split = {spec.name for spec in declared.specs if "by" in spec.keys}
    for (name, word), (file, line) in use.words.items():
        if (
            name not in kinds
            or word in _OWN
            or word in kinds[name].words
            or hasattr(FigureText, word)
            or (word == "total" and name in split)
        ):
            continue
        allowed = "、".join([*kinds[name].words, *sorted(_OWN)])
        yield Problem("F015", file, line, f"figures.{name}", word, {"allowed": allowed})


def _typed(use: _Use, wording: Sequence[str]) -> Iterator[Problem]:
    for text in use.texts:
        for account in accounts(Printed(plain_text(text), ()), wording):
            if not account.origin:
                shown = account.around.replace(HOLE, "…")
                file, line = place_of(_longest(account.around.strip("…"), account.number), account.number, use.files)
                yield Problem("F010", file, line, found=f"{account.number}（{shown}）")


def _longest(words: str, number: str) -> str:
    """The part of words around a number that stands in the template as it is."""
    at = words.find(number)
    start, end = words.rfind(HOLE, 0, at) + 1, words.find(HOLE, at)
    return words[start : end if end >= 0 else None]


def _unused(use: _Use, declared: Declared, folders: Sequence[Path]) -> Iterator[Problem]:
    if use.later:
        return
    elsewhere = [
        file.read_text("utf-8", "replace") for folder in folders if folder.is_dir() for file in sorted(folder.rglob("*")) if file.is_file()
    ]
    found = set(use.figures) | {name for text in elsewhere for name in re.findall(r"figures\.(\w+)", text)}
    found |= {spec.keys["parts_of"] for spec in declared.specs if "parts_of" in spec.keys}
    for spec in declared.specs:
        if spec.name not in found:
            yield Problem("F016", declared.file, declared.places.get(spec.name), f"figures.{spec.name}", spec.name)


def _literal_texts(tree: nodes.Template) -> list[str]:
    """What is typed in a template: its running text with a hole for every value, and the texts inside its expressions."""
    from jinja2 import nodes

    running = "".join(
        part.data if isinstance(part, nodes.TemplateData) else HOLE for output in tree.find_all(nodes.Output) for part in output.nodes
    )
    taking_in = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    files = {id(const) for node in tree.find_all(taking_in) for const in node.find_all(nodes.Const)}
    strings = [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str) and id(node) not in files]
    return [running, *strings]
