"""docs/documents.md has the documents and settings that there are, and names the faces of the .docx."""

from __future__ import annotations

import pytest

from scoring.criteria.fields import Field
from scoring.documents.fonts.roles import ROLES
from tools.document_pages import PAGE, TABLES, page, words


def test_the_tables_of_the_page_are_those_of_the_program() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text, "run tools/document_pages.py"


@pytest.mark.parametrize(
    ("doc", "told"),
    [
        ("成文日期 date", "成文日期; date"),
        ("密级,如 秘密★1年 secrecy and its term", "密级,如 秘密★1年; secrecy and its term"),
        ("格式（默认）或 letter 信函格式 form", "格式（默认）或 letter 信函格式; form"),
        ("最多列几项,默认5 most lines", "最多列几项,默认5; most lines"),
        ("颜色:red、black colour of the head", "颜色:red、black; colour of the head"),
        ("标注,如“内部资料 注意保管” mark", "标注,如“内部资料 注意保管”; mark"),
    ],
)
def test_the_english_of_a_key_begins_behind_all_its_chinese(doc: str, told: str) -> None:
    assert words(Field(doc)) == told


def test_every_key_has_words_in_both_languages() -> None:
    unclear = [field.doc for fields in TABLES.values() for field in fields.values() if words(field).count("; ") == field.doc.count("; ")]
    assert unclear == []


def test_the_faces_that_a_docx_needs_are_named() -> None:
    section = PAGE.read_text("utf-8").partition("## The .docx beside the PDF")[2].partition("##")[0]
    assert [role.canonical for role in ROLES if role.canonical not in section] == []
