"""Record tables, deadlines and aggregates as criteria declare them."""

from scoring.criteria.records.model import Aggregate, Deadline, FixedDay, RecordColumn, RecordTable, Regime, Restart

__all__ = ["Aggregate", "Deadline", "FixedDay", "RecordColumn", "RecordTable", "Regime", "Restart"]
