"""What Pango knows of the faces is made once, and never carries a page's own faces to another document."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from scoring.documents.fonts.building import build_fonts, load_fonts
from scoring.documents.fonts.sets import FontSet
from scoring.documents.printing.fontmap import font_map
from scoring.documents.printing.pdf import Printer


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    build_fonts(say=lambda _: None)
    return load_fonts()


def test_printers_of_the_same_faces_share_it_and_one_of_other_faces_has_its_own(fonts: FontSet) -> None:
    first = font_map(fonts)
    assert font_map(fonts) is first
    assert Printer(fonts, [], "甲")._font_config is first
    changed = FontSet((replace(fonts.faces[0], sha256="0"), *fonts.faces[1:]))
    assert font_map(changed) is not first


def test_one_to_which_a_page_added_faces_is_not_taken_again(fonts: FontSet) -> None:
    first = font_map(fonts)
    face = f"@font-face {{font-family: own; src: url({fonts.faces[0].path.as_uri()})}}"
    import weasyprint

    weasyprint.CSS(string=face, font_config=first)
    assert font_map(fonts) is not first


def test_every_thread_has_its_own(fonts: FontSet) -> None:
    seen: list[Any] = []
    thread = Thread(target=lambda: seen.append(font_map(fonts)))
    thread.start()
    thread.join()
    assert seen[0] is not font_map(fonts)
