"""How a mutant takes the place of what is there, in a process that was forked for it.

Hot: every module is imported already, and the functions of the changed one get the code of the mutant. That is true to the
mutant but for what ran while modules were imported or test cases were collected, so a mutant that lives is tried once more,
cold: in a process that has imported nothing of the project yet.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import pathlib
import sys
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.repository import ROOT, module_name


class NotHotError(Exception):
    """The mutant changes more than the bodies of functions."""


def functions(file: str) -> dict[str, list[types.FunctionType]]:
    """The functions and methods of a module that is imported, by the path of their definition; none where it is not."""
    found: dict[str, list[types.FunctionType]] = {}
    module = sys.modules.get(module_name(ROOT / file))
    for each in {id(each): each for each in _living(vars(module) if module else {}, file)}.values():
        found.setdefault(each.__code__.co_qualname, []).append(each)
    return found


def _living(names: Mapping[str, Any], file: str) -> Iterator[types.FunctionType]:
    for each in names.values():
        parts = (
            (each.fget, each.fset) if isinstance(each, property) else (getattr(each, "func", None), getattr(each, "__func__", None), each)
        )
        for part in parts:
            plain = inspect.unwrap(part) if callable(part) else None
            if isinstance(plain, types.FunctionType) and plain.__code__.co_filename.endswith(file):
                yield plain
        if isinstance(each, type) and str(ROOT / file).endswith(f"{each.__module__.replace('.', '/')}.py"):
            yield from _living(vars(each), file)


def swap(file: str, source: str, living: dict[str, list[types.FunctionType]]) -> None:
    """Give the living functions of a module the code that they have in a changed source."""
    changed: dict[str, list[types.CodeType]] = {}
    for code in _codes(compile(source, str(ROOT / file), "exec")):
        # Neither the bodies of classes nor what is defined anew each time that its function runs.
        if code.co_flags & inspect.CO_OPTIMIZED and "<" not in code.co_qualname:
            changed.setdefault(code.co_qualname, []).append(code)
    if changed.keys() != {name for name in living if "<" not in name}:
        raise NotHotError
    for name, codes in changed.items():
        if len(codes) != 1:
            raise NotHotError
        for function in living[name]:
            try:
                function.__code__ = codes[0]
            except ValueError:
                raise NotHotError from None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from _codes(each)


def read_as(file: str, text: str) -> None:
    """From now on a file of the repository reads as ``text``."""
    read = pathlib.Path.read_text
    place = ROOT / file

    def instead(path: pathlib.Path, *args: Any, **more: Any) -> str:
        return text if path == place else read(path, *args, **more)

    pathlib.Path.read_text = instead  # type: ignore[method-assign, assignment]  # in a process made for this mutant only


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads one module from another text than its file's."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> types.CodeType:
        del fullname
        return compile(self._source, self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module before everybody else."""

    def __init__(self, file: str, source: str) -> None:
        self._name, self._path, self._source = module_name(ROOT / file), str(ROOT / file), source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=_Loader(fullname, self._path, self._source))


def apply_hot(file: str, text: str, living: dict[str, list[types.FunctionType]]) -> None:
    """Put a mutant in the place of what this process has imported."""
    if file.endswith(".py"):
        swap(file, text, living)
        return
    from scoring.engine.database import sql_file

    read_as(file, text)
    sql_file.cache_clear()


def apply_cold(file: str, text: str) -> None:
    """Put a mutant in the place of what this process will import."""
    if file.endswith(".py"):
        sys.meta_path.insert(0, _Finder(file, text))
    else:
        read_as(file, text)
