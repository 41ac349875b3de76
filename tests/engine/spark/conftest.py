"""One Spark for all tests of this folder that need one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from scoring.engine.spark.cluster import Cluster
from scoring.engine.spark.starting import check_java, check_libraries, connect
from scoring.problems import ProblemsFound, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.engine.spark.starting import Connection

# A small Spark that starts soon: little is computed, much is planned.
SMALL = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms1g -Xmn500m",
    "spark.driver.memory": "1500m",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.ui.retainedExecutions": "1",
}


def check_spark() -> None:
    """Skip the test where Spark cannot be had."""
    try:
        check_libraries()
        check_java()
    except ProblemsFound as error:
        pytest.skip(sentence(error.problems[0], "en"))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """A running Spark with two threads."""
    check_spark()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyspark speaks of libraries that are not used here
        started = connect(Cluster("local[2]", SMALL))
        yield started
        started.close()
