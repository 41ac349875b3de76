"""Writes docs/cli.md, every command with its arguments and options, from the commands themselves.

Run it after a change in scoring/cli; tests/guide/test_references.py says when it is due.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scoring.cli import main  # noqa: E402 - the path above comes first, so that the script runs without an installation

PAGE = ROOT / "docs" / "cli.md"
HEAD = """# Commands

Generated from the commands by `tools/cli_pages.py`; do not edit.

`scoring COMMAND --help` prints the same on the terminal, with examples; the how-to pages of [the guide](index.md) show commands at work. \
`--lang zh` or `--lang en` before the command chooses the language of messages, \
by default that of the locale; `scoring --version` names the version. Exit codes, JSON lines and locks are explained in \
[automation](automation.md), the functions of the same names in [the Python API](api.md).

| command | |
|---|---|
"""


def page() -> str:
    """The whole page: an overview, then one section per command."""
    found = list(commands(main, "scoring"))
    overview = "".join(f"| [`{words}`](#{words.replace(' ', '-')}) | {first(command)} |\n" for words, command in found)
    return HEAD + overview + "".join(_section(words, command) for words, command in found)


def commands(group: click.Group, words: str) -> Iterator[tuple[str, click.Command]]:
    """(words, command) of every command below a group, in the order of the program."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{words} {name}")
        else:
            yield f"{words} {name}", command


def first(command: click.Command) -> str:
    """The first line of a command's help."""
    return _help(command).splitlines()[0]


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "").replace("\b\n", "").replace("\b", "")


def _section(words: str, command: click.Command) -> str:
    text, _, _ = _help(command).partition("Examples:")
    context = click.Context(command, info_name=words)
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [_option(option, context) for option in command.params if isinstance(option, click.Option) and not option.hidden]
    epilog = f"\n```text\n{_plain(command.epilog)}\n```\n" if command.epilog else ""
    table = "".join(["\n| option | what it does |\n|---|---|\n", *rows]) if rows else ""
    return f"\n## {words}\n\n{_prose(text)}\n\n`{words} {usage}`\n{table}{epilog}"


def _plain(epilog: str) -> str:
    return re.sub(r"\n{2,}", "\n", epilog.replace("\b", "")).strip("\n")


def _prose(text: str) -> str:
    """Paragraphs on one line each; what the help lays out by hand as a list."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _option(option: click.Option, context: click.Context) -> str:
    names = "`, `".join([*option.opts, *option.secondary_opts])
    kind = option.type
    takes = ""
    if not option.is_flag:
        takes = f" {option.metavar or ('|'.join(kind.choices) if isinstance(kind, click.Choice) else kind.name.upper())}"
    default = option.get_default(context)
    notes = [option.help or ""]
    if option.required:
        notes.append("Required.")
    if default is not None and default != () and not option.is_flag and not callable(default) and "UNSET" not in str(default):
        notes.append(f"`{default}` by default.")
    if option.multiple and not {"epeated", "several times"} & set(re.findall(r"epeated|several times", notes[0])):
        notes.append("May be repeated.")
    return f"| `{names}{takes}` | {' '.join(filter(None, notes))} |\n".replace(
        "|".join(getattr(kind, "choices", ())) or "\0", "\\|".join(getattr(kind, "choices", ()))
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
