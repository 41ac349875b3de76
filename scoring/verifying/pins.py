"""What the manifest pins besides inputs and outputs, against what is in force now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.finished.locating import MANIFEST
from scoring.folder.assessment import read_assessment
from scoring.folder.deriving import derive
from scoring.folder.manifest import calendar, identity_of, program, versions
from scoring.problems import Problem, ProblemsFound
from scoring.verifying.model import Stage

# These follow from inputs that are told by their own names.
_OF_INPUTS = {"inputs", "criteria"}
_NONE = "无"


def pins_now(manifest: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What a run would pin now, without running: the criteria, the calendar, versions, and typefaces where it printed."""
    now = identity_of(manifest) | {"versions": versions(manifest["engine"]), "program": program()}
    try:
        assessment = read_assessment(folder)
        now["calendar"] = calendar(assessment)
        now["criteria"] = _criteria(assessment.scored_by)
        now["parameters"] = {**manifest["parameters"], "run_date": assessment.run_date.isoformat()}
        if manifest.get("fonts"):
            now |= _typefaces(folder)
    except ProblemsFound:  # the inputs are told by name; the run is what says what is wrong with them
        return now
    return now


def _criteria(file: Path) -> dict[str, Any]:
    from scoring.criteria import fingerprints

    data = derive(file).source.data
    score, text = fingerprints(data)
    return {"criteria": data.get("id"), "score_fingerprint": score, "text_fingerprint": text}


def _typefaces(folder: Path) -> dict[str, Any]:
    from scoring import documents

    fonts = documents.load_fonts(settings=documents.find_settings(folder))
    return {"fonts": fonts.fingerprint, "faces": fonts.described, "typesetting": documents.typesetting_versions()}


def check_pins(run: Path, manifest: Mapping[str, Any], now: Mapping[str, Any]) -> Stage:
    """V006 the criteria score otherwise, V007 another version, calendar, typeface or parameter.

    Args:
        run: Folder of the run.
        manifest: Its manifest.
        now: What is pinned now (:func:`pins_now`, or the manifest of the run that was made again).
    """
    before, after = dict(_flat(identity_of(manifest))), dict(_flat(identity_of(now)))
    file = str(run / MANIFEST)
    places = sorted({*before, *after})
    differing = [place for place in places if before.get(place) != after.get(place) and place.split(".")[0] not in _OF_INPUTS]
    problems = [
        Problem("V006", file, where=f"criteria.{key}", found=_short(after.get(f"criteria.{key}")), args={"was": _short(was)})
        for key, was in manifest["criteria"].items()
        if after.get(f"criteria.{key}") != was
    ]
    problems += [
        Problem("V007", file, where=place, found=_short(after.get(place)), args={"was": _short(before.get(place))}) for place in differing
    ]
    return Stage("environment", len(places), problems)


def _flat(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value by its place; a list is one value."""
    if isinstance(value, Mapping):
        for key, found in value.items():
            if place or key != "inputs":
                yield from _flat(found, f"{place}.{key}" if place else key)
    else:
        yield place, value


def _short(value: Any) -> str:
    """A value as one reads it: a hash by its first digits."""
    text = _NONE if value in (None, "", []) else str(value)
    return text[:12] if len(text) == 64 and not set(text) - set("0123456789abcdef") else text  # noqa: PLR2004 - the digits of a SHA-256
