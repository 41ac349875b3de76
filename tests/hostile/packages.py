"""Office packages made to do harm: each builder gives the bytes of one file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from tests.intake.word_files import NAMES

HONEST = "全县共收到政府信息公开申请3件，均已在期限内答复。"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
FILE_ENTITY = '<!ENTITY x SYSTEM "file:///etc/hostname">'


def packed(parts: Mapping[str, bytes | str], stored: tuple[str, ...] = ()) -> bytes:
    """A package of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# --- Word --------------------------------------------------------------------------------------


def document(body: str, before: str = "") -> str:
    """The main part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {NAMES}><w:body>{body}</w:body></w:document>'


def paragraph(text: str = HONEST) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str = "", before: str = "", **parts: str) -> bytes:
    """A Word document with an honest sentence and what is given."""
    more = {f"word/{name}.xml": text for name, text in parts.items()}
    return packed({"word/document.xml": document(paragraph() + body, before), **more})


def word_inflating() -> bytes:
    """100 MB of blanks in a tenth of one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w", force_zip64=True) as part:
        part.write(document(paragraph()).encode()[:-20])
        for _ in range(100):
            part.write(b" " * 1_000_000)
    return stream.getvalue()


def word_lying() -> bytes:
    """30 MB in a part whose entry says 1,000 bytes, in both of its headers."""
    data = packed({"word/document.xml": document(paragraph()).encode() + b" " * 30_000_000})
    size = len(document(paragraph()).encode()) + 30_000_000
    return data.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def word_overlapping() -> bytes:
    """A thousand entries that share one compressed part of a megabyte."""
    content = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = content.compress(b" " * 1_000_000) + content.flush()
    sizes = struct.pack("<LLL", zlib.crc32(b" " * 1_000_000), len(body), 1_000_000)
    name = b"word/document.xml"
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name + body
    entries = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<HHHHHLL", len(n), 0, 0, 0, 0, 0, 0) + n
        for n in (name, *(b"word/a%d.xml" % number for number in range(1000)))
    )
    return local + entries + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1001, 1001, len(entries), len(local), 0)


def word_members() -> bytes:
    """An honest document among 100,000 empty members."""
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    honest = word()
    end = honest.rindex(b"PK\x05\x06")
    start = struct.unpack("<L", honest[end + 16 : end + 20])[0]
    entries = honest[start:end] + entry * 100_000
    return honest[:start] + entries + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(entries), start, 0)


def word_nested() -> bytes:
    """Packages in packages, twenty deep, beside an honest document; nothing unpacks them."""
    inner = b"\0" * 1_000_000
    for _ in range(20):
        inner = packed({"word/embeddings/a.docx": inner})
    return packed({"word/document.xml": document(paragraph()), "word/embeddings/a.docx": inner})


def word_names() -> bytes:
    """Members whose names lead out of the package, are absolute, stand twice, or differ in case only."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", document(paragraph()))
        for name in ("../../evil.xml", "/etc/evil.xml", "word/Document.xml", "C:\\evil.xml", "word\\..\\..\\evil.xml", "a\x00b.xml"):
            package.writestr(name, "x")
    return stream.getvalue()


def word_twice() -> bytes:
    """Two main parts of the same name, as programs that take the first or the last read different figures."""
    first, last = document(paragraph()), document(paragraph(HONEST.replace("3", "9")))
    data = packed({"word/document.xml": first, "word/document_.xml": last})
    return data.replace(b"word/document_.xml", b"word/document.xml\0").replace(b"word/document.xml\0", b"word/document.xml_")


def word_laughs(levels: int = 9) -> bytes:
    """A billion laughs."""
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1))
    return word(paragraph(f"&a{levels};"), f"<!DOCTYPE x [{entities}]>")


def word_quadratic() -> bytes:
    """One long entity, many times."""
    return word(paragraph("&a;" * 100_000), f'<!DOCTYPE x [<!ENTITY a "{"9" * 100_000}">]>')


def word_external() -> bytes:
    """An entity that is a file of this machine."""
    return word(paragraph("&x;"), f"<!DOCTYPE x [{FILE_ENTITY}]>")


def word_parameter() -> bytes:
    """A parameter entity that fetches a document type from elsewhere."""
    return word("", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/evil.dtd"> %p;]>')


def word_doctype() -> bytes:
    """A document type in another place, without any entity."""
    return word("", '<!DOCTYPE w:document SYSTEM "file:///etc/hostname">')


def word_doctype_utf16() -> bytes:
    """The same in UTF-16, where the bytes look different."""
    text = document(paragraph("&x;"), f"<!DOCTYPE x [{FILE_ENTITY}]>").replace("UTF-8", "UTF-16")
    return packed({"word/document.xml": text.encode("utf-16")})


def word_doctype_in_styles() -> bytes:
    """A billion laughs in another part."""
    return word(styles=f'<!DOCTYPE x [<!ENTITY a "{"9" * 10_000}">]><w:styles {NAMES}>{"&a;" * 1000}</w:styles>')


def word_xinclude() -> bytes:
    """An inclusion of a file of this machine."""
    return word('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>')


def word_deep() -> bytes:
    """100,000 elements in each other."""
    return word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)


def word_deep_tables() -> bytes:
    """Tables in tables, as deep as the parser lets."""
    return word("<w:tbl><w:tr><w:tc>" * 80 + paragraph("1" * 100) + "</w:tc></w:tr></w:tbl>" * 80)


def word_wide_span() -> bytes:
    """Cells over 10^9 columns, and one over a number of a million digits."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>' + paragraph("1") + "</w:tc>"
    return word(f"<w:tbl>{f'<w:tr>{cell * 50}</w:tr>' * 2000}</w:tbl>")


def word_long_number() -> bytes:
    """A span with a number of a million digits."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{"9" * 1_000_000}"/></w:tcPr>{paragraph("1")}</w:tc>'
    return word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def word_style_circle() -> bytes:
    """Styles that are based on each other, on many paragraphs."""
    style = '<w:style w:styleId="{0}"><w:basedOn w:val="{1}"/></w:style>'
    styles = f"<w:styles {NAMES}>{style.format('a', 'b')}{style.format('b', 'a')}</w:styles>"
    marked = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
    return word(marked * 5000, styles=styles)


def word_numbers() -> bytes:
    """Automatic numbers that begin at 10^9."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="1000000000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%1%1%1%1%1%1%1"/></w:lvl>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{number}</w:numbering>'
    marked = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
    return word(marked * 5000, numbering=numbering)


def word_numbering_text() -> bytes:
    """Automatic numbers whose text is long: many paragraphs print it."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 500_000}"/></w:lvl>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{number}</w:numbering>'
    marked = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
    return word(marked * 5000, numbering=numbering)


def word_boxes() -> bytes:
    """Text boxes in text boxes."""
    inner = paragraph()
    for _ in range(30):
        inner = (
            f"<w:p><w:r><w:drawing><w:txbxContent>{inner}{inner if len(inner) < 100_000 else ''}</w:txbxContent></w:drawing></w:r></w:p>"
        )
    return word(inner)


def word_attribute() -> bytes:
    """An attribute of 12 MB."""
    return word(f'<w:p w:rsid="{"9" * 12_000_000}"/>')


def word_blanks() -> bytes:
    """35 MB of blanks between the paragraphs, which is within what a package may unpack to."""
    return word(" " * 9_000_000 + "<w:p/>" + " " * 9_000_000 + "<w:p/>" + " " * 9_000_000)


# --- workbooks ---------------------------------------------------------------------------------


def _relations(*found: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in found)
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def book(sheet: str, shared: str = "", styles: str = "", name: str = "表", before: str = "") -> bytes:
    """A workbook of one sheet."""
    names = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {names}><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {names}>{sheet}</worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f"<sst {names}>{shared}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {names}>{styles}</styleSheet>"
    return packed(parts)


def rows(*rows: str, merged: str = "", columns: str = "") -> str:
    """Sheet data; rows are the XML of their cells."""
    data = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f"{columns}<sheetData>{data}</sheetData>{merged}"


def text_cell(place: str, text: str = HONEST) -> str:
    """A cell with its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


TWO = (text_cell("A1") + text_cell("B1", "件"), text_cell("A2", "申请") + '<c r="B2"><v>3</v></c>')


def book_corner() -> bytes:
    """Two cells, in the first and in the last place of a sheet."""
    return book(rows(*TWO).replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))


def book_inflating() -> bytes:
    """A sheet that unpacks to 50 MB."""
    return book(rows(*TWO) + " " * 50_000_000)


def book_shared() -> bytes:
    """One shared text of a megabyte in 190,000 cells: 190 GB when each cell gets its own."""
    line = "".join(f'<c r="{chr(65 + c)}{{0}}" t="s"><v>0</v></c>' for c in range(19))
    return book(rows(*(line.format(number) for number in range(1, 10_001))), f"<si><t>{'申' * 350_000}</t></si>")


def book_shared_count() -> bytes:
    """A table of texts that says to have 4,000,000,000 of them."""
    data = book(rows(text_cell("A1"), text_cell("A2")), "<si><t>甲</t></si>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"<sst ", b'<sst count="4000000000" uniqueCount="4000000000" ')
    return packed(parts)


def book_style_count() -> bytes:
    """Styles that say to be 4,000,000,000."""
    return book(rows(*TWO), styles='<numFmts count="4000000000"/><cellXfs count="4000000000" uniqueCount="4000000000"><xf/></cellXfs>')


def book_dimension() -> bytes:
    """A sheet that says to reach to the last place, and merged areas that say to be 4,000,000,000."""
    return book(
        '<dimension ref="A1:XFD1048576"/>'
        + rows(*TWO, merged='<mergeCells count="4000000000"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    )


def book_merged() -> bytes:
    """100,000 times the same merged area of the whole sheet."""
    cells = "".join(f'<c r="{chr(65 + c)}1"><v>1</v></c>' for c in range(20)) + text_cell("U1")
    areas = '<mergeCell ref="A1:U9000"/>' * 100_000
    return book(
        rows(cells, merged=f"<mergeCells>{areas}</mergeCells>").replace(
            "</sheetData>", f'<row r="9000">{text_cell("U9000")}</row></sheetData>'
        )
    )


def book_hidden_columns() -> bytes:
    """100,000 times all columns hidden."""
    column = '<col min="1" max="16384" hidden="1"/>'
    return book(rows(*TWO, columns=f"<cols>{column * 100_000}</cols>"))


def book_laughs() -> bytes:
    """A billion laughs in a sheet."""
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return book(rows(text_cell("A1", "&a9;")), before=f"<!DOCTYPE x [{entities}]>")


def book_external() -> bytes:
    """A file of this machine in a sheet."""
    return book(rows(text_cell("A1", "&x;" + HONEST)), before=f"<!DOCTYPE x [{FILE_ENTITY}]>")


def book_deep() -> bytes:
    """Elements of a sheet in each other."""
    return book(rows(*TWO) + "<a>" * 200_000 + "</a>" * 200_000)


def book_row_number() -> bytes:
    """A row with a number of ten thousand digits."""
    return book(f'<sheetData><row r="{"9" * 10_000}">{text_cell("A1")}</row></sheetData>')


def book_sheets() -> bytes:
    """Thousands of sheets that are the same part of two thousand cells."""
    data = book(rows(*(text_cell(f"A{n}") + f'<c r="B{n}"><v>1</v></c>' for n in range(1, 1000))))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    one = '<sheet name="表" sheetId="1" r:id="r1"/>'
    sheets = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 2_001))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].decode().replace(one, sheets).encode()
    return packed(parts)


def book_binary() -> bytes:
    """A binary workbook (xlsb) with two cells in opposite corners."""

    def record(kind: int, body: bytes) -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(body)]) + body

    def cell(row: int, column: int) -> bytes:
        header = struct.pack("<LLHHHBLLL", row, 0, 0, 300, 0, 0, 1, column, column)
        return record(0, header) + record(2, struct.pack("<LLL", column, 0, 5 << 2 | 2))

    text = "表".encode("utf-16-le")
    sheet = record(129, b"") + record(148, struct.pack("<LLLL", 0, 1048575, 0, 16383)) + record(145, b"")
    sheet += cell(0, 0) + cell(1048575, 16383) + record(146, b"") + record(130, b"")
    identity = "r1".encode("utf-16-le")
    bundle = struct.pack("<LLL", 0, 1, 2) + identity + struct.pack("<L", 1) + text
    workbook = record(131, b"") + record(143, b"") + record(156, bundle) + record(144, b"") + record(132, b"")
    relations = _relations(("r1", "worksheet", "worksheets/sheet1.bin"))
    return packed({"xl/workbook.bin": workbook, "xl/_rels/workbook.bin.rels": relations, "xl/worksheets/sheet1.bin": sheet})


def ods(table: str, before: str = "") -> bytes:
    """An OpenDocument sheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f'xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0"'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"{before}<office:document-content {names}>{body}</office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}, stored=("mimetype",))


def ods_cell(text: str, more: str = "") -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_repeated() -> bytes:
    """A filled row repeated a million times."""
    row = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell(HONEST)}</table:table-row>'
    return ods(f'<table:table table:name="表">{row}</table:table>')


def ods_blank_repeated() -> bytes:
    """Empty rows and columns to the last place, and a filled cell in it."""
    row = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{ods_cell(HONEST)}</table:table-row>'
    empty = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return ods(f'<table:table table:name="表"><table:table-row>{ods_cell(HONEST)}</table:table-row>{empty}{row}</table:table>')


def ods_long_repeated() -> bytes:
    """A text of a megabyte in 100,000 cells."""
    cell = ods_cell("申" * 350_000, 'table:number-columns-repeated="10"')
    row = f'<table:table-row table:number-rows-repeated="10000">{cell}</table:table-row>'
    return ods(f'<table:table table:name="表">{row}</table:table>')


def ods_laughs() -> bytes:
    """A billion laughs in an OpenDocument sheet."""
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return ods(
        f'<table:table table:name="表"><table:table-row>{ods_cell("&a9;")}</table:table-row></table:table>', f"<!DOCTYPE x [{entities}]>"
    )
