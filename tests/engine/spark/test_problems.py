"""What is missing or wrong about Spark is one sentence each, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scoring.cli import main
from scoring.engine.choosing import Engine, check_engine
from scoring.engine.spark import starting
from scoring.engine.spark.cluster import FIXED, Cluster, cluster
from scoring.problems import ProblemsFound, sentence
from tests.runs import mini

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told(action: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        action()
    return [sentence(problem, "zh") for problem in caught.value.problems]


def test_missing_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "find_spec", lambda _name: None)
    assert told(lambda: check_engine(Engine("spark"))) == [
        (
            "--engine: 没有安装 Spark 引擎所需的软件包：pyspark、sqlglot；应为 pyspark 和 sqlglot。"
            "请运行 pip install 'scoring[spark]'，或改用 --engine duckdb。 [A035]"
        )
    ]


def test_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert told(starting.check_java) == [
        (
            f"--engine: 没有找到 Spark 所需的 Java：{tmp_path}；应为 Java 17 或更新版本。"
            "请安装 Java 17，用 JAVA_HOME 指明其位置，或改用 --engine duckdb。 [A036]"
        )
    ]


def test_an_older_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_292\"' >&2\n", "utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert told(starting.check_java)[0].startswith('--engine: 没有找到 Spark 所需的 Java：version "1.8；应为 Java 17 或更新版本。')


def test_a_master_that_does_not_answer() -> None:
    (words,) = told(lambda: starting.connect(Cluster("spark://127.0.0.1:1")))
    assert words.startswith(
        "--master: Spark 无法启动或连接不上（[Errno 111] Connection refused）：spark://127.0.0.1:1；应为能够连通、有空闲资源的集群。"
    )
    assert words.endswith("[A037]")


def test_wrong_settings_are_told_together() -> None:
    fixed = "、".join(FIXED)
    expected = f"；应为 spark.名称=值，且不是结果所依赖的设置（{fixed}）。请改写或删去这一项 --spark-conf。 [A040]"
    assert told(lambda: cluster("lokal[2]", ("spark.sql.ansi.enabled=false", "memory"), None)) == [
        (
            "--master: Spark 没有这样的运行方式：lokal[2]；应为如 local[2]、local-cluster[2,1,2048]、spark://host:7077、yarn、"
            "k8s://https://host:443。请改写 --master。 [A042]"
        ),
        f"--spark-conf: 不能这样设置 Spark：memory{expected}",
        f"--spark-conf: 不能这样设置 Spark：spark.sql.ansi.enabled=false{expected}",
    ]


@pytest.mark.parametrize(
    "master", ["local", "local[*]", "local[2]", "local-cluster[2,1,2048]", "spark://a:7077,b:7077", "yarn", "k8s://https://host:443"]
)
def test_the_masters_of_spark_are_known(master: str) -> None:
    assert cluster(master, ("spark.executor.memory=4g",), "hdfs://name/work") == Cluster(
        master, {"spark.executor.memory": "4g"}, "hdfs://name/work"
    )


def test_options_of_spark_without_it_stop_the_command(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--lang", "en", "run", str(mini.make(tmp_path / "mini")), "--master", "local[2]"])
    assert result.exit_code == 1
    expected = "--master: this option is one of Spark only, expected together with --engine spark. "
    assert f"{expected}Add --engine spark or leave the option out. [A041]" in result.output
    assert "Traceback" not in result.output
