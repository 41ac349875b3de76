"""Nothing is printed with a hole in it: every warning of the typesetter stops the document."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import pytest

from scoring.documents import render_circular
from scoring.documents.fonts.sets import FontSet
from scoring.documents.official.circular import lay_out
from scoring.documents.printing.fetching import local_file
from scoring.documents.printing.html import lookup_folders
from scoring.documents.printing.pdf import Printer
from scoring.problems import Problem, ProblemsFound, sentence
from tests.documents import sample


def printed_problem(fonts: FontSet, folder: Path, text: str) -> Problem:
    body = folder / "circular.html.j2"
    body.write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as error:
        render_circular(sample.results(3, 3), body, folder / "out", fonts=fonts)
    assert not (folder / "out").exists()
    return error.value.problems[0]


def test_a_character_that_no_face_has_stops_and_is_named(fonts: FontSet, tmp_path: Path) -> None:
    problem = printed_problem(fonts, tmp_path, "<p>人名中的\U000312a0字</p>")
    assert (problem.code, problem.found) == ("D030", "\U000312a0(U+312A0)")
    assert "人名中的" in sentence(problem)


def test_an_emoji_stops_although_a_system_font_may_have_it(fonts: FontSet, tmp_path: Path) -> None:
    assert printed_problem(fonts, tmp_path, "<p>很好👍</p>").code == "D030"


def test_a_rare_character_is_printed_on_the_grid(printer: Printer, tmp_path: Path) -> None:
    body = tmp_path / "circular.html.j2"
    body.write_text(
        "<p>" + "各单位要认真整改并按时报告。" * 12 + "</p><p>负责人为朱镕䶮㛃。" + "各单位要认真整改并按时报告。" * 40 + "</p>", "utf-8"
    )
    layout = lay_out(printer, sample.results(3, 3, annexes=[]), body)
    second = layout.document.pages[1]._page_box
    tops = sorted(
        {
            round(box.position_y, 2)
            for box in second.descendants()
            if type(box).__name__ == "LineBox" and box.element is not None and box.element.tag == "p"
        }
    )
    steps = {round((b - a) * 0.75, 2) for a, b in itertools.pairwise(tops)}
    assert (min(steps), max(steps)) == (pytest.approx(29.605, abs=0.02), pytest.approx(29.605, abs=0.02))


def test_a_missing_image_stops_and_is_named(fonts: FontSet, tmp_path: Path) -> None:
    problem = printed_problem(fonts, tmp_path, '<p><img src="seal.png" alt=""></p>')
    assert (problem.code, problem.found) == ("D031", "seal.png")


def test_an_image_from_the_network_stops(fonts: FontSet, tmp_path: Path) -> None:
    problem = printed_problem(fonts, tmp_path, '<p><img src="http://example.org/seal.png" alt=""></p>')
    assert (problem.code, problem.found) == ("D044", "http://example.org/seal.png")


def test_an_image_outside_the_folders_stops(fonts: FontSet, tmp_path: Path) -> None:
    assert printed_problem(fonts, tmp_path, '<p><img src="file:///etc/hostname" alt=""></p>').code == "D044"


def test_an_image_beside_the_template_is_printed(printer: Printer, fonts: FontSet, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGBA", (60, 60), (230, 0, 0, 128)).save(tmp_path / "stamp.png")
    body = tmp_path / "circular.html.j2"
    body.write_text('<p>图<img src="stamp.png" alt="" style="height: 10pt"></p>', "utf-8")
    own = Printer(fonts, lookup_folders(body), "circular.pdf")
    layout = lay_out(own, sample.results(3, 3), body)
    assert len(own.pdf(layout.document, layout.html)) > len(printer.pdf(layout.document, layout.html)) - 10**6


def test_unknown_css_stops(fonts: FontSet, tmp_path: Path) -> None:
    problem = printed_problem(fonts, tmp_path, '<p style="text-wrap-mode: sideways">字</p>')
    assert problem.code == "D032"
    assert "text-wrap-mode" in problem.found


def test_a_first_page_without_body_text_stops(fonts: FontSet, tmp_path: Path) -> None:
    body = tmp_path / "circular.html.j2"
    body.write_text("<p>正文</p>", "utf-8")
    results = sample.results(3, 3, title="关于政务公开工作考核情况的通报" * 20)
    with pytest.raises(ProblemsFound) as error:
        render_circular(results, body, tmp_path / "out", fonts=fonts)
    assert [p.code for p in error.value.problems] == ["D042"]


def test_a_missing_subset_library_says_what_to_install(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint.text.ffi

    monkeypatch.setattr(weasyprint.text.ffi, "harfbuzz_subset", None)
    with pytest.raises(ProblemsFound) as error:
        Printer(fonts, (), "circular.pdf")
    assert [(p.code, p.found) for p in error.value.problems] == [("D002", "libharfbuzz-subset")]
    assert "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in sentence(
        error.value.problems[0]
    )


def test_missing_python_libraries_say_what_to_install(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProblemsFound) as error:
        Printer(fonts, (), "circular.pdf")
    assert [(p.code, p.found) for p in error.value.problems] == [("D009", "weasyprint")]


def test_addresses_resolve_inside_the_folders_only(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "图 1.png").write_bytes(b"x")
    (tmp_path / "out.png").write_bytes(b"x")
    base = "https://documents.invalid/"
    assert local_file(base + "%E5%9B%BE%201.png", [tmp_path / "in"]) == (tmp_path / "in" / "图 1.png").resolve()
    with pytest.raises(FileNotFoundError):
        local_file(base + "none.png", [tmp_path / "in"])
    with pytest.raises(PermissionError):
        local_file(base + "..%2Fout.png", [tmp_path / "in"])
    with pytest.raises(PermissionError):
        local_file("file:///etc/hostname", [tmp_path / "in"])


def test_a_folder_that_cannot_be_written_is_a_problem(fonts: FontSet, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ProblemsFound) as error:
        render_circular(sample.results(3, 3), sample.BODY, tmp_path / "out", fonts=fonts)
    assert [p.code for p in error.value.problems] == ["D033"]
