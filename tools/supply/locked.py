"""The packages that the locks of Python (`requirements*.lock`) and of npm name, and what each is for."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = "scoring/documents/explorer/bundle/app.js"

Ecosystem = Literal["PyPI", "npm"]  # as OSV calls them
Scope = Literal["bundled", "run", "documents", "spark", "tools"]


@dataclass(frozen=True, slots=True)
class Package:
    """One locked version of a package.

    Args:
        ecosystem: Where it is published.
        name: Its name there; of Python packages normalised.
        version: As the lock has it.
        scope: ``bundled`` (its code is part of ours), ``run``, ``documents`` and ``spark`` (scoring runs on it, the latter two as
            extras), ``tools`` (only builds and checks).
        hashes: Of Python packages SHA-256 of every file that may be installed; of npm packages SHA-512 in base64 of the one file.
        needs: Names of the packages that it needs, in the same ecosystem.
        marker: Where it is installed; empty for everywhere.
        licence: As the lock of npm tells it; empty for Python packages.
        is_direct: Whether the project itself asks for it, and not only another package.
    """

    ecosystem: Ecosystem
    name: str
    version: str
    scope: Scope
    hashes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    marker: str = ""
    licence: str = ""
    is_direct: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """One block of requirements.lock: ``wanted_by`` are the names below ``# via``."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: frozenset[str]


def locked_packages(root: Path = ROOT) -> list[Package]:
    """Every package of both locks, sorted; a name may stand twice, with versions for different Pythons."""
    found = [*python_packages(root), *npm_packages(root)]
    return sorted(found, key=lambda one: (one.ecosystem, one.name, one.version))


def python_packages(root: Path = ROOT) -> Iterator[Package]:
    """The packages of requirements.lock; the scope is the first of run, documents, spark and tools that needs it.

    Packages of other locks beside it (requirements-fuzz.lock), which normal set-up does not install, are tools.
    """
    entries = list(_entries((root / "requirements.lock").read_text("utf-8")))
    seen = {(entry.name, entry.version) for entry in entries}
    for lock in sorted(root.glob("requirements-*.lock")):
        entries += [entry for entry in _entries(lock.read_text("utf-8")) if (entry.name, entry.version) not in seen]
    scopes = _scopes(entries, _declared(root))
    for entry in entries:
        needs = sorted({other.name for other in entries if entry.name in other.wanted_by})
        direct = "scoring" in entry.wanted_by
        yield Package("PyPI", entry.name, entry.version, scopes[entry.name], entry.hashes, tuple(needs), entry.marker, "", direct)


def _entries(lock: str) -> Iterator[_Entry]:
    for block in re.split(r"\n(?=[a-z])", lock):
        head = re.match(r"([a-z0-9-]+)==([^ \\]+)(?: ; ([^\\\n]*?))? *(?:\\|$)", block, re.MULTILINE)
        if not head:
            raise SystemExit(f"requirements.lock: {block.splitlines()[0]!r} is no pinned package")
        via = re.findall(r"#(?: via)? +([a-z0-9-]+)", block.partition("# via")[1] + block.partition("# via")[2])
        yield _Entry(head[1], head[2], head[3] or "", tuple(re.findall(r"sha256:([0-9a-f]{64})", block)), frozenset(via))


def _declared(root: Path) -> dict[Scope, set[str]]:
    """What pyproject.toml asks for, by scope."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked: dict[Scope, Iterable[str]] = {"run": project["dependencies"], "documents": extras["documents"], "spark": extras["spark"]}
    return {scope: {str(canonicalize_name(Requirement(line).name)) for line in lines} for scope, lines in asked.items()}


def _scopes(entries: list[_Entry], declared: Mapping[Scope, set[str]]) -> dict[str, Scope]:
    found: dict[str, Scope] = {}
    for scope, names in declared.items():
        todo = set(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found[name] = scope
                todo |= {entry.name for entry in entries if name in entry.wanted_by}
    return {entry.name: found.get(entry.name, "tools") for entry in entries}


def npm_packages(root: Path = ROOT) -> Iterator[Package]:
    """The packages of the explorer's lock; those are bundled whose licences stand at the end of the shipped script."""
    lock: dict[str, Any] = json.loads((root / "explorer/package-lock.json").read_text("utf-8"))
    bundled = bundled_names((root / BUNDLE).read_text("utf-8"))
    asked = lock["packages"][""]
    direct = asked.get("dependencies", {}).keys() | asked.get("devDependencies", {}).keys()
    for place, entry in lock["packages"].items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        scope: Scope = "bundled" if name in bundled else "tools"
        needs = tuple(sorted(set(entry.get("dependencies", {})) & bundled)) if name in bundled else ()
        digest = (entry["integrity"].removeprefix("sha512-"),) if "integrity" in entry else ()
        yield Package("npm", name, entry["version"], scope, digest, needs, "", entry.get("license", ""), name in direct)


@cache
def bundled_names(script: str) -> frozenset[str]:
    """The npm packages that the script of the explorer says that it holds."""
    licences = script[script.rindex("/*!") :]
    lines = re.findall(r"\n\n([@a-z0-9/, -]+)\n\n", licences)
    return frozenset(name for names in lines for name in names.split(", "))
