"""Reading YAML with lines: what plain words mean, where nodes stand, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from scoring.files import yamlfile
from scoring.problems import Problem, ProblemsFound, sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def problems(act: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        act()
    return caught.value.problems


def refused(text: str) -> list[tuple[str, int | None, str]]:
    """(code, line, found) of every problem of a text."""
    return [(p.code, p.line, p.found) for p in problems(lambda: yamlfile.parse(text, "a.yaml"))]


def test_every_node_has_its_line() -> None:
    file = yamlfile.parse("id: x\nitems:\n  - points: 5\n    basis:\n      第九条\n  - {points: 6}\n", "a.yaml")
    assert file.data == {"id": "x", "items": [{"points": 5, "basis": "第九条"}, {"points": 6}]}
    assert file.line(()) == 1
    assert file.line(("items",)) == 2
    assert file.line(("items", 0, "points")) == 3
    assert file.line(("items", 0, "basis")) == 4  # the line of the key, where a reader looks
    assert file.line(("items", 1, "points")) == 6


def test_a_place_that_is_not_there_has_the_line_of_its_nearest_parent() -> None:
    file = yamlfile.parse("id: x\nitems:\n  - points: 5\n", "a.yaml")
    assert file.line(("items", 0, "rule", "ratio")) == 3
    assert file.line(("nowhere",)) == 1


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.10", Decimal("0.10")),
        ("-.5", Decimal("-0.5")),
        ("true", True),
        ("", None),
        ("~", None),
        ("2017-03-31", date(2017, 3, 31)),
        ("on", "on"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("0620", "0620"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("'12'", "12"),
        ("2017-3-31", "2017-3-31"),
    ],
)
def test_a_plain_word_means_what_it_looks_like(word: str, value: object) -> None:
    found = yamlfile.parse(f"key: {word}\n", "a.yaml").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_a_decimal_keeps_the_digits_as_written() -> None:
    assert str(yamlfile.parse("key: 12.50\n", "a.yaml").data["key"]) == "12.50"


def test_on_is_a_key_like_any_other() -> None:
    assert yamlfile.parse("ranking: {on: printed}", "a.yaml").data == {"ranking": {"on": "printed"}}


def test_all_duplicate_keys_are_reported_with_their_first_lines() -> None:
    found = problems(lambda: yamlfile.parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "a.yaml"))
    assert [(p.code, p.line, p.found, p.args["first"]) for p in found] == [("Y004", 2, "c", 2), ("Y004", 3, "a", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 1\n  b: 2\n", 2),
        ("a: *nothing\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 'open\n", 2),
        ("? [1, 2]\n: x\n", 1),
    ],
)
def test_a_syntax_error_has_its_line(text: str, line: int) -> None:
    assert [(code, at) for code, at, _ in refused(text)] == [("Y003", line)]


def test_control_characters_are_a_syntax_error() -> None:
    assert [code for code, _, _ in refused("a: \x07")] == ["Y003"]


def test_a_control_character_that_was_escaped_is_told() -> None:
    found = problems(lambda: yamlfile.parse('id: x\ntitle: "a\\0b"\n', "a.yaml"))
    assert [(p.code, p.line, p.found) for p in found] == [("Y011", 2, "a?b")]
    assert sentence(found[0], "zh") == (
        "a.yaml:2: 文字中有看不见的控制字符（U+0000）：a?b；应为能够显示和打印的文字。请重新键入这段文字。 [Y011]"
    )


def test_values_that_cannot_be_are_reported_as_they_stand_all_at_once() -> None:
    text = "a: 2017-02-30\nb: !!int many\nc: !!python/object/apply:os.system [ls]\nd: !secret x\n"
    assert refused(text) == [("Y006", 1, "2017-02-30"), ("Y006", 2, "many"), ("Y006", 4, "!secret x")]


def test_a_tag_never_makes_an_object() -> None:
    data: Any = yamlfile.parse("c: !!python/object/apply:os.system [ls]\n", "a.yaml").data
    assert data == {"c": ["ls"]}


BOMB = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a [*a, *a]\n",
        "- " * 300_000,
        "[" * 300_000,
        f"a: {'[' * 4_000}{']' * 4_000}",
        "\n".join([f"- {i}" for i in range(200_001)]),
    ],
    ids=["alias bomb", "alias of itself", "deep list", "deep brackets", "deep and closed", "long list"],
)
def test_a_bomb_is_refused_once_and_at_once(text: str) -> None:
    assert [code for code, _, _ in refused(text)] == ["Y005"]


def test_a_large_honest_file_is_read() -> None:
    assert len(yamlfile.parse("\n".join(f"- {{id: {i}, points: 1}}" for i in range(6_000)), "a.yaml").data) == 6_000


def test_an_empty_file_is_nothing() -> None:
    assert yamlfile.parse("# only a comment\n", "a.yaml").data is None


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfid: x\n")
    assert yamlfile.read(tmp_path / "a.yaml").data == {"id": "x"}


def test_another_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("id: 公开".encode("gb18030"))
    (problem,) = problems(lambda: yamlfile.read(tmp_path / "a.yaml", "criteria/a.yaml"))
    assert (problem.code, problem.file, problem.found, problem.args["position"]) == ("Y002", "criteria/a.yaml", "0xB9", 5)


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_is_not_a_file_is_a_problem(tmp_path: Path, name: str) -> None:
    assert [p.code for p in problems(lambda: yamlfile.read(tmp_path / name))] == ["Y001"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb：2\nc: 3\n", "Y007", 2),
        ("a: {b: 甲，c: 乙}\nd: 1\n", "Y007", 1),
        ("a:\n  b: 1\n\tc: 2\n", "Y008", 3),
        ("a: 1\nb:2\nc: 3\n", "Y009", 2),
        ("a: 附表: 说明\n", "Y010", 1),
        ("# 说明：b：2\na: 1\n  b: 2\n", "Y003", 3),
    ],
)
def test_a_common_slip_is_named_on_its_own_line(text: str, code: str, line: int) -> None:
    assert [(found, at) for found, at, _ in refused(text)] == [(code, line)]
