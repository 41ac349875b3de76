"""PDF made to do harm, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

HONEST = "全县共收到政府信息公开申请3件，均已在期限内答复。"
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>"
)


def shown(text: str = HONEST, top: int = 100) -> str:
    """Drawing commands that print a text."""
    return f"BT /F 12 Tf 1 0 0 1 60 {842 - top} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def stream(data: bytes, more: str = "", *, deflated: bool = False) -> bytes:
    """A stream object."""
    if deflated:
        data, more = zlib.compress(data, 9), f"{more}/Filter/FlateDecode"
    return f"<</Length {len(data)}{more}>>\nstream\n".encode() + data + b"\nendstream"


def written(objects: Mapping[int, str | bytes], trailer: str = "") -> bytes:
    """A file of objects by number; 1 is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        data += f"{number} 1\n{place:010d} 00000 n \n".encode()
    return bytes(data) + f"trailer <</Size {max(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def pdf(  # noqa: PLR0913 - each is one place where harm is put
    content: str = "",
    *,
    page: str = "",
    catalogue: str = "",
    font: str = FONT,
    fonts: str = "",
    forms: str = "",
    more: Mapping[int, str | bytes] | None = None,
    trailer: str = "",
) -> bytes:
    """A page with an honest sentence and what is given."""
    resources = f"<</Font<</F 5 0 R{fonts}>>/XObject<<{forms}>>>>"
    objects: dict[int, str | bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources{resources}{page}>>",
        4: stream(f"{shown()}\n{content}".encode()),
        5: font,
    }
    return written(objects | dict(more or {}), trailer)


def pdf_script() -> bytes:
    """JavaScript when the file is opened, when the page is shown, and in a field."""
    script = "<</S/JavaScript/JS(app.alert\\(1\\); this.getField\\('a'\\).value = 99;)>>"
    names = f"/Names<</JavaScript<</Names[(a){script}]>>>>"
    return pdf(page=f"/AA<</O{script}>>", catalogue=f"/OpenAction{script}{names}/AcroForm<</Fields[]/XFA(<xdp/>)>>")


def pdf_launch() -> bytes:
    """Actions that start programs, and addresses and files of this machine."""
    return pdf(
        catalogue="/OpenAction<</S/Launch/F(/bin/sh)>>",
        page="/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///etc/hostname)>>>>]",
    )


def pdf_page_circle() -> bytes:
    """A page tree that has itself as a child."""
    return pdf(more={2: "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"})


def pdf_page_direct() -> bytes:
    """Pages in each other, 3,000 deep."""
    tree = {n: f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>" for n in range(10, 3_010)}
    return pdf(more={2: "<</Type/Pages/Kids[10 0 R]/Count 1>>", **tree, 3_010: "<</Type/Pages/Kids[3 0 R]/Count 1>>"})


def pdf_parent_circle() -> bytes:
    """A page whose parent is itself."""
    return pdf(page="/Parent 3 0 R")


def pdf_many_pages() -> bytes:
    """100,000 pages that are the same."""
    return pdf(more={2: f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>"})


def pdf_other_pages() -> bytes:
    """2,000 pages."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    kids = " ".join(f"{n} 0 R" for n in range(10, 2_010))
    return pdf(more={2: f"<</Type/Pages/Kids[{kids}]/Count 2000>>", **dict.fromkeys(range(10, 2_010), page)})


def pdf_reference_circle() -> bytes:
    """References that lead to themselves."""
    return pdf(more={2: "<</Type/Pages/Kids 7 0 R/Count 1>>", 7: "8 0 R", 8: "7 0 R"})


def pdf_length_circle() -> bytes:
    """A stream whose length is its own object."""
    body = shown().encode()
    return pdf(more={4: b"<</Length 4 0 R>>\nstream\n" + body + b"\nendstream"})


def pdf_xref_circle() -> bytes:
    """A table of places whose predecessor is itself."""
    plain = pdf()
    start = plain.rindex(b"xref\n0 1")
    return pdf(trailer=f"/Prev {start}")


def pdf_xref_lies() -> bytes:
    """A table of places that says to have 10^9 entries."""
    return pdf().replace(b"xref\n0 1\n", b"xref\n0 1000000000\n")


def pdf_xref_chain() -> bytes:
    """20,000 tables of places, each the predecessor of the next."""
    data = pdf()
    start = data.rindex(b"startxref")
    before = int(data[start + 9 :].split()[0])
    data = data[:start]
    for _ in range(20_000):
        here = len(data)
        data += f"xref\n0 0\ntrailer <</Size 9/Root 1 0 R/Prev {before}>>\n".encode()
        before = here
    return data + f"startxref\n{before}\n%%EOF".encode()


def pdf_stream_chain() -> bytes:
    """Streams of objects that extend each other, and one that extends itself."""
    inner = b"20 0 <</A 1>>"
    chain = {n: stream(inner, f"/Type/ObjStm/N 1/First 5/Extends {n + 1} 0 R") for n in range(30, 5_030)}
    return pdf(more={**chain, 5_030: stream(inner, "/Type/ObjStm/N 1000000000/First 5/Extends 5030 0 R")})


def pdf_deep_array() -> bytes:
    """Lists in lists, 100,000 deep."""
    return pdf(page=f"/X {'[' * 100_000}{']' * 100_000}")


def pdf_deep_content() -> bytes:
    """Dictionaries in dictionaries in the drawing commands."""
    return pdf("<</A" * 100_000)


def pdf_inflating() -> bytes:
    """A page whose drawing commands are 100 MB."""
    machine = zlib.compressobj(9)
    data = machine.compress(shown().encode()) + b"".join(machine.compress(b" " * 1_000_000) for _ in range(100)) + machine.flush()
    return pdf(more={4: stream(data, "/Filter/FlateDecode")})


def pdf_inflating_twice() -> bytes:
    """A page whose drawing commands are packed twice: 100 MB in a kilobyte."""
    machine = zlib.compressobj(9)
    data = machine.compress(shown().encode()) + b"".join(machine.compress(b" " * 1_000_000) for _ in range(100)) + machine.flush()
    return pdf(more={4: stream(zlib.compress(data, 9), "/Filter[/FlateDecode/FlateDecode]")})


def pdf_inflating_hidden() -> bytes:
    """The same, with the name of the filter in another object and written with a number."""
    machine = zlib.compressobj(9)
    data = machine.compress(shown().encode()) + b"".join(machine.compress(b" " * 1_000_000) for _ in range(100)) + machine.flush()
    return pdf(more={4: stream(data, "/Filter 9 0 R"), 9: "/Fl#61teDecode"})


def pdf_inflating_font() -> bytes:
    """The same as the program of a font."""
    machine = zlib.compressobj(9)
    data = b"".join(machine.compress(b" " * 1_000_000) for _ in range(100)) + machine.flush()
    font = FONT.replace("/Encoding", "/ToUnicode 9 0 R/Encoding")
    return pdf(font=font, more={9: stream(data, "/Filter 10 0 R"), 10: "/FlateDecode"})


def pdf_lzw() -> bytes:
    """A page whose drawing commands are packed with LZW, as long as it gets."""
    bits = "".join(f"{code:09b}" for code in (256, 32))
    codes = []
    width, following = 9, 258
    for _ in range(3_800):
        codes.append(f"{following:0{width}b}")
        following += 1
        if following + 1 >= 1 << width and width < 12:
            width += 1
    bits += "".join(codes)
    once = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    return pdf(more={4: stream(once * 100, "/Filter/LZWDecode")})


def pdf_run_length() -> bytes:
    """A page whose drawing commands are packed as repeated bytes: 2 MB become 128."""
    return pdf(more={4: stream(b"\x81 " * 1_000_000, "/Filter/RunLengthDecode")})


def pdf_filters() -> bytes:
    """A stream that goes through 10,000 filters."""
    data = shown().encode().hex().encode()
    return pdf(more={4: stream(data, f"/Filter[{'/ASCII85Decode' * 10_000}]")})


def pdf_predictor() -> bytes:
    """A predictor with rows of 10^10 bytes."""
    parameters = "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 10000000000>>"
    return pdf(more={4: stream(zlib.compress(b"\2" + shown().encode()), parameters)})


def pdf_damaged_stream() -> bytes:
    """A packed stream of a megabyte with an error near its end, which is unpacked byte by byte."""
    data = bytearray(zlib.compress(shown().encode() + bytes(range(256)) * 4_000, 0))
    data[-3] ^= 0xFF
    return pdf(more={4: stream(bytes(data), "/Filter/FlateDecode")})


def _with_unicode(ranges: str) -> bytes:
    cmap = f"/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange {ranges} endbfrange endcmap end"
    return pdf(font=FONT.replace("/Encoding", "/ToUnicode 9 0 R/Encoding"), more={9: stream(cmap.encode())})


def pdf_unicode_range() -> bytes:
    """Characters for 4,000,000,000 codes."""
    return _with_unicode("<00000000> <ffffffff> <4e00>")


def pdf_unicode_ranges() -> bytes:
    """Characters for 65,536 codes, ten thousand times."""
    return _with_unicode("<0000> <ffff> <4e00> " * 10_000)


def pdf_cid_range() -> bytes:
    """4,000,000,000 codes of a font of its own."""
    cmap = b"/CIDInit /ProcSet findresource begin begincmap 1 begincidrange <00000000> <ffffffff> 0 endcidrange endcmap end"
    return pdf(font=FONT.replace("/UniGB-UTF16-H", " 9 0 R"), more={9: stream(cmap, "/Type/CMap/CMapName/Own")})


def pdf_widths() -> bytes:
    """Widths of 4,000,000,000 characters."""
    return pdf(font=FONT.replace("/DW 1000", "/DW 1000/W[0 4000000000 500]"))


def pdf_heights() -> bytes:
    """Heights of 4,000,000,000 characters of a vertical font."""
    return pdf(font=FONT.replace("/DW 1000", "/DW 1000/W2[0 4000000000 1 2 3]").replace("UTF16-H", "UTF16-V"))


def pdf_first_character() -> bytes:
    """A simple font with absurd numbers."""
    font = "<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar -2000000000/LastChar 2000000000/Encoding<</Differences[4000000000 /a]>>>>"
    return pdf(fonts="/G 9 0 R", content="BT /G 9 Tf (A) Tj ET", more={9: font})


def pdf_forms() -> bytes:
    """Forms that each draw the next one twice, thirty deep."""
    forms: dict[int, str | bytes] = {}
    for n in range(20, 50):
        forms[n] = stream(b"/N Do /N Do", f"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</N {n + 1} 0 R>>>>")
    forms[50] = stream(b" ", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]")
    return pdf("/N Do", forms="/N 20 0 R", more=forms)


def pdf_form_circle() -> bytes:
    """A form that draws itself."""
    form = stream(b"/N Do /N Do", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</N 20 0 R>>>>")
    return pdf("/N Do", forms="/N 20 0 R", more={20: form})


def pdf_form_often() -> bytes:
    """A form of 5 MB that paints nothing, drawn 20,000 times."""
    form = stream(b"q Q " * 1_250_000, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]", deflated=True)
    return pdf("/N Do " * 20_000, forms="/N 20 0 R", more={20: form})


def pdf_contents_often() -> bytes:
    """A page whose drawing commands are the same stream of 5 MB, 10,000 times."""
    page = f"/Contents[4 0 R {'9 0 R ' * 10_000}]"
    return pdf(page=page, more={9: stream(b"q Q " * 1_250_000, deflated=True)})


def pdf_states() -> bytes:
    """300,000 states that are kept and never taken back."""
    return pdf("q " * 300_000)


def pdf_operands() -> bytes:
    """300,000 numbers and no command."""
    return pdf("1 " * 300_000)


def pdf_string() -> bytes:
    """A text of 5 MB in one command."""
    return pdf(f"BT /F 12 Tf <{'4e00' * 1_200_000}> Tj ET")


def pdf_huge_page() -> bytes:
    """A page of 10^30 points."""
    return pdf(page="/MediaBox[-1e30 -1e30 1e30 1e30]/Rotate 4000000000/UserUnit 1e30")


def pdf_no_number() -> bytes:
    """A page with places that are no numbers."""
    return pdf("1e400 0 0 -1e400 0 0 cm 0 0 m 1e308 1e308 l S", page="/MediaBox[0 0 /A (b)]")


def pdf_rulings() -> bytes:
    """A page of 20,000 crossing rulings."""
    lines = [f"0 {n / 25} m 595 {n / 25} l S" for n in range(10_000)] + [f"{n / 20} 0 m {n / 20} 842 l S" for n in range(10_000)]
    return pdf("\n".join(lines))


def pdf_notes() -> bytes:
    """A list of 100,000 notes that are the same, and fields that have each other as parents."""
    return pdf(
        page=f"/Annots[{'9 0 R ' * 100_000}]",
        more={9: "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/Parent 10 0 R/Kids[9 0 R]>>", 10: "<</Parent 9 0 R/Kids[9 0 R]>>"},
        catalogue="/AcroForm<</Fields[9 0 R]>>",
    )


def pdf_labels_circle() -> bytes:
    """Names of pages that are a tree with itself as a child."""
    return pdf(catalogue="/PageLabels 9 0 R", more={9: "<</Kids[9 0 R 9 0 R]>>"})


def pdf_labels_number() -> bytes:
    """A page whose number is 10^9 in Roman numerals."""
    return pdf(catalogue="/PageLabels<</Nums[0 <</S/R/St 1000000000>>]>>")


def pdf_image() -> bytes:
    """A picture that says to be 10^6 by 10^6 points."""
    image = stream(b"\0", "/Type/XObject/Subtype/Image/Width 1000000/Height 1000000/ColorSpace/DeviceRGB/BitsPerComponent 8", deflated=True)
    return pdf("q 10 0 0 10 0 0 cm /N Do Q", forms="/N 9 0 R", more={9: image})


def pdf_images() -> bytes:
    """25,000 times the same picture."""
    image = stream(b"\0", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    return pdf("/N Do " * 25_000, forms="/N 9 0 R", more={9: image})


def pdf_inline() -> bytes:
    """Pictures inside the drawing commands without end."""
    return pdf("BI /W 1 /H 1 ID " * 200_000)


def pdf_rubbish() -> bytes:
    """A megabyte of words that mean nothing between the objects, and no table of places."""
    data = pdf()
    return data[: data.rindex(b"xref\n0 1")] + b"1 0 obj <<\n" * 100_000 + b"trailer <</Root 1 0 R>>\n%%EOF"


def pdf_brackets() -> bytes:
    """Strings that are not closed."""
    return pdf("(" * 1_000_000)
