"""The built faces as the documents use them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from scoring.documents.fonts.roles import BY_ID, ROLES
from scoring.problems import Problem

INDEX = "fonts.json"


@dataclass(frozen=True, slots=True)
class Face:
    """One built face.

    Args:
        role: Role id, such as ``biao``.
        family: Family name in CSS: ``GW Biao``.
        file: File name in its folder.
        sha256: Hash of the file.
        bytes: Its size.
        characters: Number of characters it carries.
        used: Name of the source font: ``Noto Serif CJK SC Bold``, or the family of the office's file.
        source: Where that came from: package, version and file, or the office's file name.
        licence: Its licence, or ``office`` for the office's own file.
        copyright: Copyright line of the source font.
        folder: The folder, not part of the index.
    """

    role: str
    family: str
    file: str
    sha256: str
    bytes: int
    characters: int
    used: str
    source: str
    licence: str
    copyright: str
    folder: Path = Path()

    @property
    def path(self) -> Path:
        """The font file."""
        return self.folder / self.file


@dataclass(frozen=True, slots=True)
class FontSet:
    """The five faces in force, in the order of the roles."""

    faces: tuple[Face, ...]

    @property
    def substitutions(self) -> tuple[tuple[str, str, str], ...]:
        """(role, canonical face, face used instead), one per role not set in its canonical face."""
        roles = ((BY_ID[face.role], face) for face in self.faces)
        return tuple((r.title, r.canonical, f.used) for r, f in roles if f.used not in (r.canonical, *r.accepted))

    @property
    def notes(self) -> tuple[Problem, ...]:
        """The substitutions as information for the user (D060), one per face."""
        return tuple(Problem("D060", where=role, found=used, args={"canonical": canonical}) for role, canonical, used in self.substitutions)

    @property
    def fingerprint(self) -> str:
        """One hash over all faces, for the manifest."""
        return hashlib.sha256("".join(face.sha256 for face in self.faces).encode()).hexdigest()

    @property
    def described(self) -> dict[str, dict[str, str]]:
        """Every face for the manifest: by role the font used, where it came from, and the hash of the file."""
        return {face.role: {"used": face.used, "source": face.source, "sha256": face.sha256} for face in self.faces}

    def replaced(self, others: Iterator[Face] | tuple[Face, ...]) -> FontSet:
        """The set with some faces exchanged."""
        by_role = {face.role: face for face in (*self.faces, *others)}
        return FontSet(tuple(by_role[role.id] for role in ROLES))


def write_index(folder: Path, faces: tuple[Face, ...], recipe: int) -> None:
    """Write fonts.json: the recipe and one entry per face, with hashes, sources and licences."""
    entries = [{key: value for key, value in asdict(face).items() if key != "folder"} for face in faces]
    text = json.dumps({"recipe": recipe, "faces": entries}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / INDEX).write_text(text + "\n", "utf-8")


def read_index(folder: Path, recipe: int) -> tuple[Face, ...]:
    """The faces of a folder; empty when it is not there, not complete or of another recipe."""
    try:
        data = json.loads((folder / INDEX).read_text("utf-8"))
        faces = tuple(replace(Face(**entry), folder=folder) for entry in data["faces"])
        complete = data["recipe"] == recipe and all(face.path.stat().st_size == face.bytes for face in faces)
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return faces if complete else ()


def is_whole(faces: tuple[Face, ...]) -> bool:
    """Whether the files still have the hashes of the index."""
    return all(hashlib.sha256(face.path.read_bytes()).hexdigest() == face.sha256 for face in faces)
