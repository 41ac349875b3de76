"""``python -m tests.mutation [--only PATH] [--sample N] [--workers N]``: try mutants; 1 where one lives that nobody has explained."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys

# One process at a time: threads of numeric libraries would only make it slower to fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from tests.mutation.campaign import Campaign, Order, asked
from tests.mutation.mutants import files
from tests.mutation.trying import OPTIONS, Nursery
from tests.repository import ROOT


def main() -> int:
    """Read the arguments and run the campaign."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", default="", help="a file or folder under test")
    parser.add_argument("--sample", type=int, default=0, help="most mutants of one file, drawn by their names; all by default")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 2), help="how many mutants are tried at the same time")
    given = parser.parse_args()
    order = Order(given.only, given.sample)
    listed = files(order.only)
    if not listed:
        parser.error(f"nothing under test lies in {order.only}")
    nurseries = [Nursery() for _ in range(max(given.workers, 1))]
    campaign = Campaign(order, nurseries)
    wanted = sorted({test for file in listed for test in asked(file.relative_to(ROOT).as_posix())})
    with contextlib.redirect_stdout(io.StringIO()):  # dots and letters of tests that are meant to fail
        code = int(pytest.main([*OPTIONS, *wanted], plugins=[campaign]))
    for nursery in nurseries:
        nursery.close()
    if unexplained := campaign.results.unexplained:
        sys.stderr.write(f"{len(unexplained)} mutants live without a reason in tests/mutation/survivors.yaml\n")
    return code or int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main())
