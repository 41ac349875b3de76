"""Known vulnerabilities of the locked packages: ``make vulnerabilities [ADVISORIES=FOLDER_OR_ZIP]``.

Without network the advisories come from a folder or an archive in OSV format. Exit code 0: every locked package was looked up and
nothing is known; 1: something is; 3: not checked, or not all of it, because there are no advisories.
"""

from __future__ import annotations

import argparse
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from tools.supply.advisories import Advisory, UnclearError, affects, concerns, named, read_advisories
from tools.supply.locked import ROOT, Package, locked_packages

LIST = Path(__file__).with_name("advisories.yaml")
FETCHED = ROOT / "build" / "supply" / "advisories"
CLEAN, FOUND, NOT_CHECKED = 0, 1, 3
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Known:
    """An advisory about a locked package.

    Args:
        package: The package.
        advisory: Its id, other names of it, its summary, and where it was mended.
        unclear: Why it could not be judged, or empty.
    """

    package: Package
    advisory: Advisory
    unclear: str = ""

    def __str__(self) -> str:
        known = self.advisory
        names = ", ".join([str(known["id"]), *map(str, known.get("aliases", ()))])
        mended = sorted({fixed for entry in known.get("affected", ()) if concerns(entry, self.package) for fixed in _fixed(entry)})
        told = str(known.get("summary") or known.get("details") or "").strip().partition("\n")[0][:120]
        end = f"; cannot be judged by itself: {self.unclear}" if self.unclear else ""
        return (
            f"{self.package.name} {self.package.version} ({self.package.scope}): {names}: {told}; mended in {', '.join(mended) or '—'}{end}"
        )


@dataclass
class Looked:
    """What was looked up.

    Args:
        packages: Every locked package.
        counts: Advisories per ecosystem.
        newest: The day of the newest advisory, which tells how old the collection is.
        known: What concerns a locked package.
        accepted: What was looked at before and does not concern scoring, with the reason.
        outlived: Entries of the list of accepted ones that apply no longer.
    """

    packages: Sequence[Package]
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    newest: str = ""
    known: list[Known] = field(default_factory=list)
    accepted: list[tuple[Known, str]] = field(default_factory=list)
    outlived: list[str] = field(default_factory=list)

    @property
    def unchecked(self) -> list[str]:
        """Ecosystems of locked packages about which there was no advisory at all."""
        return sorted({package.ecosystem for package in self.packages} - {name for name, count in self.counts.items() if count})


def look(advisories: Iterable[Advisory], packages: Sequence[Package], accepted: Sequence[Mapping[str, str]] = ()) -> Looked:
    """Hold every advisory against every package.

    Args:
        advisories: In OSV format.
        packages: Locked packages.
        accepted: ``{id, package, reason}`` of those that were judged by hand.
    """
    looked, by_name = Looked(packages), defaultdict(list)
    for package in packages:
        by_name[package.ecosystem, package.name].append(package)
    reasons = {(entry["id"], entry["package"]): entry["reason"] for entry in accepted}
    for advisory in advisories:
        entries = advisory.get("affected", ())
        for ecosystem in {named(entry)[0] for entry in entries}:
            looked.counts[ecosystem] += 1
        looked.newest = max(looked.newest, str(advisory.get("modified", ""))[:10])
        for entry in entries:
            _sort(looked, advisory, entry, by_name, reasons)
    used = {(str(known.advisory["id"]), known.package.name) for known, _ in looked.accepted}
    looked.outlived = [f"{advisory} ({package})" for advisory, package in reasons if (advisory, package) not in used]
    return looked


def _sort(looked: Looked, advisory: Advisory, entry: Any, by_name: Mapping[Any, list[Package]], reasons: Mapping[Any, str]) -> None:
    """Note what one entry of an advisory says of the locked packages that it names."""
    for package in by_name.get(named(entry), []):
        try:
            known = Known(package, advisory) if affects({"affected": [entry]}, package) else None
        except UnclearError as error:
            known = Known(package, advisory, str(error))
        if known and (reason := reasons.get((advisory["id"], package.name))):
            looked.accepted.append((known, reason))
        elif known and known not in looked.known:
            looked.known.append(known)


def _fixed(entry: Mapping[str, Any]) -> list[str]:
    return [str(event["fixed"]) for one in entry.get("ranges", ()) for event in one.get("events", ()) if "fixed" in event]


def fetch(folder: Path = FETCHED) -> str:
    """Fetch the archives of all ecosystems into a folder, over what was fetched before; returns why it could not, or nothing."""
    settings = yaml.safe_load(LIST.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for ecosystem, address in settings["archives"].items():
        part = folder / f"{ecosystem}.part"
        try:
            with urllib.request.urlopen(address, timeout=60) as answer, part.open("wb") as file:  # noqa: S310 - https, of our own list
                _copied(answer, file, int(settings["most_bytes"]))
        except OSError as error:
            part.unlink(missing_ok=True)
            return f"{address}: {error}"
        part.rename(folder / f"{ecosystem}.zip")
    return ""


def _copied(answer: Any, file: BinaryIO, most: int) -> None:
    """Copy an answer into a file; raises OSError above a limit of bytes."""
    while part := answer.read(_CHUNK):
        most -= len(part)
        if most < 0:
            raise OSError("larger than `most_bytes` in tools/supply/advisories.yaml")
        file.write(part)


def printed(looked: Looked) -> str:
    """The report, one line per finding, with what was and what was not looked up."""
    counts = ", ".join(f"{count} for {name}" for name, count in sorted(looked.counts.items()))
    lines = [f"{len(looked.packages)} locked packages held against {counts or 'no advisory'}; the newest is of {looked.newest or '—'}."]
    lines += [f"KNOWN: {known}" for known in looked.known]
    lines += [f"accepted: {known} ({reason})" for known, reason in looked.accepted]
    lines += [f"no longer applies, take it out of tools/supply/advisories.yaml: {each}" for each in looked.outlived]
    lines += [f"NOT CHECKED: the packages of {name}, for there is no advisory about any" for name in looked.unchecked]
    if not looked.known and not looked.unchecked:
        lines.append("No known vulnerability.")
    return "\n".join(lines) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    """Look the packages up and print what is known."""
    parser = argparse.ArgumentParser(prog="make vulnerabilities", description="Known vulnerabilities of the locked packages.")
    parser.add_argument("--advisories", type=Path, help="folder, .zip or .json in OSV format; fetched where nothing is named")
    options = parser.parse_args(words)
    place = options.advisories or FETCHED
    if options.advisories is None and (why := fetch()):
        print(f"advisories cannot be fetched: {why}")
        if list(FETCHED.glob("*.zip")):
            print(f"taking those that were fetched before, in {FETCHED.relative_to(ROOT)}")
    if not place.exists():
        print(f"NOT CHECKED: {place} is not there")
        return NOT_CHECKED
    if place.is_dir() and not any(file.suffix in {".json", ".zip"} for file in place.rglob("*")):
        print("NOT CHECKED: there are no advisories; fetch them where the network allows, or name a folder with ADVISORIES=DIR")
        return NOT_CHECKED
    looked = look(read_advisories(place), locked_packages(), yaml.safe_load(LIST.read_text("utf-8"))["accepted"])
    print(printed(looked), end="")
    return FOUND if looked.known else NOT_CHECKED if looked.unchecked else CLEAN


if __name__ == "__main__":
    raise SystemExit(main())
