"""The templates of an office: checked before anything is scored, copied into a run, copied out to begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from scoring.documents.printing.files import write_whole
from scoring.documents.printing.html import engine, shipped_templates
from scoring.documents.printing.troubles import syntax_problem
from scoring.files import yamlfile
from scoring.problems import Problem, ProblemsFound

_TEMPLATES = (".html", ".css", ".j2")


def check_templates(folder: Path) -> None:
    """Look at every file of a folder of templates.

    Raises ProblemsFound with all of D022 (syntax), D025 (a link that leads out of the folder), D026 (not UTF-8).
    """
    if problems := [problem for file in sorted(folder.rglob("*")) for problem in _look(file, folder)]:
        raise ProblemsFound(problems)


def _look(file: Path, folder: Path) -> Iterator[Problem]:
    import jinja2

    if not file.resolve().is_relative_to(folder.resolve()):
        yield Problem("D025", str(file))
    elif file.is_file() and file.suffix in _TEMPLATES:
        try:
            engine((folder,)).compile(file.read_text("utf-8-sig"), file.name, str(file))
        except UnicodeDecodeError:
            yield Problem("D026", str(file))
        except jinja2.TemplateSyntaxError as error:
            yield syntax_problem(error, file.name)


def keep_templates(folder: Path, run: Path) -> None:
    """Copy an office's templates into a run, so that it can be printed again as it was; links inside the folder become files."""
    shutil.copytree(folder, run)


def shipped(body: Path | None = None) -> dict[str, Path]:
    """The templates that may be replaced: file by name, the text of the circular first where there is one."""
    files = [*([body] if body else []), *sorted(shipped_templates().glob("*"))]
    return {file.name: file for file in files if file.suffix in _TEMPLATES}


def purposes(language: str) -> list[tuple[str, str]]:
    """Name and purpose of every template, in the order of ``templates.yaml``, those without an entry last."""
    words: dict[str, dict[str, str]] = yamlfile.shipped("scoring.documents.printing", "templates.yaml")
    files = shipped()
    there = [name for name in words if name in files or name == "circular.html.j2"]
    return [*((name, words[name][language]) for name in there), *((name, "") for name in files if name not in words)]


def copy_templates(names: Sequence[str], folder: Path, body: Path | None = None) -> list[Path]:
    """Copy shipped templates into an office's folder, with a comment at their head that says what they are.

    Args:
        names: Names of templates.
        folder: ``templates`` of the assessment; made when missing.
        body: The text of the circular that the criteria bring along.

    Returns:
        The files written. Raises ProblemsFound with all of D027 (no such template) and D028 (there already); then nothing is written.
    """
    known = shipped(body)
    problems = [Problem("D027", found=name, args={"allowed": "、".join(known)}) for name in names if name not in known]
    problems += [Problem("D028", str(folder / name)) for name in names if name in known and (folder / name).exists()]
    if problems:
        raise ProblemsFound(problems)
    made = [folder / name for name in names]
    for file in made:
        write_whole(file, (_HEAD.format(name=file.name) + known[file.name].read_text("utf-8")).encode())
    return made


_HEAD = """{{#
  本单位的 {name}：优先于随软件发布的同名模板；删去本文件即恢复原样。
  可用的名称和写法见 scoring docs documents；名称写错时，程序停下并指出文件和行号。
  图片放在本文件夹，只写文件名；网络地址和本文件夹以外的文件不能引用。
#}}
"""
