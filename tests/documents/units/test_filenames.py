"""File names of units are safe on every system, and no two are alike."""

from __future__ import annotations

import unicodedata

import pytest

from scoring.documents.units.filenames import file_names

HOSTILE = [
    "../../etc/passwd",
    "..",
    ".",
    "",
    "   ",
    "a/b",
    "a\\b",
    "a:b",
    "con",
    "NUL.txt",
    "com1",
    "-rf",
    "甲" * 300,
    "甲" * 299 + "乙",
    "x\x00y",
    "x\ny",
    "\u202efdp.exe",
    "结尾. ",
    "结尾",
    "Unit",
    "unit",
    "UNIT",
    "é",
    "e\u0301",
    "a-2",
    "A",
    "a",
]


def test_every_hostile_id_gets_a_plain_name_of_its_own() -> None:
    names = file_names(HOSTILE)
    assert list(names) == HOSTILE
    keys = [unicodedata.normalize("NFC", name).casefold() for name in names.values()]
    assert len(set(keys)) == len(HOSTILE)
    for name in names.values():
        assert name
        assert not set(name) & set('<>:"/\\|?*\x00\n\u202e')
        assert name not in {".", ".."}
        assert name == name.strip(" .")
        assert not name.startswith("-")
        assert len(f"{name}.docx".encode()) <= 140
        assert name.partition(".")[0].casefold() not in {"con", "nul", "com1"}


@pytest.mark.parametrize("identity", ["linye", "南渡市", "A1", "department-3"])
def test_an_ordinary_id_is_its_own_name(identity: str) -> None:
    assert file_names([identity]) == {identity: identity}


def test_names_depend_on_the_order_given_only() -> None:
    assert file_names(["a", "A", "a-2"]) == {"a": "a", "A": "A-2", "a-2": "a-2-2"}
    assert file_names(["a-2", "A", "a"]) == {"a-2": "a-2", "A": "A", "a": "a-3"}
