"""Web pages, web archives and texts made to do harm."""

from __future__ import annotations

import base64

HONEST = "全县共收到政府信息公开申请3件，均已在期限内答复。"


def page(body: str, head: str = "") -> bytes:
    """A page with an honest sentence and what is given."""
    return f"<html><head>{head}</head><body><p>{HONEST}</p>{body}</body></html>".encode()


def page_scripts() -> bytes:
    """Scripts in every place where a browser runs them."""
    script = "<script>document.body.innerHTML='<p>全县共收到政府信息公开申请99件。</p>'</script>"
    frame = '<iframe srcdoc="<script>alert(1)</script>"></iframe>'
    places = f'<img src=x onerror="alert(1)"><svg onload="alert(1)"><script>alert(1)</script></svg>{frame}'
    return page(f"{script}{places}<a href='javascript:alert(1)'>附件</a><object data='file:///etc/hostname'></object>", script)


def page_entities() -> bytes:
    """A document type with entities, as XML has them."""
    laughs = '<!ENTITY a0 "9999999999">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE html [{laughs}<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page("<p>&a9;&x;</p>").decode()
    return text.encode()


def page_deep(tag: str = "div") -> bytes:
    """100,000 elements in each other."""
    return page(f"<{tag}>" * 100_000 + "底" + f"</{tag}>" * 100_000)


def page_deep_tables() -> bytes:
    """10,000 tables in each other."""
    return page("<table><tr><td>1<td>" * 10_000)


def page_attribute() -> bytes:
    """An attribute of a megabyte."""
    return page(f'<p title="{"9" * 1_000_000}">一</p>')


def page_attributes() -> bytes:
    """An element of 20,000 attributes."""
    return page(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>一</p>")


def page_cells() -> bytes:
    """450,000 cells."""
    return page(f"<table>{('<tr>' + '<td>' * 100) * 4_500}</table>")


def page_span() -> bytes:
    """Cells over 10^9 columns and rows."""
    return page(f"<table>{'<tr><td colspan=1000000000 rowspan=1000000000>1<td>2</tr>' * 300}</table>")


def page_spans_in_all() -> bytes:
    """150 tables that are each just within what one table may span."""
    rows = "<tr></tr>" * 199
    table = f"<table><tr>{'<td rowspan=200 colspan=200>1</td>' * 9}</tr>{rows}</table>"
    return page(table * 150)


def page_spans_short() -> bytes:
    """Long texts in cells that span."""
    cell = f"<td rowspan=200 colspan=200>{'申' * 250}</td>"
    return page(f"<table><tr>{cell * 9}</tr>{'<tr></tr>' * 199}</table>" * 3)


def page_blanks() -> bytes:
    """A megabyte of blanks between two words."""
    return page(f"<p>一{' ' * 1_000_000}二</p>")


def page_breaks() -> bytes:
    """A million line breaks."""
    return page("\n" * 1_000_000)


def page_open_comment() -> bytes:
    """Comments that are not closed."""
    return page("<!--" * 250_000)


def page_open_tags() -> bytes:
    """Signs that begin a tag and nothing else."""
    return page("<" * 1_000_000)


def page_open_scripts() -> bytes:
    """A long page with scripts that are not closed."""
    return page("<script " * 600_000)


def page_references() -> bytes:
    """Characters as numbers, some of which are none."""
    return page("&#" * 1_000_000 + "&#x110000;&#999999999999;&#0;&#8238;")


def page_styles() -> bytes:
    """Elements with different styles that almost hide them."""
    return page("".join(f"<i style='display:{' ' * 200}n{n}'>1</i>" for n in range(15_000)))


def page_nul() -> bytes:
    """NUL bytes in the middle of a page."""
    return page("<p>年\0报</p>" * 1000)


def page_bidi() -> bytes:
    """A figure that is turned around by an invisible sign: 12 is shown as 21."""
    return "<html><body><p>全县共收到政府信息公开申请\u202e12\u202c件，均已在期限内答复。</p></body></html>".encode()


def page_zero_width() -> bytes:
    """A figure with an invisible sign in the middle."""
    return "<html><body><p>全县共收到政府信息公开申请1\u200b2件，均已在期限内答复。</p></body></html>".encode()


def archive(*parts: bytes, boundary: str = "=_x") -> bytes:
    """A web archive of parts with their headers."""
    head = f'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()


HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def archive_deep() -> bytes:
    """Archives in archives, 2,000 deep."""
    text = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    for n in range(2_000):
        text += f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode()
    return text + HTML + page("")


def archive_many() -> bytes:
    """5,000 pages without a report."""
    return archive(*[HTML + b"<html></html>"] * 5_000)


def archive_large_pages() -> bytes:
    """Fourteen pages of 4 MB that hold no report."""
    return archive(*[HTML + b"<html><body>" + b"<p>menu</p>" * 350_000] * 14)


def archive_encoded() -> bytes:
    """A page of 5 MB in base64."""
    return archive(b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b" " * 5_000_000))


def archive_headers() -> bytes:
    """A header of 2 MB."""
    return archive(b"Content-Type: text/html; a=" + b"x;" * 1_000_000 + b"\r\n\r\n" + page(""))


# --- texts -------------------------------------------------------------------------------------


def text(*lines: str) -> bytes:
    """A text with an honest sentence."""
    return "\n".join((HONEST, *lines)).encode()


def text_line() -> bytes:
    """One line of a megabyte of figures."""
    return text("1" * 1_000_000)


def text_words() -> bytes:
    """One sentence of more than a million characters."""
    return text("申请" * 200_000)


def text_pipes() -> bytes:
    """A line of pipes."""
    return text("|" * 1_000_000)


def text_pipe_rows() -> bytes:
    """A million rows of pipes."""
    return text(*["|a|b|"] * 200_000)


def text_blanks() -> bytes:
    """A megabyte of blanks between two words."""
    return text(f"一{' ' * 1_000_000}二")


def text_feeds() -> bytes:
    """A million pages."""
    return text("\f\n1" * 1_200_000)


def text_drawn() -> bytes:
    """Drawn borders without end."""
    return text("┌" + "─" * 600_000, *["│1│2│"] * 60_000)


def text_tables() -> bytes:
    """HTML tables in a text, not closed."""
    return text("年报\n" * 1000 + "<table>" * 400_000)


def text_brackets() -> bytes:
    """Opening brackets."""
    return text("（" * 1_200_000)


def text_years() -> bytes:
    """Words that begin sentences about figures, without end."""
    return text("其中：主动公开政府信息" * 100_000)


def text_commas() -> bytes:
    """Numbers and commas."""
    return text("1,2，3、" * 300_000)


def text_bidi() -> bytes:
    """A figure that is turned around by an invisible sign."""
    return "全县共收到政府信息公开申请\u202e12\u202c件，均已在期限内答复。".encode()
