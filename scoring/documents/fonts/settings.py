"""``fonts.yaml``: the office's own licensed typefaces in place of the free ones.

::

    小标宋: fonts/FZXBSJW.TTF
    仿宋: {file: /usr/share/fonts/office/simfang.ttf}
    楷体: {file: fonts/simkai.ttc, face: 0}
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.fonts.roles import BY_NAME, ROLES
from scoring.files import yamlfile
from scoring.problems import Problem, ProblemsFound

FILE_NAME = "fonts.yaml"


@dataclass(frozen=True, slots=True)
class Choice:
    """The office's font file for one role.

    Args:
        role: Role id, such as ``biao``.
        file: The font file.
        index: Face in a collection.
        place: ``fonts.yaml`` and line, for later problems.
    """

    role: str
    file: Path
    index: int
    place: tuple[str, int | None]


def find_settings(assessment: Path | None = None) -> Path | None:
    """The settings file in force: of the assessment folder, else of the user, else none."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "scoring"
    places = [home] if assessment is None else [assessment, home]
    return next((folder / FILE_NAME for folder in places if (folder / FILE_NAME).is_file()), None)


def read_settings(file: Path) -> tuple[Choice, ...]:
    """Read fonts.yaml, one choice per role named in it.

    Raises ProblemsFound Y001-Y005, D010 (unknown role), D011 (no usable file name), D012 (file missing or unreadable).
    """
    settings = yamlfile.read(file)
    data = {} if settings.data is None else settings.data
    if not isinstance(data, dict):
        raise ProblemsFound([Problem("D011", settings.name, settings.line(()), found=str(data))])
    results = [_choice(settings, file.parent, str(key), value) for key, value in data.items()]
    if problems := [r for r in results if isinstance(r, Problem)]:
        raise ProblemsFound(problems)
    return tuple(sorted((r for r in results if isinstance(r, Choice)), key=lambda c: c.role))


def _choice(settings: yamlfile.YamlFile, folder: Path, key: str, value: object) -> Choice | Problem:
    line = settings.line((key,))
    if key not in BY_NAME:
        return Problem("D010", settings.name, line, key, found=key, args={"allowed": "、".join(role.title for role in ROLES)})
    written = value if isinstance(value, dict) else {"file": value}
    name, index = written.get("file"), written.get("face", 0)
    if set(written) - {"file", "face"} or not isinstance(name, str) or not name or not isinstance(index, int) or index < 0:
        return Problem("D011", settings.name, line, key, found=str(value))
    path = folder / name
    if not (path.is_file() and os.access(path, os.R_OK)):
        return Problem("D012", settings.name, line, key, found=name)
    return Choice(BY_NAME[key].id, path, index, (settings.name, line))
