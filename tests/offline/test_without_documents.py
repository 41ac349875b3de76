"""An installation without the extra `documents`: it scores, and says what a document would need."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.repository import ROOT
from tests.runs import mini
from tools.supply.locked import python_packages


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed libraries without those that only printed documents need, and without their metadata: linked."""
    left_out = {name.replace("-", "_") for name in (one.name for one in python_packages() if one.scope == "documents")} | {"fontTools"}
    folder = tmp_path_factory.mktemp("bare")
    places = {Path(sysconfig.get_path("purelib")), *(Path(entry) for entry in sys.path if entry.endswith("site-packages"))}
    for each in (file for place in places for file in place.iterdir()):
        name = each.name.partition("-")[0].partition(".")[0]
        if name not in left_out and name.lower() not in left_out and each.suffix != ".pth" and not (folder / each.name).exists():
            (folder / each.name).symlink_to(each)
    return folder


def scoring(bare: Path, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    python = os.path.realpath(sysconfig.get_config_var("BINDIR") + "/python3")
    path = os.pathsep.join([str(ROOT), str(bare)])
    own = environment | {"PYTHONPATH": path, "LANG": "C.UTF-8"}
    return subprocess.run([python, "-m", "scoring", *map(str, words)], cwd=cwd, env=own, capture_output=True, text=True, check=False)


def test_it_scores_and_writes_tables(bare: Path, tmp_path: Path) -> None:
    done = scoring(bare, "run", mini.make(tmp_path / "mini"), "--no-documents", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (tmp_path / "out").iterdir()
    assert (made / "results.duckdb").is_file()


def test_a_run_that_prints_says_what_to_install_and_leaves_nothing(bare: Path, tmp_path: Path) -> None:
    done = scoring(bare, "--lang", "zh", "run", ROOT / "data/linjiang-2016", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "缺少生成文件所需的程序库：weasyprint。请运行 pip install 'scoring[documents]'。 [D009]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
