"""Criteria files as the oracle reads them: plain data with exact decimals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """Keeps decimals exact."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
# As in the criteria language, only true and false are booleans: ``on`` is a key like any other.
_Loader.add_constructor("tag:yaml.org,2002:bool", lambda _, node: {"true": True, "false": False}.get(node.value, node.value))


def load(file: Path) -> dict[str, Any]:
    """A criteria file that stands alone as plain data."""
    return loaded(file.read_bytes())


def loaded(text: bytes) -> dict[str, Any]:
    """The bytes of a criteria file as plain data."""
    return dict(yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader with exact decimals


def number(value: Any) -> Decimal:
    """A number of the criteria; a percentage is a share."""
    text = str(value)
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
