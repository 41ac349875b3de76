"""One run of the example with everything the explorer shows, made once for all test processes, and one browser in each."""

from __future__ import annotations

import fcntl
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.explorer import hostile
from tests.explorer.browsing import chromium
from tests.repository import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLE = ROOT / "data" / "linjiang-2016"
# Few draws: pages show what was found, how much of it there is makes no difference to them.
SETTINGS = """
sensitivity: {draws: 100, sobol: 8, variants: [indicators]}
comparison: {run: ../earlier}
"""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of this test run that its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def run_folder(shared: Path) -> Path:
    """A finished run of the example, compared with an earlier one whose marks were others, and with ``explorer/`` in it."""
    made = shared / "explored"
    with (shared / "explored.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_dir():
            _make(shared / "explored.part")
            (shared / "explored.part").rename(made)
    return made / "run"


def _make(folder: Path) -> None:
    from scoring.commands.running import Options, run
    from scoring.finished.rendering import Wanted, render_run

    shutil.copytree(EXAMPLE, folder / "inputs", ignore=shutil.ignore_patterns("generator", "generate.py", "__pycache__"))
    marks, settings = folder / "inputs" / "marks.csv", folder / "inputs" / "assessment.yaml"
    told = marks.read_text("utf-8")
    marks.write_text(told.replace(",1,", ",0,", 40), "utf-8")
    run(folder / "inputs", Options(out=folder / "first", documents=False)).folder.rename(folder / "earlier")
    marks.write_text(told, "utf-8")
    with settings.open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    run(folder / "inputs", Options(out=folder / "second", documents=False)).folder.rename(folder / "run")
    render_run(folder / "run", folder / "pages", Wanted(("explorer",)))


@pytest.fixture(scope="session")
def internal(run_folder: Path) -> Path:
    """The internal edition."""
    return run_folder.parent / "pages" / "explorer"


@pytest.fixture(scope="session")
def public(internal: Path) -> Path:
    """The edition for the public: both annexes of the circular."""
    return internal.parent / "explorer-public"


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of a small assessment whose texts try to leave their place."""
    return hostile.make(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser of this process; closed before tests of other rooms, which may not have threads beside them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]) as opened:
        yield opened


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_told: object) -> None:
        """Nothing: what failed is seen by the page."""


@pytest.fixture(scope="package")
def served(internal: Path) -> Iterator[str]:
    """Address of the internal edition on a web server of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(internal)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
