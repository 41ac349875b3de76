"""A text is held against figures.yaml before anything is scored: unknown names, unknown words, numbers typed by hand, unused figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.documents.fonts.building import build_fonts
from tests.runs import mini

NOWHERE = (
    "；应为 figures.yaml 中的数字、日期、文号或条款。请改用 figures.yaml 中的数字；"
    "确属固定用语的，把这几个字列入 figures.yaml 的 fixed_wording。 [F010]"
)
WORDS = "note、parts_note、and_others、covered、entries、name、of、uom、value"
CIRCULAR = """circular:
  issuer: 乌有省人民政府办公厅
  head: 乌有省人民政府办公厅文件
  number: 乌政办发〔2017〕9号
  title: 乌有省人民政府办公厅关于2016年政务公开工作考核情况的通报
  addressees: [各县（区）人民政府]
  date: 2017-05-02
  annexes:
    - {group: county, title: 2016年县区政务公开工作考核成绩表}
"""
FIGURES = """figures:
  closed: {sum: requests_closed}
  top: {rank_list: county, first: 2}
  unused: {sum: requests_received}
fixed_wording: [20个工作日]
"""
GOOD = "<p>办结{{ figures.closed }}件，{{ figures.top }}居{{ figures.top.places }}，20个工作日内公开。</p>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_fonts(say=lambda _: None)
    made = mini.make(tmp_path / "mini")
    (made / "assessment.yaml").write_text(mini.SETTINGS + CIRCULAR, "utf-8")
    (made / "figures.yaml").write_text(FIGURES, "utf-8")
    return made


def told(folder: Path, text: str, *args: str) -> list[str]:
    (folder / "circular.html.j2").write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["--lang", "zh", "run", str(folder), *args])
    lines = [line.replace(f"{folder}/", "") for line in result.output.splitlines() if re.search(r"\[F0\d\d\]", line)]
    assert (result.exit_code == 0) == (not any("F016" not in line for line in lines)), result.output
    assert (folder / "out").exists() == (result.exit_code == 0)
    return lines


def test_a_figure_that_no_text_uses_is_a_warning(folder: Path) -> None:
    assert told(folder, GOOD) == ["figures.yaml:4: figures.unused: 正文没有用到这个数字：unused。不用的可以删去。 [F016]"]


def test_a_template_beside_the_text_may_use_a_figure(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "part.html.j2").write_text("<p>收到{{ figures.unused }}件。</p>", "utf-8")
    assert told(folder, GOOD + "{% include 'part.html.j2' %}") == []


def test_names_words_and_typed_numbers_are_told_together(folder: Path) -> None:
    text = GOOD + (
        "<p>{{ figures.closd }}{{ figures.closed.change }}{{ figures['unused'] }}</p>\n"
        "{# 3个 #}<p style=\"margin: 3pt\">共{% if figures.closed %}15件，{{ '有三个单位' }}{% endif %}。</p>\n"
    )
    assert told(folder, text) == [
        "circular.html.j2:2: 模板中用了 figures.yaml 没有定义的数字：closd。是否想写 closed。 [F014]",
        f"circular.html.j2:2: figures.closed: 这种数字没有这一项：change；应为 {WORDS} 之一。请检查写法。 [F015]",
        f"circular.html.j2:3: 正文中的数没有出处：15（…共15件，…。…）{NOWHERE}",
        f"circular.html.j2:3: 正文中的数没有出处：三（…有三个单位…）{NOWHERE}",
    ]


def test_a_number_in_a_template_that_wins_over_the_pack_s_is_told_too(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "circular.html.j2").write_text(GOOD + "<p>另有{{ figures.unused }}件，共99件。</p>\n", "utf-8")
    lines = told(folder, GOOD)
    assert len(lines) == 1
    assert lines[0].startswith("templates/circular.html.j2:2: 正文中的数没有出处：99（")


def test_render_refuses_a_text_with_a_number_from_nowhere(folder: Path, tmp_path: Path) -> None:
    told(folder, GOOD)
    text = tmp_path / "other.html.j2"
    text.write_text("<p>办结{{ figures.closed }}件，延期17件。</p>\n", "utf-8")
    made = next((folder / "out").iterdir())
    args = ["--lang", "zh", "render", str(made), "circular", "--out", str(tmp_path / "again"), "--body", str(text)]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 1
    assert "other.html.j2:1: 正文中的数没有出处：17（…办结21件，延期17件。…）；" in result.output
    assert not (tmp_path / "again" / "circular.pdf").exists()
