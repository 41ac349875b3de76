"""Which licence everything has that scoring is made of, runs on or is checked with: ``make licences``. Needs no network.

Of Python packages it reads what is installed, of npm packages the lock; both are held against the list of what is allowed and
against NOTICE. Exit code 1 where a licence is not allowed, not known, or another one than NOTICE tells.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml
from license_expression import Licensing, get_spdx_licensing
from packaging.utils import canonicalize_name

from tools.supply.locked import ROOT, Package, locked_packages

LIST = Path(__file__).with_name("licences.yaml")
_LICENCE_FILES = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package with its licence.

    Args:
        package: The package.
        licence: An SPDX expression, or empty where it is not known.
        wrong: What is wrong with it, or empty.
    """

    package: Package
    licence: str
    wrong: str = ""


@dataclass(frozen=True)
class Report:
    """All packages, and the locked ones that are not installed here (other systems, other Pythons), which were not looked at."""

    rows: tuple[Licensed, ...]
    unseen: tuple[Package, ...]

    @property
    def wrong(self) -> list[str]:
        """One sentence per package that may not stay as it is."""
        return [f"{row.package.name} {row.package.version}: {row.wrong}" for row in self.rows if row.wrong]


@cache
def _spdx() -> Licensing:
    """The ids of SPDX; reading them takes a quarter of a second."""
    return get_spdx_licensing()


@cache
def allow_list() -> dict[str, Any]:
    """licences.yaml."""
    found: dict[str, Any] = yaml.safe_load(LIST.read_text("utf-8"))
    return found


def report(packages: Iterable[Package] | None = None, notice: str | None = None) -> Report:
    """Look at every package.

    Args:
        packages: Those of the locks and whatever else is installed, by default.
        notice: Text of NOTICE.
    """
    told = in_notice((ROOT / "NOTICE").read_text("utf-8") if notice is None else notice)
    rows, unseen = [], []
    for package in _all_packages() if packages is None else packages:
        if package.ecosystem == "PyPI" and not _is_installed(package):
            unseen.append(package)
        else:
            rows.append(_judged(package, licence_of(package), told))
    return Report(tuple(rows), tuple(unseen))


def _all_packages() -> list[Package]:
    locked = locked_packages()
    names = {one.name for one in locked if one.ecosystem == "PyPI"} | {"scoring"}
    others = {str(canonicalize_name(one.name)): one.version for one in metadata.distributions()}
    return locked + [Package("PyPI", name, version, "tools") for name, version in sorted(others.items()) if name not in names]


def _is_installed(package: Package) -> bool:
    try:
        return metadata.version(package.name) == package.version
    except metadata.PackageNotFoundError:
        return False


def _judged(package: Package, licence: str, notice: Mapping[str, str]) -> Licensed:
    if not licence:
        return Licensed(package, "", "its licence is not known; name it in tools/supply/licences.yaml under `stated`")
    known = _spdx().parse(licence)
    allowed = set(allow_list()["allowed"][package.scope])
    if unknown := _spdx().unknown_license_keys(known):
        return Licensed(package, licence, f"{', '.join(unknown)} is no SPDX id")
    if not is_allowed(known, allowed):
        return Licensed(package, licence, f"{licence} is not allowed for `{package.scope}`")
    told = notice.get(package.name) if package.ecosystem == "PyPI" or package.scope == "bundled" else None
    if told is not None and told not in _spdx().license_keys(known):
        return Licensed(package, licence, f"NOTICE says {told}, the package {licence}")
    return Licensed(package, licence)


def is_allowed(expression: Any, allowed: set[str]) -> bool:
    """Whether an expression of license_expression can be met with these licences: one branch of an OR, every branch of an AND."""
    if not expression.args:
        return str(expression) in allowed
    branches = [is_allowed(part, allowed) for part in expression.args]
    return any(branches) if isinstance(expression, _spdx().OR) else all(branches)


def licence_of(package: Package) -> str:
    """The licence of a package as an SPDX expression; empty where nobody tells it."""
    if package.ecosystem == "npm":
        return package.licence
    found = metadata.distribution(package.name)
    stated = allow_list()["stated"].get(package.name)
    if stated:
        return str(stated["licence"]) if _says(found, stated["words"]) else ""
    return _told(found)


def _told(found: metadata.Distribution) -> str:
    """What the metadata say: an expression, else the one licence that field or classifiers name."""
    own: Any = found.metadata
    if expression := own.get("License-Expression"):
        return str(expression)
    words: Mapping[str, str] = allow_list()["words"]
    classified = [line.rpartition(" :: ")[2] for line in own.get_all("Classifier") or () if line.startswith("License ::")]
    written = [own["License"].strip()] if own.get("License") and "\n" not in own["License"].strip() else []
    named = {words.get(text, text) for text in [*classified, *written]}
    known = {name for name in named if not _spdx().validate(name).errors}
    return known.pop() if len(known) == 1 and known == named else ""


def _says(found: metadata.Distribution, phrase: str) -> bool:
    files = [file for file in found.files or () if _LICENCE_FILES.search(str(file)) and file.suffix != ".pyc"]
    texts = (" ".join(Path(str(file.locate())).read_text("utf-8", errors="replace").split()) for file in files)
    return any(phrase in text for text in texts)


def in_notice(text: str) -> dict[str, str]:
    """The first licence that NOTICE names for every package: it begins a line, the packages follow after two blanks or below."""
    found, licence = {}, ""
    # Fonts have no packages. What stands in brackets says more of the package before.
    listing = re.sub(r"\n3\. .*?(?=\n4\. )", "", re.sub(r"\([^)]*\)", "", text), flags=re.DOTALL)
    for line in listing.splitlines():
        begins, _, listed = line.rstrip().partition("  ")
        licence = (begins or licence).split(" ")[0] if line.strip() else ""
        names = [name.strip() for name in listed.split(",")]
        found.update({name: licence for name in names if licence and re.fullmatch(r"@?[a-z][a-z0-9/-]+", name)})
    return found


def printed(found: Report) -> str:
    """The report as Markdown: one row per package."""
    lines = ["| for | package | version | licence |", "|---|---|---|---|"]
    order = ("bundled", "run", "documents", "spark", "tools")
    rows = sorted(found.rows, key=lambda row: (order.index(row.package.scope), row.package.name, row.package.version))
    lines += [f"| {row.package.scope} | {row.package.name} | {row.package.version} | {row.licence or '?'} |" for row in rows]
    counted: Counter[str] = Counter(row.package.scope for row in found.rows)
    lines += ["", f"{len(found.rows)} packages: " + ", ".join(f"{counted[scope]} {scope}" for scope in order) + "."]
    if found.unseen:
        names = ", ".join(f"{one.name} {one.version} ({one.marker or 'not installed'})" for one in found.unseen)
        lines.append(f"Locked, not installed here and not looked at: {names}.")
    lines += [f"NOT ALLOWED: {line}" for line in found.wrong] or ["Every licence is one that is allowed, and the one that NOTICE tells."]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="make licences", description="The licence of every package, held against what is allowed.")
    parser.add_argument("--out", type=Path, help="write the report to this file too")
    options = parser.parse_args()
    found = report()
    text = printed(found)
    print(text, end="")
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, "utf-8")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
