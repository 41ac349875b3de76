"""What a process has imported before undisturbed commands are forked from it: loading it is half of a small command's time."""

import duckdb  # noqa: F401 - see above
import polars as pl  # noqa: F401 - see above

import scoring.cli
import scoring.commands.running  # noqa: F401 - see above
