"""The catalogue of problems: complete, used, documented; and the sentences made from it."""

from __future__ import annotations

import ast
import json
import re
import string
from typing import TYPE_CHECKING, Any

import pytest

from scoring.files import yamlfile
from scoring.problems import MOST_FOUND, Problem, ProblemsFound, catalogue, has_errors, sentence, sort_problems
from scoring.problems.nearest import nearest, probable
from tests.repository import ROOT, constants, files_under, modules
from tools.problem_pages import PAGE, page

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = re.compile(r"[A-Z]{1,2}[0-9]{3}")
ALWAYS = {"found", "where"}


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, code, entry), read so that a code given twice in one file is refused."""
    for file in files_under("scoring/problems", ".yaml"):
        for code, entry in (yamlfile.read(file).data or {}).items():
            yield file.name, code, entry


def placeholders(entry: dict[str, Any], language: str) -> set[str]:
    return {name for text in entry[language].values() for _, name, _, _ in string.Formatter().parse(str(text)) if name is not None}


def test_a_code_stands_once_in_the_whole_catalogue() -> None:
    codes = [code for _, code, _ in entries()]
    assert sorted(codes) == sorted(set(codes))
    assert [code for code in codes if not CODE.fullmatch(code)] == []
    assert sorted(catalogue()) == sorted(codes)


def test_every_entry_is_complete_in_both_languages() -> None:
    for file, code, entry in entries():
        assert set(entry) == {"severity", "zh", "en"}, (file, code)
        assert entry["severity"] in {"error", "warning", "info"}, (file, code)
        for language in ("zh", "en"):
            assert {"what", "fix"} <= set(entry[language]) <= {"what", "expected", "fix"}, (file, code, language)
            assert entry[language]["what"], (file, code, language)
        assert re.search("[一-鿿]", entry["zh"]["what"]), (file, code)
        assert not re.search("[一-鿿]", entry["en"]["what"]), (file, code)


def test_both_languages_fill_in_the_same_words() -> None:
    assert [
        (code, placeholders(entry, "zh") ^ placeholders(entry, "en"))
        for _, code, entry in entries()
        if placeholders(entry, "zh") ^ placeholders(entry, "en")
    ] == []


def problem_calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                yield name, node


def given_words(call: ast.Call) -> set[str] | None:
    """The words that a call gives for the sentence, None where they are put together elsewhere."""
    args = next((keyword.value for keyword in call.keywords if keyword.arg == "args"), call.args[5] if len(call.args) > 5 else None)
    if args is None:
        return set()
    if isinstance(args, ast.Dict) and all(isinstance(key, ast.Constant) for key in args.keys):
        return {str(key.value) for key in args.keys if isinstance(key, ast.Constant)}
    return None


def test_every_word_of_a_sentence_is_given_where_the_problem_is_found() -> None:
    for name, call in problem_calls():
        code, words = call.args[0] if call.args else None, given_words(call)
        if isinstance(code, ast.Constant) and code.value in catalogue() and words is not None:
            entry = catalogue()[str(code.value)]
            wanted = placeholders(entry, "zh") | placeholders(entry, "en")
            assert wanted - words - ALWAYS == set(), (name, call.lineno, code.value)


def test_every_word_of_any_sentence_is_given_somewhere_in_the_source() -> None:
    """For the calls that put code or words together elsewhere: at least the word exists."""
    given = {text for tree in modules().values() for text in constants(tree)}
    given |= {
        keyword.arg
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg
    }
    wanted = {(code, word) for _, code, entry in entries() for word in placeholders(entry, "zh")}
    assert sorted((code, word) for code, word in wanted if word not in given | ALWAYS) == []


def test_source_and_catalogue_name_the_same_codes() -> None:
    used = {text for tree in modules().values() for text in constants(tree) if CODE.fullmatch(text)}
    data = "\n".join(
        file.read_text("utf-8") for file in files_under("scoring") if file.suffix in {".yaml", ".sql"} and file.parent.name != "problems"
    )
    used |= {code for code in catalogue() if re.search(rf"\b{code}\b", data)}
    assert sorted(used - set(catalogue())) == []
    assert sorted(set(catalogue()) - used) == []


def test_the_page_of_codes_is_current() -> None:
    made = page()
    assert made == PAGE.read_text("utf-8"), "run tools/problem_pages.py"
    assert [code for code in catalogue() if f"\n### {code} (" not in made] == []


PROBLEM = Problem("Y004", "criteria.yaml", 7, "indicators[a]", "points", {"first": 3})


def test_a_sentence_says_place_found_expected_and_fix() -> None:
    words = "键重复：points；应为每个键只出现一次（首次在第 3 行）。请删去其中一处。"
    assert sentence(PROBLEM) == f"criteria.yaml:7: indicators[a]: {words} [Y004]"
    assert sentence(PROBLEM, "en") == (
        "criteria.yaml:7: indicators[a]: duplicate key: found points, expected each key once (first on line 3). Delete one of them. [Y004]"
    )


def test_a_sentence_leaves_out_what_is_not_known() -> None:
    assert sentence(Problem("Y001", "a.yaml")) == "a.yaml: 文件不存在或无法打开。请检查路径和读取权限。 [Y001]"


def test_a_sentence_repeats_no_whole_file() -> None:
    long = sentence(Problem("C002", "criteria.yaml", found="长" * 100_000, args={"wanted": "x"}))
    assert "长" * MOST_FOUND + "……" in long
    assert len(long) < MOST_FOUND + 100


def test_braces_in_what_was_found_are_only_text() -> None:
    assert "{first}" in sentence(Problem("Y003", "a.yaml", found="{first}"))


def test_a_problem_as_data_says_the_same() -> None:
    data = json.loads(json.dumps(PROBLEM.as_dict("en")))
    assert data["message"] == sentence(PROBLEM, "en")
    assert (data["code"], data["severity"], data["line"], data["found"]) == ("Y004", "error", 7, "points")
    assert (data["expected"], data["fix"]) == ("each key once (first on line 3)", "Delete one of them")


def test_problems_are_sorted_by_file_and_line_and_said_once() -> None:
    late, early, other = Problem("Y003", "a", 9), Problem("Y004", "a", 2, args={"first": 1}), Problem("Y001", "b")
    with pytest.raises(ProblemsFound) as caught:
        raise ProblemsFound([other, late, early, late])
    assert caught.value.problems == (early, late, other)
    assert has_errors(caught.value.problems)
    assert not has_errors(sort_problems([]))


def test_the_catalogue_lies_beside_the_code() -> None:
    assert {file.parent for file in files_under("scoring/problems")} == {ROOT / "scoring" / "problems"}


def test_a_word_is_named_where_it_was_probably_meant_and_the_time_does_not_grow_with_what_was_found() -> None:
    known = ["发展改革委", "教育局", "公安局"]
    assert [probable(word, known) for word in ("发改委", "教育局。", "水利", "")] == ["发展改革委", "教育局", "", ""]
    assert [nearest(word, known) for word in ("公安", "水利")] == ["公安局", "发展改革委"]
    assert (nearest("水利", known, "无"), nearest("水利", [])) == ("无", "")
    assert probable("教育局" + "甲" * 10_000_000, known) == ""
