"""An unchanged run is not made again: what it depends on is held against what it was made from, and its files against its manifest.

Nothing heavy is imported here: where nothing has changed, a run is a little more than the start of a process.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.commands.options import Options
from scoring.files import jsonfile
from scoring.files.caching import cache_home, clear_kept, kept_for, libraries, listing, make_kept, write_kept
from scoring.files.jsonfile import mapping
from scoring.files.locking import locked
from scoring.files.output import FINAL, PARTS
from scoring.files.passing import clear
from scoring.problems import ProblemsFound

FORMAT = 1  # raise when what a note says changes
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Kept:
    """A finished run that a new one would make again.

    Args:
        folder: Folder of the run.
        inputs: Number of its inputs, all of them unchanged.
        outputs: Number of its files, all of them as its manifest says.
        said: What was said of it, as the caller of :func:`say_of` gave it.
        final: Whether it became final since.
    """

    folder: Path
    inputs: int
    outputs: int
    said: dict[str, Any]
    final: bool = False


@dataclass(frozen=True)
class Found:
    """What became of the search for an earlier run.

    Args:
        run: The run that would be made again; None where one is to be made.
        changed: Files that are not what they were, when there was a run: inputs by name, else the folder itself.
        damaged: Files of the earlier run that are not what its manifest says.
    """

    run: Kept | None = None
    changed: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def unchanged(folder: Path, options: Options | None = None) -> Found:
    """Whether a run with these options would only make again what is there.

    The contents of all inputs, names and times of everything else in the folder, the program, the libraries, the
    typefaces and the options must be what they were, and the contents of every output what its manifest says.

    Args:
        folder: The assessment folder.
        options: What the user chose.
    """
    options = options or Options()
    note = _read_note(_note(folder, options))
    if note.get("format") != FORMAT:
        return Found()
    run = Path(note["run"])
    if changed := _changed(folder, options, note):
        return Found(changed=changed)
    final = _final(run)
    listed, damaged = _outputs(run, final.get("manifest", note["manifest"]))
    if damaged:  # a final run is not made again, which is said where that is refused
        return Found(damaged=() if final else damaged)
    _tidy(folder, run.parent)
    return Found(Kept(run, len(note["inputs"]), listed, note["said"], bool(final)))


def _tidy(folder: Path, out: Path) -> None:
    """Remove what a killed run left, which a new one would have removed; not where somebody works in the folder of runs."""
    if kept := kept_for(folder):
        clear_kept(kept)
    if any(out.glob(".*")):
        with suppress(ProblemsFound), locked(out, "run"):
            clear(out, PARTS)


@dataclass(frozen=True)
class Watch:
    """What a folder was before a run read it; a run during which it changed is not taken for an unchanged one later."""

    folder: Path
    options: Options
    begun: int = field(default_factory=time.time_ns)
    before: str = ""


def watch(folder: Path, options: Options) -> Watch:
    """Begin to watch: before anything is read."""
    return Watch(folder, options, before=_surroundings(folder, options, ()))


def keep(watched: Watch, run: Path, inputs: Iterable[Path]) -> None:
    """Note what a finished run was made from, outside all inputs and outputs; without a place for it nothing happens.

    Args:
        watched: What was before it.
        run: Folder of the run.
        inputs: Every file that was read.
    """
    folder, options = watched.folder, watched.options
    note, files = _note(folder, options), sorted({path.absolute() for path in inputs})
    if note is None or make_kept(folder) is None:
        return
    for other in note.parent.glob("*.json"):
        if not Path(_read_note(other).get("run", "gone")).is_dir():  # of a run that is gone, such as one in a passing folder
            other.unlink(missing_ok=True)
    if watched.before != _surroundings(folder, options, ()) or any(_is_newer(path, watched.begun) for path in files):
        note.unlink(missing_ok=True)
        return
    entry = {
        "format": FORMAT,
        "run": str(run.absolute()),
        "manifest": _digest(run / MANIFEST),
        "inputs": {str(path): _digest(path) for path in files},
        "around": _surroundings(folder, options, files),
        "program": _program(options),
        "said": {},
    }
    _write_note(note, entry)


def _is_newer(path: Path, moment: int) -> bool:
    """Whether a file was written, or removed, after a moment."""
    try:
        return path.stat().st_mtime_ns >= moment
    except OSError:
        return True


def say_of(folder: Path, options: Options, said: Mapping[str, Any]) -> None:
    """Keep with the note of the run just made what was said of it, for the next time."""
    note = _note(folder, options)
    entry = _read_note(note)
    if note is not None and entry.get("format") == FORMAT:
        _write_note(note, {**entry, "said": said})


def _note(folder: Path, options: Options) -> Path | None:
    """The file for a folder with these options: what does not change results has no part in it."""
    kept = kept_for(folder)
    if kept is None:
        return None
    out = str((options.out or folder / "out").absolute())
    measured = bool(options.memory or options.spill)  # which the manifest of such a run tells
    chosen = (out, options.keep_steps, options.strict, options.documents, options.reasons, options.engine.name, options.final, measured)
    return kept / f"{hashlib.sha256(repr(chosen).encode()).hexdigest()[:16]}.json"


def _write_note(note: Path, entry: Mapping[str, Any]) -> None:
    text = json.dumps(entry, ensure_ascii=False).encode()
    write_kept(note, b"\n".join((hashlib.sha256(text).hexdigest().encode(), text)))


def _read_note(note: Path | None) -> dict[str, Any]:
    """A note as it was written; empty where there is none, or one that was damaged: nothing may be taken from that."""
    try:
        seal, _, text = note.read_bytes().partition(b"\n") if note else (b"", b"", b"")
        return mapping(text) if seal == hashlib.sha256(text).hexdigest().encode() else {}
    except (OSError, ValueError):
        return {}


def _final(run: Path) -> dict[str, Any]:
    """The seal of a final run; empty where there is none that can be read."""
    try:
        return jsonfile.read(run / FINAL)
    except (OSError, ValueError):
        return {}


def _changed(folder: Path, options: Options, note: Mapping[str, Any]) -> tuple[str, ...]:
    """Inputs that are not what they were; else what stands for the rest: the folder or the program."""
    inputs: dict[str, str] = note["inputs"]
    different = tuple(path for path, sha256 in inputs.items() if _digest(Path(path)) != sha256)
    if different:
        return different
    if note["around"] != _surroundings(folder, options, map(Path, inputs)):
        return (str(folder),)
    return () if note["program"] == _program(options) else ("scoring",)


def _outputs(run: Path, manifest_sha256: str) -> tuple[int, tuple[str, ...]]:
    """Number of the outputs, and those that are not what the manifest says; the manifest itself where it was changed."""
    path = run / MANIFEST
    if _digest(path) != manifest_sha256:
        return 0, (str(path),)
    listed = json.loads(path.read_text("utf-8"))["outputs"]
    return len(listed), tuple(str(run / entry["path"]) for entry in listed if _digest(run / entry["path"]) != entry["sha256"])


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _surroundings(folder: Path, options: Options, inputs: Iterable[Path]) -> str:
    """One hash over names, sizes and times of all files in the folder and beside the criteria, but of inputs only the names.

    A new file may be a new input, and one that was no input may become one; of inputs the contents decide.
    """
    own = folder.absolute()
    known = {str(path) for path in inputs}
    out = frozenset({own / "out", (options.out or own / "out").absolute()})
    beside = sorted({path.parent for path in map(Path, known)} - {own})
    entries = [(name, 0, 0) if name in known else (name, size, at) for name, size, at in listing(own, out)]
    for place in (place for place in beside if not place.is_relative_to(own)):
        entries += [(entry.path, 0, 0) for entry in sorted(os.scandir(place), key=lambda entry: entry.path) if entry.is_file()]
    return hashlib.sha256(repr(entries).encode()).hexdigest()


def _program(options: Options) -> str:
    """One hash over names, sizes and times of the program's files and of the typefaces, and the versions of all libraries."""
    package = Path(__file__).parents[1]
    places = [package, package.parent / "criteria", package.parent / "templates"]
    if options.documents:
        places += [place for place in (_fonts(),) if place]
    files = [entry for place in places for entry in listing(place)]
    return hashlib.sha256(repr((files, libraries())).encode()).hexdigest()


def _fonts() -> Path | None:
    named = os.environ.get("SCORING_FONT_CACHE")  # as scoring.documents.fonts.building finds it
    home = cache_home()
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "scoring" / "fonts" if home else None
