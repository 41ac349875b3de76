"""The built faces, the cache, and the office's own faces."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from scoring.documents.fonts import building as fonts
from scoring.documents.fonts import characters
from scoring.documents.fonts import face as fontface
from scoring.documents.fonts.roles import BY_ID, RECIPE, ROLES
from scoring.documents.fonts.sets import FontSet
from scoring.documents.fonts.settings import find_settings, read_settings
from scoring.problems import ProblemsFound, sentence

NAME_CHARACTERS = "镕喆堃昇玥翀赟珺䶮㛃〔〕（）《》“”—…①、，。％"


def codes(error: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def font_of(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data))


@pytest.fixture(scope="module")
def built(fonts: FontSet) -> dict[str, TTFont]:
    return {face.role: TTFont(face.path) for face in fonts.faces}


def test_every_face_carries_gb2312_and_ascii(built: dict[str, TTFont]) -> None:
    hanzi = {c for c in characters.gb2312() if 0x4E00 <= c <= 0x9FFF}
    assert len(hanzi) == 6763
    for role, font in built.items():
        assert not (hanzi | set(range(0x20, 0x7F))) - set(font.getBestCmap()), role


def test_the_fallback_face_carries_all_of_gbk_and_names_beyond(built: dict[str, TTFont]) -> None:
    carried = set(built["song"].getBestCmap())
    assert not set(range(0x4E00, 0x9FA6)) - carried
    assert not {ord(c) for c in NAME_CHARACTERS} - carried


def test_all_faces_are_truetype_with_equal_metrics_and_even_digits(built: dict[str, TTFont]) -> None:
    for role, font in built.items():
        assert "glyf" in font, role
        assert "CFF " not in font, role
        em = font["head"].unitsPerEm
        assert (font["hhea"].ascent / em, font["hhea"].descent / em, font["hhea"].lineGap) == (0.88, -0.12, 0), role
        assert (font["OS/2"].usWinAscent / em, font["OS/2"].usWinDescent / em) == (0.88, 0.12), role
        cmap = font.getBestCmap()
        assert len({font["hmtx"][cmap[ord(d)]][0] for d in "0123456789"}) == 1, role
        assert {font["hmtx"][cmap[ord(c)]][0] for c in "一国，。“”"} == {em}, role


def test_faces_have_our_names_and_keep_the_authors_licence(built: dict[str, TTFont], fonts: FontSet) -> None:
    for face in fonts.faces:
        names = built[face.role]["name"]
        assert names.getDebugName(1) == f"GW {face.role.capitalize()}" == face.family
        assert names.getDebugName(0)
        assert names.getDebugName(0) == face.copyright
        assert names.getDebugName(13)
    assert "Open Font License" in built["song"]["name"].getDebugName(13)


def test_the_index_says_source_version_licence_and_hash(fonts: FontSet) -> None:
    index = json.loads((fonts.faces[0].path.parent / "fonts.json").read_text("utf-8"))
    assert index["recipe"] == RECIPE
    assert [entry["role"] for entry in index["faces"]] == [role.id for role in ROLES]
    for entry in index["faces"]:
        assert len(entry["sha256"]) == 64
        assert entry["source"].split()[0] in {"texlive-lang-chinese", "fonts-noto-cjk"}
        assert entry["licence"]
    assert (fonts.faces[0].path.parent / "fonts-noto-cjk.licence.txt").stat().st_size > 1000


def test_what_was_substituted_is_said(fonts: FontSet) -> None:
    assert ("小标宋", "方正小标宋简体", "Noto Serif CJK SC Bold") in fonts.substitutions
    assert len(fonts.substitutions) == 5
    assert "以替代字体代替 方正小标宋简体" in sentence(fonts.notes[0])


def test_building_again_changes_nothing(fonts: FontSet) -> None:
    before = [face.path.stat().st_mtime_ns for face in fonts.faces]
    said: list[str] = []
    again = fonts_module_build(say=said.append)
    assert again == fonts
    assert [face.path.stat().st_mtime_ns for face in again.faces] == before
    assert not any("下载" in line for line in said)


def fonts_module_build(**words: Any) -> FontSet:
    return fonts.build_fonts(**words)


def test_an_empty_cache_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as error:
        fonts.load_fonts(tmp_path)
    assert codes(error) == ["D001"]
    assert "scoring fonts build" in sentence(error.value.problems[0])


def test_a_damaged_face_is_not_used(tmp_path: Path, fonts: FontSet) -> None:
    cache = copied_cache(tmp_path, fonts)
    damaged = cache / f"base-{RECIPE}" / "GW-Kai.ttf"
    damaged.unlink()
    damaged.write_bytes(b"short")
    with pytest.raises(ProblemsFound) as error:
        fonts_load(cache)
    assert codes(error) == ["D001"]


def fonts_load(cache: Path, **words: Any) -> FontSet:
    return fonts.load_fonts(cache, **words)


def copied_cache(folder: Path, built: FontSet) -> Path:
    """A cache whose files are links, cheap to make and free to spoil."""
    shutil.copytree(built.faces[0].path.parent, folder / f"base-{RECIPE}", copy_function=lambda a, b: Path(b).symlink_to(a))
    return folder


def test_an_interrupted_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(target: Path, *_: object) -> None:
        (target / "GW-Song.ttf").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(fonts, "_build_base", stop)
    with pytest.raises(KeyboardInterrupt):
        fonts.build_fonts(tmp_path, say=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_the_office_face_takes_the_place_of_the_free_one(tmp_path: Path, fonts: FontSet) -> None:
    settings = settings_file(tmp_path, fonts, "仿宋: own/office.ttf\n", "kai", "office.ttf")
    cache = copied_cache(tmp_path / "cache", fonts)
    own = fonts_load(cache, settings=settings)
    face = next(face for face in own.faces if face.role == "fang")
    assert face.family == "GW Fang"
    assert (face.used, face.source, face.licence) == ("GW Kai", "office.ttf", "office")
    assert ("仿宋", "仿宋_GB2312", "GW Kai") in own.substitutions
    assert [f.role for f in own.faces] == [f.role for f in fonts.faces]
    assert own.fingerprint != fonts.fingerprint
    assert fonts_load(cache, settings=settings) == own


def settings_file(folder: Path, built: FontSet, text: str, role: str, name: str) -> Path:
    (folder / "own").mkdir()
    shutil.copy(next(face.path for face in built.faces if face.role == role), folder / "own" / name)
    (folder / "fonts.yaml").write_text(text, "utf-8")
    return folder / "fonts.yaml"


def test_a_canonical_face_is_no_substitution(tmp_path: Path, fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "wanted", lambda _: frozenset({0x20, *map(ord, "0123456789一")}))
    monkeypatch.setattr(characters, "level_one", lambda: frozenset({ord("一")}))
    font = TTFont(next(face.path for face in fonts.faces if face.role == "fang"))
    font["name"].setName("仿宋_GB2312", 1, 3, 1, 0x804)
    font.save(tmp_path / "office.ttf")
    (tmp_path / "fonts.yaml").write_text("仿宋: office.ttf\n", "utf-8")
    own = fonts_load(copied_cache(tmp_path / "cache", fonts), settings=tmp_path / "fonts.yaml")
    assert "仿宋" not in [role for role, _, _ in own.substitutions]


def test_all_bad_settings_are_reported_at_once_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "fonts.yaml").write_text("小标宋: gone.ttf\n隶书: x.ttf\n黑体: {file: a.ttf, face: one}\n", "utf-8")
    with pytest.raises(ProblemsFound) as error:
        read_settings(tmp_path / "fonts.yaml")
    assert [(p.code, p.line) for p in error.value.problems] == [("D012", 1), ("D010", 2), ("D011", 3)]


def test_a_file_that_is_no_font_and_a_font_without_chinese_are_refused(tmp_path: Path, fonts: FontSet) -> None:
    (tmp_path / "text.ttf").write_text("not a font")
    (tmp_path / "latin.ttf").write_bytes(tiny_font("A0123456789 "))
    (tmp_path / "fonts.yaml").write_text("黑体: text.ttf\n楷体: latin.ttf\n", "utf-8")
    cache = copied_cache(tmp_path / "cache", fonts)
    with pytest.raises(ProblemsFound) as error:
        fonts_load(cache, settings=tmp_path / "fonts.yaml")
    assert [(p.code, p.line) for p in error.value.problems] == [("D013", 1), ("D015", 2)]
    assert "缺少 3755 个常用汉字" in sentence(error.value.problems[1])


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path, fonts: FontSet) -> None:
    (tmp_path / "closed.ttf").write_bytes(tiny_font("A0123456789", usage=2))
    (tmp_path / "fonts.yaml").write_text("宋体: closed.ttf\n", "utf-8")
    with pytest.raises(ProblemsFound) as error:
        fonts_load(copied_cache(tmp_path / "cache", fonts), settings=tmp_path / "fonts.yaml")
    assert codes(error) == ["D014"]


def test_the_assessments_settings_win_over_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, assessment = tmp_path / "home", tmp_path / "assessment"
    (home / "scoring").mkdir(parents=True)
    assessment.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    assert find_settings(assessment) is None
    (home / "scoring" / "fonts.yaml").write_text("", "utf-8")
    assert find_settings(assessment) == home / "scoring" / "fonts.yaml"
    (assessment / "fonts.yaml").write_text("", "utf-8")
    assert find_settings(assessment) == assessment / "fonts.yaml"


def tiny_font(text: str, usage: int = 0) -> bytes:
    """A CFF font of squares, the narrower the later the character."""
    builder = FontBuilder(1000, isTTF=False)
    names = {ord(c): f"u{ord(c):04X}" for c in text}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    strings, metrics = {}, {}
    for i, name in enumerate([".notdef", *names.values()]):
        pen = T2CharStringPen(600 - i * 10, None)
        pen.moveTo((50, 0))
        pen.curveTo((50, 400), (200, 700), (550 - i * 10, 700))
        pen.lineTo((550 - i * 10, 0))
        pen.closePath()
        strings[name], metrics[name] = pen.getCharString(), (600 - i * 10, 50)
    builder.setupCFF("Tiny", {}, strings, {})
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=1160, descent=-288)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular", "copyright": "(c) nobody", "version": "Version 7"})
    builder.setupOS2(sTypoAscender=880, fsType=usage)
    builder.setupPost()
    output = io.BytesIO()
    builder.save(output)
    return output.getvalue()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few characters are wanted and needed."""
    monkeypatch.setattr(characters, "wanted", lambda _: frozenset(map(ord, "0123456789 一A")))
    monkeypatch.setattr(characters, "level_one", lambda: frozenset({ord("一")}))


@pytest.mark.usefixtures("small")
def test_cubic_outlines_become_quadratic_ones_of_the_same_shape() -> None:
    made = fontface.make_face(tiny_font("一0123456789 AB"), 0, BY_ID["song"])
    font = font_of(made.data)
    assert made.characters == 13  # B is not wanted
    glyph = font["glyf"][font.getBestCmap()[ord("一")]]
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (50, 0, 540, 700)
    assert any(flag & 1 == 0 for flag in glyph.flags)  # there are off-curve points
    assert (made.source_family, made.copyright) == ("Tiny", "(c) nobody")


@pytest.mark.usefixtures("small")
def test_the_same_font_gives_the_same_bytes() -> None:
    source = tiny_font("一0123456789 A")
    first, second = (fontface.make_face(source, 0, BY_ID["song"]).data for _ in range(2))
    assert first == second


@pytest.mark.usefixtures("small")
def test_uneven_digits_are_set_to_one_width_each_in_its_middle() -> None:
    made = font_of(fontface.make_face(tiny_font("一0123456789 A"), 0, BY_ID["song"]).data)
    cmap = made.getBestCmap()
    assert {made["hmtx"][cmap[ord(d)]][0] for d in "0123456789"} == {580}
    nine = made["glyf"][cmap[ord("9")]]
    assert abs((nine.xMin + nine.xMax) / 2 - 290) <= 1
