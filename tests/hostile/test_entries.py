"""What lies among the reports and is no report: pipes, sockets, links that lead elsewhere, closed folders, files of any size."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from scoring.folder.report_entries import report_entries
from scoring.intake.reading import read_report
from scoring.problems import sentence


def told(folder: Path) -> list[str]:
    return [sentence(problem).replace(str(folder), "reports") for problem in report_entries(folder).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "甲.txt").write_text("全年收到申请3件。", "utf-8")
    return reports


def test_a_pipe_a_socket_and_a_broken_link_are_told_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "乙.txt")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(folder / "s"))
    (folder / "丙.txt").symlink_to("nowhere")
    said = "不是普通文件，而是管道、设备、套接字或失效的链接：{name}；应为普通文件。请放入文件本身，或移出该目录。 [I081]"
    assert told(folder) == [f"reports/{name}: {said.format(name=name)}" for name in ("s", "丙.txt", "乙.txt")]
    assert [path.name for path in report_entries(folder).files] == ["甲.txt"]


def test_a_pipe_that_is_named_as_a_report_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "年报.html")
    said = "不是普通文件，而是管道、设备、套接字或失效的链接；应为普通文件。请放入文件本身，或移出该目录。 [I081]"
    assert read_report(tmp_path / "年报.html", "年报.html").refusal == ("I081", f"年报.html: {said}")
    assert read_report(Path("/dev/zero"), "zero").refusal is not None


def test_links_out_of_the_folder_are_told_and_links_inside_it_are_files(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("密", "utf-8")
    (tmp_path / "more").mkdir()
    (folder / "乙.txt").symlink_to("甲.txt")
    (folder / "丙.txt").symlink_to("../secret.txt")
    (folder / "丁").symlink_to("../more")
    said = "链接指向报告目录之外或另一个目录：{to}；应为目录中的文件本身。请把文件复制到报告目录中，并删去链接。 [I082]"
    assert told(folder) == [f"reports/丁: {said.format(to='../more')}", f"reports/丙.txt: {said.format(to='../secret.txt')}"]
    assert [path.name for path in report_entries(folder).files] == ["乙.txt", "甲.txt"]


def test_a_folder_that_cannot_be_opened_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)  # the tests run as a user whom no permission stops
    said = "报告目录中有无法打开的目录：Permission denied；应为可以读取的目录。请检查该目录的读取权限。 [I083]"
    assert told(folder) == [f"reports/closed: {said}"]


def test_a_file_of_blanks_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "年报.html").open("wb") as file:
        file.truncate(1_000_000_000_000)  # it takes no room on the disk, and would fill any memory
    said = "文件过大；应为不超过 60 MB 的文件。请只保留所需内容后重新保存。 [I089]"
    report = read_report(tmp_path / "年报.html", "年报.html")
    assert report.refusal == ("I089", f"年报.html: {said}")
    assert (report.size, report.sha256) == (1_000_000_000_000, "")
