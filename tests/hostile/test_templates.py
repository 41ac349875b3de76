"""What templates of an office may not do: see other files, ask the network, take the machine's memory, lead anywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scoring.documents.printing.html import render_template
from scoring.documents.printing.links import forbidden, forbidden_links, links_out
from scoring.problems import ProblemsFound, sentence
from tests.repository import ROOT

TEXT = "{% set ns = namespace(s='x' * 900000) %}{% for i in range(30) %}"
KEPT, REPEATED = "一段文字超过 10000000 个字符", "一次生成超过 1000000 个字符或项目"


def rendered(folder: Path, text: str) -> str:
    (folder / "page.html").write_text(text, "utf-8")
    return render_template("page.html", {"name": "<b>甲</b>", "link": "javascript:alert(1)"}, (folder,))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ ('x' * 900000)|list|join('y' * 5000) }}", REPEATED),
        ("{{ ('y' * 5000).join(('x' * 900000)|list) }}", REPEATED),
        (TEXT + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}", KEPT),
        (TEXT + "{% set ns.s = ns.s + ns.s %}{% endfor %}", REPEATED),
        (TEXT + "{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}", KEPT),
        ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% else %}{{ 'x' * 900000 }}{% endif %}{% endmacro %}{{ f(30) }}", KEPT),
        ("{{ [[1] * 900000] * 900 | sum(start=[]) }}", "sum 只用于数字"),
        ("{{ [[1]] | tojson(indent=10**9) }}", REPEATED),
        ("{{ ('ab' * 400000) | wordwrap(1, wrapstring='y' * 100000) }}", REPEATED),
    ],
)
def test_no_template_takes_the_memory_of_the_machine(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(ProblemsFound) as error:
        rendered(tmp_path, text)
    assert [(problem.code, problem.found) for problem in error.value.problems] == [("D024", found)]


def test_texts_are_put_together_and_escaped_as_ever(tmp_path: Path) -> None:
    page = rendered(
        tmp_path,
        "{{ name ~ 1 ~ '&' }}|{{ [name, '二'] | join('、') }}|{{ [1, 2] | sum }}|{{ 'a' + 'b' }}|{% set x %}{{ name }}{% endset %}{{ x }}",
    )
    plain = "&lt;b&gt;甲&lt;/b&gt;"
    assert page == f"{plain}1&amp;|{plain}、二|3|ab|{plain}"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://host/x",
        "mailto:a@b",
        "blob:x",
        "//host/x",
        "\\\\host\\x",
        "/\\host",
        "\t//host",
    ],
)
def test_an_address_that_is_not_http_is_forbidden_however_it_is_written(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize("address", ["http://a.cn/x", "HTTPS://a.cn", "#unit-1", "checks.html", "../index.html#a", "", "?a=b", "附件1.pdf"])
def test_http_and_places_beside_the_page_are_allowed(address: str) -> None:
    assert not forbidden(address)


def test_only_addresses_in_tags_count_and_they_count_in_every_spelling() -> None:
    page = """<a href="javascript&#58;1">x</a> href="javascript:2" <a\nHREF='data:3'> <a href=&#106;avascript:4> <use xlink:href="file:5"/>
    <form action="javascript:6"> <a title="href=javascript:7"> <b data-href-x="y">"""
    assert [address for _, address in forbidden_links(page)] == ["javascript:1", "data:3", "javascript:4", "file:5", "javascript:6"]


def test_a_link_made_of_data_stops_the_document_with_the_line_of_the_template(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as error:
        rendered(tmp_path, '<p>一</p>\n<a href="{{ link }}">证据</a><a href="vbscript:x">二</a>')
    said = "文件中的链接只能指向 http、https 地址或本页之内：{}。请改正模板中的链接，或只印出文字。 [D101]"
    assert {sentence(problem) for problem in error.value.problems} == {
        f"page.html: {said.format('javascript:alert(1)')}",
        f"{tmp_path / 'page.html'}:2: {said.format('vbscript:x')}",
    }


def test_links_of_a_laid_out_document_are_looked_at_too() -> None:
    links = [("external", "javascript:1", None, None), ("external", "https://a.cn", None, None), ("internal", "x", None, None)]
    assert list(links_out(SimpleNamespace(pages=[SimpleNamespace(links=links)]))) == ["javascript:1"]


def test_laying_out_opens_no_file_outside_no_socket_and_no_process(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.hostile.rendering", str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = json.loads(answer.stdout.splitlines()[-1])
    assert found["seen"] == []
    assert found["control"] == ["open /etc/hostname"]  # the watch was awake
    assert found["refused"] >= 25
