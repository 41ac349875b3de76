"""The engine: a session of named SQL steps, on DuckDB or on Spark."""
