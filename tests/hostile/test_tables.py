"""Tables, settings, workbooks and finished runs made to fill the memory, to lead elsewhere, or to be waited for without end."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.folder.packs import find_criteria
from scoring.problems import ProblemsFound, sentence
from tests.hostile import packages
from tests.hostile.bounded import Readers

MEMORY = 900_000_000  # bytes of a process with its libraries
LARGE = "文件过大；应为不超过 {} MB 的文件。请只保留所需内容后重新保存。 [I089]"
PIPE = "不是普通文件，而是管道、设备、套接字或失效的链接；应为普通文件。请放入文件本身，或移出该目录。 [I081]"
SIZE = "表格过大：{} 行、{} 列；应为不超过 1000000 行、2000 列的表格。请删去表格以外的行和列后重新保存。 [I087]"
BOOK = "工作簿无法打开（已加密或已损坏）；应为未加密的 Excel 工作簿。请去掉密码后重新保存。 [I008]"
MANY = "表头的列数过多：32765；应为不超过 2000 列。请检查分隔符和换行；只保留需要的列后重新保存。 [I088]"
TYPED = (
    "xlsx 文件中带有文档类型或实体的定义；应为 Word、WPS 或 Excel 保存的文件，其中没有这种定义。"
    "请用 Word、WPS 或 Excel 打开后重新保存，并查问文件的来源。 [I080]"
)
VALUE = (
    f"criteria.yaml:1: 值无法读取：{'9' * 60}；应为文字、数字、日历中存在的日期、true 或 false。请改正该值；按文字使用时请加引号。 [Y006]"
)
RUN = ": 不是一次运行的输出目录：manifest.json: {}；应为含 manifest.json 和 results.duckdb 的目录。请给出 scoring run 打印的目录。 [A007]"
DIGITS = (
    "Exceeds the limit (4300 digits) for integer string conversion: value has 1000000 digits; "
    "use sys.set_int_max_str_digits() to increase the limit"
)
AREA = "工作表的已用区域过大；应为统计表。请删去表格以外的空行空列后重新保存。 [I009]"
CELL = "单元格超过 131072 个字符；应为表格。请检查从这一行起是否少了一个引号。 [I078]"
BOMB = "文件嵌套过深或内容过多；应为不超过 40 层、200000 个节点。请精简该文件。 [Y005]"
HEAD = b"unit_id,name,grp\n"


def laughs() -> bytes:
    """Nine anchors of ten aliases each: 10^9 nodes."""
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(["a0: &a0 [lol]", *rows]).encode()


def keys() -> bytes:
    """More keys than a file may have nodes."""
    return b"".join(b"k%d: 1\n" % number for number in range(300_000))


def lying() -> bytes:
    """A sheet of 30 MB whose entries say that it has 1,000 bytes."""
    data = packages.book(packages.rows(*packages.TWO) + " " * 30_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def sparse(size: int) -> Callable[[Path], None]:
    """A file of this size that takes no room on the disk, all of it NUL bytes after a header."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(HEAD)
            file.truncate(size)

    return write


ATTACKS: dict[str, tuple[str, str, bytes | Callable[[Path], object], str]] = {
    "a gigabyte of nothing": ("table", "units.csv", sparse(1_000_000_000), "units.csv: " + LARGE.format(60)),
    "a pipe": ("table", "units.csv", os.mkfifo, "units.csv: " + PIPE),
    "a million columns": ("table", "units.csv", b"unit_id" + b",x" * 1_000_000 + b"\n1\n", "units.csv: " + SIZE.format(1, 1_000_001)),
    "more than a million rows": ("table", "units.csv", HEAD + b"a\n" * 1_000_001, "units.csv: " + SIZE.format(1_000_001, 1)),
    "three million blank lines": ("table", "units.csv", HEAD + b"\n" * 3_000_000, "read"),
    "a gigantic cell": ("table", "units.csv", HEAD + b'"' + b"a" * 20_000_000, "units.csv:2: " + CELL),
    "NUL bytes": ("table", "units.csv", HEAD + b"\0" * 100_000, "read"),
    "a workbook to the last corner": ("table", "units.xlsx", packages.book_corner(), "units.xlsx: " + AREA),
    "a workbook of one long text in all cells": ("table", "units.xlsx", packages.book_shared(), "units.xlsx: " + AREA),
    "a workbook of entities": ("table", "units.xlsx", packages.book_laughs(), "units.xlsx: " + TYPED),
    "records of a hundred thousand columns": ("records", "a.csv", b"unit_id" + b",x" * 100_000 + b"\n1\n", "a.csv:1: " + MANY),
    "records that are a pipe": ("records", "a.csv", os.mkfifo, "a.csv: " + PIPE),
    "records to the last corner": ("records", "a.xlsx", packages.book_corner(), "a.xlsx: " + AREA),
    "records of one long text in all cells": ("records", "a.xlsx", packages.book_shared(), "a.xlsx: " + AREA),
    "records that inflate": ("records", "a.xlsx", packages.book_inflating(), "a.xlsx: " + BOOK),
    "records of entities": ("records", "a.xlsx", packages.book_laughs(), "a.xlsx: " + TYPED),
    "records of less than there is": ("records", "a.xlsx", lying(), "a.xlsx: " + BOOK),
    "a returned gigabyte": ("returned", "a.xlsx", sparse(1_000_000_000), "a.xlsx: " + LARGE.format(60)),
    "a returned pipe": ("returned", "a.xlsx", os.mkfifo, "a.xlsx: " + PIPE),
    "a returned corner": ("returned", "a.xlsx", packages.book_corner(), "a.xlsx: " + AREA),
    "a returned bomb": ("returned", "a.xlsx", packages.word_inflating(), "a.xlsx: " + AREA),
    "returned entities": ("returned", "a.xlsx", packages.book_laughs(), "a.xlsx: " + TYPED),
    "YAML of a gigabyte": ("settings", "criteria.yaml", sparse(1_000_000_000), "criteria.yaml: " + LARGE.format(4)),
    "YAML that is a pipe": ("settings", "criteria.yaml", os.mkfifo, "criteria.yaml: " + PIPE),
    "YAML of a million items": ("settings", "criteria.yaml", b"a:\n" + b"- a\n" * 900_000, "criteria.yaml:399998: " + BOMB),
    "YAML of a million keys": (
        "settings",
        "criteria.yaml",
        keys(),
        "criteria.yaml:200000: " + BOMB,
    ),
    "YAML of laughs": ("settings", "criteria.yaml", laughs(), "criteria.yaml:1: " + BOMB),
    "YAML of a million digits": (
        "settings",
        "criteria.yaml",
        b"a: " + b"9" * 1_000_000,
        VALUE,
    ),
    "YAML nested without end": ("settings", "criteria.yaml", b"a: " + b"[" * 1_000_000, "criteria.yaml:1: " + BOMB),
    "a manifest of a gigabyte": ("manifest", "manifest.json", sparse(1_000_000_000), RUN.format("I089 60 MB")),
    "a manifest that is a pipe": ("manifest", "manifest.json", os.mkfifo, RUN.format("I081")),
    "a manifest nested without end": ("manifest", "manifest.json", b'{"a":' * 1_000_000, RUN.format("nested too deeply")),
    "a manifest of a million digits": ("manifest", "manifest.json", b'{"a":' + b"9" * 1_000_000 + b"}", RUN.format(DIGITS)),
    "a log of a gigabyte": ("log", "states.jsonl", sparse(1_000_000_000), "states.jsonl: " + LARGE.format(60)),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_table_or_setting_made_to_do_harm_is_refused_within_bounds(tmp_path: Path, bounded: Readers, attack: str) -> None:
    reader, name, made, expected = ATTACKS[attack]
    if isinstance(made, bytes):
        (tmp_path / name).write_bytes(made)
    else:
        made(tmp_path / name)
    outcome = bounded.ask(reader, tmp_path / name)
    said = [text.replace(f"{tmp_path}/", "").replace(str(tmp_path), "") for text in outcome.said]
    assert said == [expected]
    assert outcome.peak < MEMORY


@pytest.mark.parametrize("place", ["../../secret.yaml", "/etc/hostname", "link.yaml"])
def test_the_inputs_of_a_final_run_name_no_criteria_outside_of_them(tmp_path: Path, place: str) -> None:
    inputs = tmp_path / "run" / "inputs"
    inputs.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("id: x\n", "utf-8")
    (inputs / "link.yaml").symlink_to("../../secret.yaml")
    (inputs / "archived-criteria.json").write_text(json.dumps({".": {"national": place}}), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        find_criteria("national", inputs)
    said = "定稿所存输入写明的指标体系位置在其目录之外：{}；应为定稿目录内的文件。请查问定稿的来源，并从备份恢复。 [V091]"
    assert [sentence(problem).replace(f"{tmp_path}/", "") for problem in found.value.problems] == [
        "run/inputs/archived-criteria.json: " + said.format(place)
    ]
