"""Templates: which file wins, what they may do, and problems with file and line."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from scoring.documents.printing.html import circular_html
from scoring.problems import Problem, ProblemsFound, sentence
from tests.documents import sample

GOLDEN = sample.FOLDER / "golden"


def body(folder: Path, text: str) -> Path:
    file = folder / "circular.html.j2"
    file.write_text(text, "utf-8")
    return file


def refused(file: Path, folders: tuple[Path, ...] = ()) -> Problem:
    with pytest.raises(ProblemsFound) as error:
        circular_html(sample.results(), file, folders)
    (problem,) = error.value.problems
    return problem


def without_styles(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)


def test_the_page_is_the_golden_one() -> None:
    """Set UPDATE_GOLDEN=1 to accept a wanted change."""
    made = without_styles(circular_html(sample.results(cities=4, departments=3), sample.BODY))
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / "circular.html").write_text(made, "utf-8")
    assert made == (GOLDEN / "circular.html").read_text("utf-8")


def test_an_unknown_name_stops_with_file_and_line(tmp_path: Path) -> None:
    problem = refused(body(tmp_path, "<p>好</p>\n<p>{{ figures.disclosd }}条</p>\n"))
    assert (problem.code, problem.file, problem.line) == ("D021", str(tmp_path / "circular.html.j2"), 2)
    assert "disclosd" in problem.found


def test_a_syntax_error_stops_with_file_and_line(tmp_path: Path) -> None:
    problem = refused(body(tmp_path, "<p>\n{% if figures.disclosed %}{% endfor %}\n</p>\n"))
    assert (problem.code, problem.line) == ("D022", 2)
    assert problem.file == str(tmp_path / "circular.html.j2")


def test_an_expression_that_fails_stops_with_file_and_line(tmp_path: Path) -> None:
    problem = refused(body(tmp_path, "<p>一</p>\n\n<p>{{ 1 / 0 }}</p>"))
    assert (problem.code, problem.line) == ("D023", 3)


@pytest.mark.parametrize("text", ["{{ ''.__class__.__mro__ }}", "{{ figures.disclosed.__class__.__init__.__globals__ }}"])
def test_a_template_cannot_reach_into_the_program(tmp_path: Path, text: str) -> None:
    assert refused(body(tmp_path, text)).code in {"D021", "D023"}


def test_a_template_cannot_read_outside_its_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "pack").mkdir()
    assert refused(body(tmp_path / "pack", "{% include '../secret.txt' %}")).code == "D020"


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    problem = refused(tmp_path / "none.html.j2")
    assert (problem.code, problem.found) == ("D020", "none.html.j2")
    assert str(tmp_path) in sentence(problem)


def test_the_assessments_template_wins_over_the_packs_and_the_shipped_one(tmp_path: Path) -> None:
    pack, own = tmp_path / "pack", tmp_path / "own"
    pack.mkdir()
    own.mkdir()
    text = body(pack, "<p>指标库的正文</p>")
    assert "指标库的正文" in circular_html(sample.results(), text)
    body(own, "<p>本单位的正文</p>")
    (own / "official.css").write_text("/* ours */")
    html = circular_html(sample.results(), text, (own,))
    assert "本单位的正文" in html
    assert "/* ours */" in html
    assert "指标库的正文" not in html


def test_names_are_escaped(tmp_path: Path) -> None:
    html = circular_html(sample.results(issuer="<b>&厅", head="头"), body(tmp_path, "<p>{{ document.issuer }}</p>"))
    assert "<p>&lt;b&gt;&amp;厅</p>" in html


def test_an_empty_figure_drops_its_sentence(tmp_path: Path) -> None:
    html = circular_html(sample.results(), body(tmp_path, "<p>有。{% if figures.nobody %}无人。{% endif %}</p>"))
    assert "<p>有。</p>" in html
