"""What the tests of the repository itself share: its files and its modules as syntax trees."""

from __future__ import annotations

import ast
import functools
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def repository_files() -> list[Path]:
    """Every file that is, or is about to be, part of the repository (nothing that git ignores)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return sorted(ROOT / name for name in set(listed.split("\0")) if name and (ROOT / name).is_file())


def files_under(folder: str, suffix: str = "") -> list[Path]:
    """The repository's files under a folder, by the end of their names."""
    return [file for file in repository_files() if file.is_relative_to(ROOT / folder) and file.name.endswith(suffix)]


@functools.cache
def modules() -> dict[str, ast.Module]:
    """The package's modules by dotted name, as syntax trees, which nobody changes: parsing them takes seconds."""
    return {module_name(file): ast.parse(file.read_text("utf-8"), str(file)) for file in files_under("scoring", ".py")}


def module_name(file: Path) -> str:
    """``scoring/rules/__init__.py`` -> ``scoring.rules``."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def constants(tree: ast.AST) -> Iterator[str]:
    """Every string literal in a syntax tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
