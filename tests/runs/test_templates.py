"""An office changes what documents look like: listed, copied, checked before scoring, kept with the run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli import main
from scoring.documents.fonts.building import build_fonts, cache_folder
from scoring.documents.printing.html import shipped_templates
from scoring.documents.robustness.page import write_page as firmness
from scoring.results.robustness.model import Robustness
from scoring.starting.templates import listed
from tests.repository import ROOT
from tests.runs import mini
from tests.runs.test_render import CIRCULAR, TEXT


def scoring(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, args)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_fonts(say=lambda _: None)
    made = mini.make(tmp_path / "mini")
    (made / "assessment.yaml").write_text(mini.SETTINGS + CIRCULAR, "utf-8")
    (made / "circular.html.j2").write_text(TEXT, "utf-8")
    return made


def made_run(folder: Path) -> Path:
    result = scoring("run", folder)
    assert result.exit_code == 0, result.output
    (run,) = (path for path in (folder / "out").iterdir() if path.is_dir())
    return run


def test_every_shipped_template_is_listed_with_its_purpose() -> None:
    files = {file.name for file in shipped_templates().iterdir()}
    for language in ("zh", "en"):
        found = dict(listed(language))
        assert set(found) == files | {"circular.html.j2"}
        assert all(found.values()), [name for name, words in found.items() if not words]
    assert re.search(r"^circular\.html +通报各部分的次序和页面属性$", scoring("templates", "list").stdout, re.MULTILINE)


def test_a_copied_template_says_what_it_is_and_prints_the_same(folder: Path) -> None:
    before = (made_run(folder) / "circular.pdf").read_bytes()
    names = [name for name, _words in listed("zh")]
    result = scoring("templates", "copy", folder, *names)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(folder / "templates" / name) for name in names]
    head = (folder / "templates" / "official.css").read_text("utf-8").splitlines()
    assert head[:2] == ["{#", "  本单位的 official.css：优先于随软件发布的同名模板；删去本文件即恢复原样。"]
    shutil.rmtree(folder / "out")
    assert (made_run(folder) / "circular.pdf").read_bytes() == before


def test_a_template_is_never_copied_over_one_of_the_office(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "official.css").write_text("/* ours */")
    result = scoring("templates", "copy", folder, "base.html", "official.css", "nothing.html")
    assert result.exit_code == 1
    assert f"{folder / 'templates' / 'official.css'}: 本单位已有这个模板。要重新开始，请先删去或改名。 [D028]" in result.stderr
    assert "没有这个模板：nothing.html；应为 _annex.css、" in result.stderr
    assert not (folder / "templates" / "base.html").exists()
    assert (folder / "templates" / "official.css").read_text() == "/* ours */"


def test_a_broken_template_stops_before_anything_is_scored(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "circular.html").write_text("<p>\n{% endif %}", "utf-8")
    (folder / "templates" / "seal.png").symlink_to("/etc/hostname")
    result = scoring("run", folder)
    assert result.exit_code == 1
    assert f"{folder / 'templates' / 'circular.html'}:2: 模板语法错误" in result.stderr
    assert "模板文件夹中的链接指向文件夹以外" in result.stderr
    assert not (folder / "out").exists()


def test_an_undefined_name_leaves_no_run_behind(folder: Path) -> None:
    (folder / "circular.html.j2").write_text("<p>{{ assessment.one }}</p>\n<p>{{ nobody }}</p>", "utf-8")
    result = scoring("run", folder)
    assert result.exit_code == 1
    assert "circular.html.j2:1: 模板中引用的名称没有定义，或这个数没有数据：one。" in result.stderr
    assert "circular.html.j2:2: 模板中引用的名称没有定义，或这个数没有数据：nobody。" in result.stderr
    assert not list((folder / "out").glob("*"))


def test_an_own_data_quality_page_wins_too(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "checks.html").write_text("<p>{{ quality.title }}</p>", "utf-8")
    assert (made_run(folder) / "checks.html").read_text("utf-8") == "<p>小考核</p>"


def test_own_pages_of_an_analysis_win_too(tmp_path: Path) -> None:
    (tmp_path / "sensitivity.html").write_text("<p>{{ title }}，{{ moved(2) }}，{{ moved(-1) }}</p>", "utf-8")
    file = firmness(Robustness("", 100, 1, ()), "小考核", "f", tmp_path / "made.html", (tmp_path,))
    assert file.read_text("utf-8") == "<p>小考核，降2位，升1位</p>"
    assert "校验码 f" in firmness(Robustness("", 100, 1, ()), "小考核", "f", tmp_path / "shipped.html").read_text("utf-8")


def test_the_manifest_says_what_the_bytes_depend_on(folder: Path) -> None:
    manifest = json.loads((made_run(folder) / "manifest.json").read_text("utf-8"))
    assert {"weasyprint", "pydyf", "pango", "harfbuzz", "zlib"} <= set(manifest["typesetting"])
    assert all(version[0].isdigit() for version in manifest["typesetting"].values())
    assert len(manifest["fonts"]) == 64


MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "3", "TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "FONTCONFIG_FILE": "/nowhere.conf", "COLUMNS": "20"},
)


def test_machines_that_differ_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Another home, folder, time zone, language, hash seed, fontconfig, number of threads, order of units; also another font cache."""
    hashes = []
    for number, settings in enumerate(MACHINES):
        home, place = tmp_path / f"home{number}", tmp_path / f"place{number}"
        home.mkdir()
        shutil.copytree(folder, place / "mini")
        if number:
            units = (place / "mini" / "units.csv").read_text("utf-8").splitlines()
            (place / "mini" / "units.csv").write_text("\n".join([units[0], *reversed(units[1:])]) + "\n", "utf-8")
            shutil.copytree(cache_folder(), home / "fonts", ignore=shutil.ignore_patterns("fontconfig"))
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("LC_")},
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home),
            "SCORING_FONT_CACHE": str(home / "fonts" if number else cache_folder()),
            **settings,
        }
        command = [sys.executable, "-m", "scoring", "run", str(place / "mini"), "--threads", str(number + 1)]
        subprocess.run(command, check=True, env=environment, cwd=home, capture_output=True)
        (run,) = (path for path in (place / "mini" / "out").iterdir() if path.is_dir())
        files = {
            f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in run.iterdir() if f.suffix in (".pdf", ".docx", ".xlsx", ".html")
        }
        hashes.append(files)
    assert set(hashes[0]) == {"annex.html", "circular.pdf", "circular.docx", "results.xlsx", "checks.html"}
    assert hashes[0] == hashes[1] == hashes[2]
