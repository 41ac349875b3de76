"""Which Spark computes, as options name it, and the settings that results depend on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.problems import Problem, ProblemsFound

MASTERS = re.compile(r"local(\[[^\]]+\])?|local-cluster\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]|spark://\S+:\d+|yarn|k8s://\S+")

# What results depend on. Nobody changes these: DuckDB's arithmetic is that of these settings.
FIXED = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.legacy.exponentLiteralAsDecimal.enabled": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.default": "parquet",
    # Else Spark puts its own settings and variables of the process where a text of the criteria holds ${env:...}.
    "spark.sql.variable.substitute": "false",
}
# What suits most; `--spark-conf` may say otherwise.
USUAL = {
    "spark.app.name": "scoring",
    "spark.sql.cteRecursionRowLimit": "-1",  # a nation has more units with units above them than Spark's usual million
    "spark.sql.debug.maxToStringFields": "50",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass(frozen=True)
class Cluster:
    """Which Spark computes.

    Args:
        master: Spark's name of it: ``local[2]``, ``local-cluster[2,1,2048]``, ``spark://host:7077``, ``yarn``, ``k8s://...``.
        conf: Further settings of Spark.
        work: Folder or address (``hdfs://``, ``s3a://``) that driver and workers share, for the Parquet files of the run;
            a passing folder of this machine when empty.
    """

    master: str = "local[*]"
    conf: Mapping[str, str] = field(default_factory=dict)
    work: str = ""


def cluster(master: str | None, settings: tuple[str, ...], work: str | None) -> Cluster:
    """The cluster as options name it.

    Raises:
        ProblemsFound: A040 (a setting that is not ``KEY=VALUE`` or that is fixed), A042 (no such master).
    """
    problems = []
    conf = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not (equals and key.startswith("spark.")) or key in FIXED or key == "spark.master":
            problems.append(Problem("A040", "--spark-conf", found=setting, args={"fixed": "、".join(FIXED)}))
        conf[key] = value
    master = master or "local[*]"
    if not MASTERS.fullmatch(master):
        problems.append(Problem("A042", "--master", found=master))
    if problems:
        raise ProblemsFound(problems)
    return Cluster(master, conf, work or "")
