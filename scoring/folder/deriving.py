"""Criteria files that are derived from others (``extends``): the whole chain, merged."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from scoring.criteria.fields import Reader
from scoring.criteria.formats import refuse_later
from scoring.criteria.merging import merge
from scoring.files import yamlfile
from scoring.files.yamlfile import YamlFile
from scoring.folder.packs import find_criteria, shipped, shipped_packs
from scoring.problems import Problem, ProblemsFound
from scoring.problems.nearest import nearest

MAX_BASES = 5  # how many files may stand behind one another; a reader should be able to follow them


@dataclass(frozen=True)
class Derived:
    """A criteria file with everything that it takes over.

    Args:
        source: The values, each with its file and line.
        files: All files that were read: the file itself, its base, the base of that ...
        problems: What is wrong with how they are joined (C004, C020, C103-C106).
    """

    source: YamlFile
    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def derive(file: Path, name: str | None = None) -> Derived:
    """Read a criteria file and, where it says ``extends``, the files that it is derived from.

    Args:
        file: The criteria file.
        name: How problems call it; its path by default.

    Raises:
        ProblemsFound: Y001-Y006 of any file; A091 of one for a later version; C002 where one is no mapping; C100-C102
            where a base is missing, stands behind itself, or is one too many.
    """
    return _derive(file, name or str(file), ())


def whole_criteria(file: Path) -> bytes:
    """A criteria file that stands alone: its own bytes, or written out where it extends others."""
    found = derive(file)
    if len(found.files) == 1:
        return file.read_bytes()
    return yamlfile.dump(found.source.data).encode()


def _derive(file: Path, name: str, behind: tuple[Path, ...]) -> Derived:
    source = yamlfile.read(file, name)
    refuse_later(source)
    if not isinstance(source.data, dict) or "extends" not in source.data:
        return Derived(source, (file,))
    chain = (*behind, file)
    reader = Reader(source)
    base = _base(reader, chain)
    found = _derive(base, _shown(base, file, name), chain)
    behind_it = Reader(found.source)
    behind_it.mapping(found.source.data, ())
    if behind_it.problems:
        raise ProblemsFound(behind_it.problems)
    merged, problems = merge(found.source, source)
    if "id" not in source.data:
        reader.problem("C004", (), "id")
    return Derived(merged, (file, *found.files), (*found.problems, *problems, *reader.problems))


def _base(reader: Reader, chain: tuple[Path, ...]) -> Path:
    """The file that the last file of the chain extends; raises ProblemsFound (C002, C100-C102)."""
    name = reader.text(reader.source.data["extends"], ("extends",))
    base = find_criteria(name, chain[-1].parent) if name and not Path(name).is_absolute() else None
    if name and base is None:
        reader.problem("C100", ("extends",), name, nearest=nearest(name, shipped_packs(), "../<名称>/criteria.yaml"))
    elif base is not None and base.resolve() in {file.resolve() for file in chain}:
        reader.problem("C101", ("extends",), name)
    elif len(chain) > MAX_BASES:
        reader.problem("C102", ("extends",), name, most=MAX_BASES)
    if base is None or reader.problems:
        raise ProblemsFound(reader.problems)
    return base


def _shown(base: Path, file: Path, name: str) -> str:
    """How a base is called, seen from the file that extends it."""
    if base.resolve().is_relative_to(shipped("criteria").resolve()):
        return "/".join(base.parts[-3:])
    return Path(os.path.normpath(Path(name).parent / os.path.relpath(base, file.parent))).as_posix()
