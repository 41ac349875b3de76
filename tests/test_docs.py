"""What is there is documented, what is documented is there, and what is registered has cases."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import click
import pytest

from scoring.cli import main
from scoring.files import yamlfile
from scoring.folder.deriving import derive
from scoring.rules import KINDS
from tests.repository import ROOT, files_under

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "DECISIONS.md", "NOTICE")


def commands(group: click.Command = main, path: str = "scoring") -> Iterator[tuple[str, click.Command]]:
    """(words, command) of every command and group below the program."""
    yield path, group
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands())
RUNNABLE = {path: command for path, command in COMMANDS.items() if not isinstance(command, click.Group)}


def example_lines(command: click.Command) -> list[str]:
    return [line.strip() for line in (command.help or "").splitlines() if line.strip().startswith("scoring ")]


@pytest.mark.parametrize("path", COMMANDS)
def test_help_begins_with_one_imperative_sentence(path: str) -> None:
    first = (COMMANDS[path].help or "").splitlines()[0]
    verb = first.split()[0]
    assert re.fullmatch(r"[A-Z].*[^.]\.", first), first
    assert re.fullmatch(r"[A-Z][a-z]+", verb), first
    assert not verb.endswith(("ing", "ed")), first
    assert not re.search(r"[^s]s$", verb), first


@pytest.mark.parametrize("path", COMMANDS)
def test_help_has_examples_of_the_command_itself(path: str) -> None:
    lines = example_lines(COMMANDS[path])
    assert lines
    assert all(line.startswith(path) for line in lines)


def parse(line: str) -> None:
    """Take an example apart as the program would, without running it."""
    words, command = shlex.split(line)[1:], COMMANDS["scoring"]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    context = click.Context(command)
    given, _, _ = command.make_parser(context).parse_args(words)
    for option in command.params:
        if isinstance(option.type, click.Choice) and option.name in given:
            option.type.convert(given[option.name], option, context)


EXAMPLES = [line for command in COMMANDS.values() for line in example_lines(command)]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_names_commands_and_options_that_exist(line: str) -> None:
    parse(line)


@pytest.mark.parametrize("wrong", ["--no-such-option", "--format xml"])
def test_an_example_with_an_option_that_does_not_exist_would_be_noticed(wrong: str) -> None:
    with pytest.raises(click.ClickException):
        parse(f"scoring run data/linjiang-2016 {wrong}")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [path for path in RUNNABLE if f"| `{path} " not in text and f"| `{path}`" not in text] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_commands_that_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"(?:^|`)(scoring [a-z]+(?: [a-z]+)?)", text, re.MULTILINE)
    unknown = [words for words in named if words not in COMMANDS and words.rsplit(" ", 1)[0] not in RUNNABLE]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_targets_and_files_that_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) - targets == set()
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    paths = re.findall(r"`((?:scoring|tests|tools|docs|criteria|templates|data)/[\w./-]*\w)/?`", text)
    assert [path for path in (*links, *paths) if not (ROOT / path).exists()] == []


def test_every_target_is_explained_by_make_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert {"demo", "test", "lint", "format", "bench", "lock", "help"} <= set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def test_the_page_on_scores_explains_every_rule_kind() -> None:
    text = (ROOT / "docs" / "scores.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"| `{kind}` |" not in text] == []


def packs() -> list[Path]:
    return [file.parent for file in files_under("criteria", "criteria.yaml")]


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    for node in data:
        yield node
        yield from nodes(node.get("items", []))


def scored(pack: Path) -> list[dict[str, Any]]:
    """Everything in a pack that has a rule: indicators, bonuses and deductions, of its components too."""
    data = derive(pack / "criteria.yaml").source.data
    found = [
        node
        for part in (data, *data.get("components", []))
        for node in (*nodes(part.get("indicators", [])), *part.get("bonus", []), *part.get("deductions", []))
    ]
    return [node for node in found if "rule" in node]


def tried(pack: Path) -> set[str]:
    """Ids of the indicators for which some case of a pack expects points or an outcome."""
    cases = [case for file in sorted(pack.glob("cases/*.yaml")) for case in yamlfile.read(file).data]
    expected = [unit.get("expect", {}) for case in cases for unit in case["units"]]
    return {name for one in expected for what in ("points", "outcomes") for name in one.get(what, {})}


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_every_pack_is_described_and_has_cases_for_every_indicator(pack: Path) -> None:
    assert (pack / "README.md").is_file()
    assert sorted({node["id"] for node in scored(pack)} - tried(pack)) == []


def kinds_in(pack: Path) -> set[str]:
    rules = [node["rule"] for node in scored(pack)]
    return {rule if isinstance(rule, str) else next(iter(rule)) for rule in rules}


def test_every_rule_kind_is_used_by_a_pack_with_cases_or_has_its_own() -> None:
    """A kind is one file of its own cases in tests/cases/rules, or is tried through a pack (see the test above)."""
    own = {file.stem for file in files_under("tests/cases/rules", ".yaml")}
    assert packs()
    assert sorted(set(KINDS) - own - {kind for pack in packs() for kind in kinds_in(pack)}) == []


def test_the_reference_of_rule_kinds_is_current() -> None:
    from tools.rule_pages import PAGE, page

    assert page() == PAGE.read_text("utf-8"), "run tools/rule_pages.py"
    assert [name for name, kind in KINDS.items() if not kind.scheme or not kind.code] == []


def test_every_rule_kind_says_what_it_does() -> None:
    assert [name for name, kind in KINDS.items() if not (type(kind).__doc__ or getattr(kind, "__doc__", ""))] == []


def test_every_public_module_says_what_it_is_for() -> None:
    assert [file.name for file in files_under("scoring", ".py") if not file.read_text("utf-8").startswith('"""')] == []
