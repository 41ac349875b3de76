"""Wrong usage: told in the language of the call, as JSON where that was asked for, with exit code 2."""

from __future__ import annotations

import ast
import importlib.util
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from scoring.cli import main
from tests.repository import ROOT

WORDS = yaml.safe_load((ROOT / "scoring" / "cli" / "usage.yaml").read_text("utf-8"))
SOURCES = ("exceptions", "parser", "types")  # of click: where it speaks to whoever uses a command
SAID = {
    "Missing argument": "Missing argument {param_hint}.",
    "Missing option": "Missing option {param_hint}.",
    "{value!r} is not a valid {number_type}.": "{value} is not a valid integer.",
}
NO_SENTENCES = {"file", "directory", "path", "Choice({choices})", "Usage:", "Error: {message}", "Try '{command} {option}' for help."}


def called(*words: str, language: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", language, *words])


WRONG = {
    "缺少参数 'FOLDER'。": ["run"],
    "没有命令 'runn'。是不是 'run'？": ["runn"],
    "没有命令 'zzz'。": ["zzz"],
    "没有选项 '--thread'。是不是 '--threads'？": ["run", "x", "--thread", "2"],
    "没有选项 '--zzz'。": ["run", "x", "--zzz"],
    "'--threads' 的值不对：'x' 不是整数。": ["run", "x", "--threads", "x"],
    "'--threads' 的值不对：0 超出范围 x>=1。": ["run", "x", "--threads", "0"],
    "'--wait' 的值不对：'soon' 不是数。": ["run", "x", "--wait", "soon"],
    "'--engine' 的值不对：'sparc' 不在可用的值之内：'duckdb'、'spark'。": ["run", "x", "--engine", "sparc"],
    "选项 '--out' 要带一个值。": ["run", "x", "--out"],
    "选项 '--strict' 不带值。": ["run", "x", "--strict=1"],
    "多余的参数：y": ["run", "x", "y"],
    "多余的参数：y z": ["run", "x", "y", "z"],
    "缺少选项 '--out'。": ["render", "x"],
    "'FILES...' 的值不对：文件或目录 '/no/such' 不存在。": ["extract", "/no/such"],
    "'--deadline' 的值不对：'soon' 不合格式 '%Y-%m-%d'。": ["workbook", "issue", "x", "--deadline", "soon"],
    "要么给出 --criteria（指标体系），要么给出 --period（只核对报告时的年度）。": ["init", "x"],
}


@pytest.mark.parametrize(("sentence", "words"), WRONG.items())
def test_wrong_usage_is_told_in_chinese(sentence: str, words: list[str]) -> None:
    result = called(*words)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == f"错误：{sentence}"
    assert result.stdout == ""


def test_wrong_usage_is_told_in_english_where_that_is_the_language() -> None:
    assert called("run", "x", "y", language="en").stderr.splitlines()[-1] == "Error: Got unexpected extra argument (y)"


def test_wrong_usage_is_an_object_where_json_was_asked_for() -> None:
    result = called("run", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout) == {"status": "usage", "message": "缺少参数 'FOLDER'。", "usage": "main run [OPTIONS] FOLDER"}
    assert result.stderr == ""


def test_a_family_of_commands_alone_shows_its_help() -> None:
    result = called("criteria")
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")
    assert "错误" not in result.stderr


def said_by_click() -> set[str]:
    """Every sentence in the source of click that a user of a command may read, as the installed version has it."""
    found: set[str] = set()
    for name in SOURCES:
        spec = importlib.util.find_spec(f"click.{name}")
        assert spec is not None
        assert spec.origin is not None
        for node in ast.walk(ast.parse(Path(spec.origin).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                found |= {word.value for word in node.args[:2] if isinstance(word, ast.Constant) and isinstance(word.value, str)}
    return found


def test_no_sentence_of_click_is_without_a_chinese_one() -> None:
    # A new version of click that says something else, or says it otherwise, must not bring English back.
    known = {*WORDS["sentences"], *WORDS["never"], *NO_SENTENCES}
    said = {SAID.get(words, words) for words in said_by_click()}
    assert {words for words in said if words.replace("!r}", "}") not in known and words not in known} == set()
