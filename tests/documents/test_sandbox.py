"""Templates belong to offices; what they may not do ends with a problem that says where."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.documents.fonts.sets import FontSet
from scoring.documents.official.circular import lay_out
from scoring.documents.printing import limits
from scoring.documents.printing.html import circular_html, lookup_folders
from scoring.documents.printing.overrides import check_templates
from scoring.documents.printing.pdf import Printer
from scoring.problems import Problem, ProblemsFound, sentence
from tests.documents import sample

LOOP = "{% for a in range(900) %}{% for b in range(900) %}{% for c in range(900) %}x{% endfor %}{% endfor %}{% endfor %}"
NESTED = "{% set ns = namespace(n=0) %}" + "".join(f"{{% for v{i} in figures.values() %}}" for i in range(9)) + "{% set ns.n = ns.n + 1 %}"
LONG = NESTED + "{% endfor %}" * 9


def write(folder: Path, text: str, name: str = "circular.html.j2") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as error:
        circular_html(sample.results(3, 3), write(folder, f"<p>一</p>\n{text}"))
    return tuple(error.value.problems)


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("{{ ''.__class__.__mro__ }}", "D023", "__class__"),
        ("{{ figures|attr('__class__') }}", "D023", "__class__"),
        ("{{ cycler.__init__.__globals__ }}", "D023", "__init__"),
        ("{{ namespace.__init__.__globals__.os }}", "D023", "__init__"),
        ("{{ self.__init__.__globals__ }}", "D023", "__init__"),
        ("{{ circular.__class__ }}", "D023", "__class__"),
        ("{{ groups.city.rows.__reduce__() }}", "D023", "__reduce__"),
        ("{{ '{0.__class__}'.format(figures) }}", "D023", "__class__"),
        ("{{ figures.clear() }}", "D023", "'clear'"),
        ("{{ lipsum(n=9) }}", "D021", "lipsum"),
        ("{% include '../../etc/passwd' %}", "D020", "../../etc/passwd"),
        ("{% include '/etc/passwd' %}", "D020", "etc/passwd"),
        ("{% import 'os' as os %}{{ os }}", "D020", "os"),
        ("{% extends '..' %}", "D020", ".."),
        ("{{ range(10**9)|list }}", "D024", "循环超过 1000000 次"),
        (LOOP, "D024", "循环超过 1000000 次"),
        ("{{ 'x' * 10**8 }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ [1] * 10**8 }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ 9**9999999 }}", "D024", "幂过大"),
        ("{{ '%999999999d' % 1 }}", "D024", "格式的宽度过大"),
        ("{{ '%999999999d'|format(1) }}", "D024", "格式的宽度过大"),
        ("{{ '{:>999999999}'.format(1) }}", "D024", "格式的宽度过大"),
        ("{{ 'x'.ljust(10**9) }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ 'x'|center(10**9) }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ 'x'|indent(10**9) }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ [1]|batch(10**9, 'x')|list }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{{ ('x' * 999999)|replace('x', 'y' * 999999) }}", "D024", "一次生成超过 1000000 个字符或项目"),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "D024", "层层调用自己"),
        ("{{ 1 / 0 }}", "D023", "division by zero"),
        ("{{ figures.disclosed | nofilter }}", "D022", "No filter named 'nofilter'."),
    ],
)
def test_what_a_template_may_not_do_stops_at_its_line(tmp_path: Path, text: str, code: str, found: str) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert (problem.code, problem.file, problem.line) == (code, str(tmp_path / "circular.html.j2"), 2)
    assert found in problem.found


def test_a_template_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.3)
    (problem,) = problems_of(tmp_path, LONG)
    assert (problem.code, problem.line, problem.found) == ("D024", 2, "超过 0.3 秒")
    assert sentence(problem).endswith("模板要做的事太多：超过 0.3 秒。请检查循环、重复和格式的宽度。 [D024]")


def test_a_time_limit_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(limits, "MOST_SECONDS", 0.05)
    with limits.time_limit():
        pass
    time.sleep(0.1)
    monkeypatch.undo()
    assert "<p>好</p>" in circular_html(sample.results(3, 3), write(tmp_path, "<p>好</p>"))


def test_a_document_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.documents.printing import sandbox

    monkeypatch.setattr(sandbox, "MOST_CHARACTERS", 20_000)
    (problem,) = problems_of(tmp_path, "{% for a in range(900) %}{{ 'x' * 100 }}{% endfor %}")
    assert (problem.code, problem.found) == ("D024", "文件超过 20000 个字符")


def test_counted_loops_have_a_budget_per_document_not_for_ever(tmp_path: Path) -> None:
    body = write(tmp_path, "{% for a in range(900) %}{% for b in range(900) %}{% endfor %}{% endfor %}<p>好</p>")
    assert all("<p>好</p>" in circular_html(sample.results(3, 3), body) for _ in range(2))


def test_a_link_out_of_the_folder_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "part.html").symlink_to(tmp_path / "secret.txt")
    (problem,) = problems_of(pack, "{% include 'part.html' %}")
    assert sentence(problem) == (f"{pack / 'part.html'}: 模板文件夹中的链接指向文件夹以外。请把文件本身复制到模板文件夹。 [D025]")


def test_all_undefined_names_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        "{{ figures.one }}{{ two }}\n{% if three > 1 %}{% endif %}\n{% for x in four %}{% endfor %}\n{{ five.six.seven }}\n"
        "{{ eight | upper }}\n{{ nine | default('无', true) }}{% if ten is defined %}{% endif %}\n{% set a = eleven + 1 %}"
    )
    found = {(problem.line, problem.found) for problem in problems_of(tmp_path, text)}
    assert found == {(2, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "eight"), (8, "eleven")}


def test_an_undefined_name_in_a_macro_a_part_a_filter_block_and_a_style_has_its_own_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, "{# #}\n{% macro say() %}\n{{ in_macro }}\n{% endmacro %}", "macros.html")
    write(tmp_path, "\n\n\n{{ in_part }}", "part.html")
    write(tmp_path, "{% include '_grid.css' %}\nh2 { color: {{ in_style }} }", "official.css")
    text = "{% from 'macros.html' import say %}{{ say() }}{% include 'part.html' %}{% filter upper %}\n{{ in_filter }}{% endfilter %}"
    with pytest.raises(ProblemsFound) as error:
        circular_html(sample.results(3, 3), write(tmp_path, text), (tmp_path,))
    found = {(Path(p.file or "").name, p.line, p.found) for p in error.value.problems}
    assert found == {
        ("macros.html", 3, "in_macro"),
        ("part.html", 4, "in_part"),
        ("official.css", 2, "in_style"),
        ("circular.html.j2", 2, "in_filter"),
    }


def test_every_broken_template_of_a_folder_is_told_before_anything_is_made(tmp_path: Path) -> None:
    write(tmp_path, "{% if %}", "a.html")
    write(tmp_path, "body { {{ }", "b.css")
    write(tmp_path, "<p>{{ x | nofilter }}</p>", "c.html")
    (tmp_path / "d.html").write_bytes("通报".encode("gb18030"))
    (tmp_path / "e.png").symlink_to("/etc/hostname")
    (tmp_path / "seal.png").write_bytes(b"not looked at")
    write(tmp_path, "{{ fine }}", "f.html")
    with pytest.raises(ProblemsFound) as error:
        check_templates(tmp_path)
    assert [(p.code, Path(p.file or "").name) for p in error.value.problems] == [
        ("D022", "a.html"),
        ("D022", "b.css"),
        ("D022", "c.html"),
        ("D026", "d.html"),
        ("D025", "e.png"),
    ]


def print_text(printer: Printer, text: str) -> bytes:
    html = f"<html lang='zh-CN'>{text}"
    return printer.pdf(printer.pages(html), html)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
XXE = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{SVG}<text>&x;</text></svg>'
ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
LAUGHS = f'<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx">{ENTITIES}]>{SVG}<text>&j;</text></svg>'
LINKED = f"{SVG}{{}}</svg>"


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ('<img src="file:///etc/hostname" alt="图">', "D044", "file:///etc/hostname"),
        ('<img src="http://example.org/a.png" alt="图">', "D044", "http://example.org/a.png"),
        ('<img src="//example.org/a.png" alt="图">', "D044", "https://example.org/a.png"),
        ('<img src="data:image/png;base64,AAAA" alt="图">', "D044", "data:image/png;base64,AAAA"),
        ('<img src="/etc/hostname" alt="图">', "D031", "etc/hostname"),
        ('<img src="..%2Fsecret.png" alt="图">', "D044", "../secret.png"),
        ('<img src="link.png" alt="图">', "D044", "link.png"),
        ('<img src="broken.png" alt="图">', "D031", "broken.png"),
        ('<img src="none.png" alt="图">', "D031", "none.png"),
        ('<img src="notes.txt" alt="图">', "D045", "notes.txt"),
        ('<object data="file:///etc/hostname"></object>', "D044", "file:///etc/hostname"),
        ('<embed src="file:///etc/hostname">', "D044", "file:///etc/hostname"),
        ('<p style="background: url(http://example.org/b.png)">字</p>', "D044", "http://example.org/b.png"),
        ("<style>@import url(http://example.org/c.css);</style>", "D044", "http://example.org/c.css"),
        ("<style>@import 'file:///etc/hostname';</style>", "D044", "file:///etc/hostname"),
        ('<link rel="stylesheet" href="http://example.org/d.css">', "D044", "http://example.org/d.css"),
        ("<style>@font-face { font-family: x; src: url(face.ttf) }</style>", "D045", "face.ttf"),
        ("<style>@font-face { font-family: x; src: url(http://example.org/f.ttf) }</style>", "D044", "http://example.org/f.ttf"),
        ('<link rel="attachment" href="file:///etc/hostname">', "D046", "rel=attachment"),
        ('<link rel="attachment" href="notes.txt">', "D046", "rel=attachment"),
        ('<p><a rel="attachment" href="file:///etc/hostname">文件</a></p>', "D046", "file:///etc/hostname"),
        ('<p><a rel="attachment" href="notes.txt">文件</a></p>', "D046", "notes.txt"),
        ('<base href="file:///etc/"><img src="hostname" alt="图">', "D044", "file:///etc/hostname"),
        ('<img src="xxe.svg" alt="图">', "D031", "xxe.svg"),
        ('<img src="laughs.svg" alt="图">', "D031", "laughs.svg"),
        ('<img src="linked.svg" alt="图">', "D044", "file:///etc/hostname"),
        ('<img src="used.svg" alt="图">', "D044", "http://example.org/e.svg#x"),
        ('<img src="styled.svg" alt="图">', "D044", "file:///etc/hostname"),
        (LINKED.format('<title>图</title><image xlink:href="file:///etc/hostname"/>'), "D044", "file:///etc/hostname"),
    ],
)
def test_what_a_page_may_not_load_stops(fonts: FontSet, tmp_path: Path, text: str, code: str, found: str) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    for name in ("notes.txt", "face.ttf", "broken.png", "../secret.png"):
        (folder / name).write_text("secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    write(folder, XXE, "xxe.svg")
    write(folder, LAUGHS, "laughs.svg")
    write(folder, LINKED.format('<image xlink:href="file:///etc/hostname" width="9" height="9"/>'), "linked.svg")
    write(folder, LINKED.format('<use xlink:href="http://example.org/e.svg#x"/>'), "used.svg")
    write(folder, LINKED.format("<style>@import url(file:///etc/hostname);</style><rect width='9' height='9'/>"), "styled.svg")
    own = Printer(fonts, (folder,), "circular.pdf")
    with pytest.raises(ProblemsFound) as error:
        print_text(own, text)
    assert [(p.code, p.found) for p in error.value.problems] == [(code, found)]


def test_what_is_refused_is_told_with_the_line_that_asks_for_it(fonts: FontSet, tmp_path: Path) -> None:
    body = write(tmp_path, '<p>一</p>\n<p><img src="http://example.org/a.png" alt="图"></p>')
    with pytest.raises(ProblemsFound) as error:
        lay_out(Printer(fonts, lookup_folders(body), "circular.pdf"), sample.results(3, 3), body)
    assert [sentence(p) for p in error.value.problems] == [
        f"{body}:2: 模板引用了文件夹以外的地址：http://example.org/a.png。请把文件放进模板所在文件夹，只写文件名。 [D044]"
    ]


def test_no_socket_is_opened(fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    body = write(tmp_path, '<p><img src="http://example.org/a.png" alt="图"></p><link rel="stylesheet" href="https://example.org/x.css">')
    with pytest.raises(ProblemsFound) as error:
        lay_out(Printer(fonts, lookup_folders(body), "circular.pdf"), sample.results(3, 3), body)
    assert {p.found for p in error.value.problems} == {"http://example.org/a.png", "https://example.org/x.css"}


def test_a_template_of_three_thousand_rows_is_far_from_its_bounds(tmp_path: Path) -> None:
    html = circular_html(sample.results(3000, 3), write(tmp_path, "<p>好</p>"))
    assert len(html) < limits.MOST_CHARACTERS / 10
    assert len(re.findall("<tr", html)) > 3000


PROFILED = """
import sys
from scoring.documents.printing.limits import time_limit
with time_limit():
    pass
sys.setprofile(lambda *_: None)
print(sum(map(int, "123")))
"""


def test_a_program_can_be_profiled_after_a_template() -> None:
    # An exception that is taken back without having been raised keeps CPython 3.11 looking for it for ever.
    found = subprocess.run(
        [sys.executable, "-c", PROFILED], capture_output=True, text=True, timeout=20, check=True, cwd=Path(__file__).parents[2]
    )
    assert found.stdout == "6\n"
