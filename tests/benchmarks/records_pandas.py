"""Timeliness in pandas: read by pyarrow with units as categories, working days by numpy's take, one group-by.

Usage: python -m tests.benchmarks.records_pandas FILE.parquet
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from tests.benchmarks.records_workload import DAYS, END, START, ends, working_days


def main(file: str) -> None:
    """Count by unit and year."""
    frame = pq.read_table(file, columns=["unit_id", START, END], read_dictionary=["unit_id"]).to_pandas(date_as_object=False)
    first = np.datetime64(working_days()[0][0], "D")
    started, ended = (np.array([total for _, total in days], dtype=np.int32) for days in (working_days(), ends()))
    begun, done = (frame[name].to_numpy().astype("datetime64[D]") for name in (START, END))
    missing = np.isnat(done)
    taken = ended[np.where(missing, 0, (done - first).astype(np.int64))] - started[(begun - first).astype(np.int64)]
    taken[done == begun] = 0  # also where that day is no working day
    frame["taken"] = np.where(missing, 0, taken)
    frame["on_time"] = ~missing & (taken <= DAYS)
    frame["period"] = frame[START].dt.year.astype(np.int16)
    grouped = frame.groupby(["unit_id", "period"], observed=True, sort=False)
    found = grouped.agg(n=("taken", "size"), on_time=("on_time", "sum"), taken=("taken", "sum"))
    assert isinstance(found, pd.DataFrame)
    print(*(int(found[name].sum()) for name in ("n", "on_time", "taken")))  # noqa: T201 - the result


if __name__ == "__main__":
    main(sys.argv[1])
