"""Which fonts serve which role: the face that the standard names, and accepted substitutes."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from scoring.files import yamlfile
from scoring.problems import Problem, ProblemsFound

Status = Literal["canonical", "accepted", "other"]
ROLES = ("小标宋", "仿宋", "楷体", "黑体", "宋体")
_KEYS = ("canonical", "accepted")


@dataclass(frozen=True)
class Families:
    """Fonts by role.

    Args:
        roles: Per role the names of ``canonical`` and ``accepted`` fonts, plain (see :func:`plain`).
    """

    roles: Mapping[str, Mapping[str, tuple[str, ...]]]

    def status(self, role: str, font: str) -> Status:
        """How a font serves a role; of several names that fit, the longest counts."""
        name = plain(font)
        found = [(len(known), key) for key in _KEYS for known in self.roles[role][key] if name.startswith(known)]
        best = max(found, default=(0, "other"))
        other = max((len(k) for r in self.roles if r != role for key in _KEYS for k in self.roles[r][key] if name.startswith(k)), default=0)
        return best[1] if best[0] >= other and best[0] else "other"  # type: ignore[return-value]  # keys are those of Status


def plain(name: str) -> str:
    """A font's name without case, blanks, hyphens and underscores."""
    return re.sub(r"[\s_\-,.]+", "", name).lower()


@functools.cache
def shipped_families() -> Families:
    """The font map that comes with the program."""
    return Families(_plain_map(yamlfile.shipped(__package__, "families.yaml")))


def read_families(file: Path) -> Families:
    """An office's own font map; roles it does not name stay as shipped.

    Raises:
        ProblemsFound: Y001-Y010 (no YAML), L010 (not a map of roles), L011 (unknown role), L012 (not lists of names).
    """
    source = yamlfile.read(file)
    if not isinstance(source.data, dict):
        raise ProblemsFound([Problem("L010", source.name, 1, args={"allowed": "、".join(ROLES)})])
    problems = [problem for role, entry in source.data.items() for problem in _mistakes(source, role, entry)]
    if problems:
        raise ProblemsFound(problems)
    return Families({**shipped_families().roles, **_plain_map(source.data)})


def _mistakes(source: yamlfile.YamlFile, role: Any, entry: Any) -> list[Problem]:
    name, line = source.place((yamlfile.step(role),))
    if role not in ROLES:
        return [Problem("L011", name, line, found=str(role), args={"allowed": "、".join(ROLES)})]
    lists = entry if isinstance(entry, dict) else {}
    right = bool(lists) and set(lists) <= set(_KEYS)
    right = right and all(isinstance(names, list) and all(isinstance(n, str) and plain(n) for n in names) for names in lists.values())
    return [] if right else [Problem("L012", name, line, where=str(role))]


def _plain_map(data: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {role: {key: tuple(map(plain, entry.get(key, ()))) for key in _KEYS} for role, entry in data.items()}
