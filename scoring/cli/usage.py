"""What is said of wrong usage, in the language of the call."""

from __future__ import annotations

import functools
import importlib.resources
import re
from typing import Any

import click

from scoring.problems import Language

_FIELD = re.compile(r"\\\{(\w+)\\\}")


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    import yaml

    found: dict[str, dict[str, str]] = yaml.safe_load((importlib.resources.files("scoring.cli") / "usage.yaml").read_text("utf-8"))
    return found


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Every sentence of click as a pattern, the most definite first."""
    sentences = sorted(_words()["sentences"].items(), key=lambda pair: (pair[0].startswith("{"), -len(_FIELD.sub("", re.escape(pair[0])))))
    return [(re.compile(_FIELD.sub(r"(?P<\1>.+)", re.escape(said)), re.DOTALL), words) for said, words in sentences]


def in_chinese(said: str) -> str:
    """A sentence of click in Chinese; one that is not known stays as it is."""
    for pattern, words in _patterns():
        found = pattern.fullmatch(said)
        if found:
            return words.format(**{name: _inner(name, value) for name, value in found.groupdict().items()})
    return said


def _inner(name: str, value: str) -> str:
    """What stands in a sentence: a sentence of its own, a word for a kind of path, or what was written."""
    if name == "message":
        return in_chinese(value.strip())
    return _words()["words"].get(value, value.replace("\n\t", " ")) if name != "choices" else re.sub(r",?\s+", "、", value.strip())


def told(error: click.ClickException, language: Language) -> str:
    """What is wrong with the usage, how the command is used, and where there is more."""
    said = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return f"错误：{in_chinese(said)}" if language == "zh" else f"Error: {said}"
    usage = context.get_usage().partition(": ")[2]
    path = context.command_path
    if language == "zh":
        return f"用法：{usage}\n详见 {path} --help。\n\n错误：{in_chinese(said)}"
    return f"Usage: {usage}\nTry '{path} --help' for help.\n\nError: {said}"


def as_dict(error: click.ClickException, language: Language) -> dict[str, Any]:
    """The same as data, for ``--format json``."""
    said = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    usage = context.get_usage().partition(": ")[2] if context else ""
    return {"status": "usage", "message": in_chinese(said) if language == "zh" else said, "usage": usage}
