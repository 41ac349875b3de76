"""The example assessment, run once with all its documents for all tests that only look at what came out."""

from __future__ import annotations

import fcntl
import pickle
from pathlib import Path

import pytest

from scoring.commands.running import Options, Run, run

EXAMPLE = Path(__file__).parents[2] / "data" / "linjiang-2016"


@pytest.fixture(scope="session")
def example_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Run:
    """A finished run of the example with two processes for its sheets; test processes beside this one share it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    made = shared / "example.pickle"
    with (shared / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_file():
            made.write_bytes(pickle.dumps(run(EXAMPLE, Options(out=shared / "example", jobs=2))))
    finished: Run = pickle.loads(made.read_bytes())  # noqa: S301 - written a moment ago by this test run
    return finished
