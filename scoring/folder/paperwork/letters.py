"""What the settings of all letters to single units have in common: running numbers, the colour of the head, whom to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.criteria.fields import Field, Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.values import day, names

RUNNING = "{n}"
CONTACT = {
    "person": Field("联系人 person"),
    "phone": Field("联系电话 telephone"),
    "email": Field("电子邮箱 e-mail"),
    "address": Field("地址 address"),
}


def _colour(reader: Reader, value: object, path: Path) -> str:
    return reader.choice(value, path, ("red", "black"))


def _first(reader: Reader, value: object, path: Path) -> int:
    return reader.whole_number(value, path, low=1, high=99_999)


def _contact(reader: Reader, value: object, path: Path) -> dict[str, str]:
    fields = reader.mapping(value, path, CONTACT)
    return {key: reader.text(item, (*path, key)) for key, item in fields.items()}


READERS: Mapping[str, Callable[[Reader, object, Path], Any]] = {
    "date": day,
    "due": day,
    "colour": _colour,
    "first": _first,
    "basis": names,
    "contact": _contact,
    "reply_slip": Reader.flag,
}
"""Readers of the keys that are no plain text, by key."""
