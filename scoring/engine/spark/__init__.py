"""Named SQL steps on Apache Spark: the session of the engine for data that live in a cluster.

Everything a step reads and makes is Parquet in a work folder. The SELECT of a step is the one DuckDB would run, translated
by sqlglot (:mod:`.translation`), with the types that DuckDB gives its columns (:mod:`.types`), so that both engines make the
same table. The driver reads those Parquet files through DuckDB wherever Python asks for rows.

Nothing is imported here: options are checked before reports are read, and reading wants no engine in its process.
"""
