"""Advisories in OSV format: read from a folder or an archive, and held against one version of a package."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import semver
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools.supply.locked import Package

Advisory = Mapping[str, Any]


class UnclearError(ValueError):
    """An advisory or a version that cannot be judged: it counts as a finding, for a reader to judge."""


def read_advisories(place: Path) -> Iterator[Advisory]:
    """Every advisory of a ``.json``, of a ``.zip``, or of those in a folder and below; raises SystemExit for one that cannot be read."""
    files = sorted(file for file in place.rglob("*") if file.suffix in {".json", ".zip"}) if place.is_dir() else [place]
    for file in files:
        try:
            yield from _of_archive(file) if file.suffix == ".zip" else _of_text(file.read_bytes())
        except (OSError, ValueError, zipfile.BadZipFile, RecursionError) as error:
            raise SystemExit(f"{file}: cannot be read as advisories in OSV format ({error})") from None


def _of_archive(file: Path) -> Iterator[Advisory]:
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield from _of_text(archive.read(name))


def _of_text(content: bytes) -> Iterator[Advisory]:
    value = json.loads(content)
    if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("affected", []), list):
        raise ValueError("no object with `id` and `affected`")
    if not value.get("withdrawn"):
        yield value


def affects(advisory: Advisory, package: Package) -> bool:
    """Whether an advisory names the locked version of a package: in its list of versions, or inside one of its ranges.

    Raises UnclearError where a version of the advisory cannot be compared.
    """
    return any(_hit(entry, package) for entry in advisory.get("affected", ()) if concerns(entry, package))


def concerns(entry: Mapping[str, Any], package: Package) -> bool:
    """Whether an entry of ``affected`` is about a package, whatever its version."""
    return named(entry) == (package.ecosystem, package.name)


def named(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Ecosystem and name of the package that an entry of ``affected`` is about."""
    package = entry.get("package", {})
    ecosystem, name = str(package.get("ecosystem")), str(package.get("name"))
    return ecosystem, str(canonicalize_name(name)) if ecosystem == "PyPI" else name


def _hit(entry: Mapping[str, Any], package: Package) -> bool:
    order = _ORDERS[package.ecosystem]
    here = order(package.version)
    listed = entry.get("versions", ())
    ranges = [one for one in entry.get("ranges", ()) if one.get("type") in {"ECOSYSTEM", "SEMVER"}]
    if not listed and not ranges:
        raise UnclearError("names no version")
    # A version in the list that is none (old packages had such) cannot be ours, which is one.
    return any(text == package.version or _same(order, text, here) for text in listed) or any(_inside(one, here, order) for one in ranges)


def _inside(one: Mapping[str, Any], here: Any, order: Callable[[str], Any]) -> bool:
    """Whether a version lies in a range: events, in the order of their versions, switch it on and off."""
    events = [(kind, str(version)) for event in one.get("events", ()) for kind, version in event.items()]
    inside = False
    for kind, version in sorted(events, key=lambda event: _place(event[1], order)):
        if version == "0" or here > order(version) or (here == order(version) and kind != "last_affected"):
            inside = kind == "introduced"  # else fixed, limit or last_affected
    return inside


def _place(version: str, order: Callable[[str], Any]) -> tuple[int, Any]:
    return (0, 0) if version == "0" else (1, order(version))


def _same(order: Callable[[str], Any], text: str, here: Any) -> bool:
    try:
        return bool(order(text) == here)
    except UnclearError:
        return False


def _python_version(text: str) -> Version:
    try:
        return Version(text)
    except ValueError:
        raise UnclearError(f"{text!r} is no version") from None


def _npm_version(text: str) -> semver.Version:
    try:
        return semver.Version.parse(text.removeprefix("v"))
    except ValueError:
        raise UnclearError(f"{text!r} is no version") from None


_ORDERS: Mapping[str, Callable[[str], Any]] = {"PyPI": _python_version, "npm": _npm_version}
