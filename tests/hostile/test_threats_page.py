"""The page of threats names modules and tests that are there, and every test of this folder."""

from __future__ import annotations

import ast
import re

import pytest

from tests.repository import ROOT, files_under

PAGE = (ROOT / "docs" / "threats.md").read_text("utf-8")
PATHS = sorted(set(re.findall(r"`((?:scoring|tests)/[\w/.]+)`", PAGE)))
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def test_every_place_that_is_named_is_there() -> None:
    assert [path for path in PATHS if not (ROOT / path).exists()] == []
    assert len(PATHS) > 20


@pytest.mark.parametrize("file", sorted({file for file, _ in TESTS}))
def test_every_test_that_is_named_is_there(file: str) -> None:
    written = {node.name for node in ast.parse((ROOT / file).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
    assert {name for named, name in TESTS if named == file} - written == set()


def test_every_file_of_hostile_tests_is_named() -> None:
    files = {file.relative_to(ROOT).as_posix() for file in files_under("tests/hostile", ".py") if file.name.startswith("test_")}
    assert files - {file for file, _ in TESTS} - set(PATHS) - {"tests/hostile/test_threats_page.py"} == set(), (
        "add a row to docs/threats.md"
    )
