"""Build the folder: ``python -m tools.wheelhouse --out build/wheelhouse``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.wheelhouse.building import Wanted, build


def main() -> None:
    """Parse the options and build."""
    parser = argparse.ArgumentParser(prog="make wheelhouse", description="Collect what an installation without network needs.")
    parser.add_argument("--out", type=Path, default=Path("build/wheelhouse"), help="the folder to make; an earlier one is replaced")
    parser.add_argument("--spark", action="store_true", help="with the engine Spark, which needs a Java 17 on the other machine")
    parser.add_argument("--no-documents", action="store_true", help="without what printed documents need: scores and tables only")
    options = parser.parse_args()
    extras = {"spark"} if options.spark else set()
    build(options.out, Wanted(frozenset(extras | (set() if options.no_documents else {"documents"}))))


if __name__ == "__main__":
    main()
