"""``scoring run`` without documents, as a process that is measured.

Usage: python -m tests.benchmarks.whole DIR --out OUT [--memory 2GB]
"""

from __future__ import annotations

import sys

from scoring.cli import main

if __name__ == "__main__":
    main(["run", *sys.argv[1:], "--no-documents"], standalone_mode=False)
