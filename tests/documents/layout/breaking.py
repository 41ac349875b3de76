"""One way to break each rule: a drawing with one thing moved, recoloured or reworded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.documents.layout import drawn
from tests.documents.layout.drawing import CHAR, FOOT, LEFT, PITCH, SMALL, TOP, WIDTH, Drawing, row

Break = Callable[[Drawing], None]
CASES: list[tuple[str, str, Break]] = []  # rule, base drawing, what is done to it


def breaks(rule: str, base: str = "document") -> Callable[[Break], Break]:
    """Register a way to break a rule."""

    def register(edit: Break) -> Break:
        CASES.append((rule, base, edit))
        return edit

    return register


def edits(rule: str, name: str, base: str = "document", **changes: object) -> None:
    """Break a rule by changing one item."""
    CASES.append((rule, base, lambda d: d.edit(name, **changes)))


def moves(rule: str, *names: str, base: str = "document", dx: float = 0.0, dy: float = 0.0) -> None:
    """Break a rule by moving items."""

    def move(d: Drawing) -> None:
        for name in names:
            d.move(name, dx, dy)

    CASES.append((rule, base, move))


def drops(rule: str, name: str, base: str = "document") -> None:
    """Break a rule by removing items."""
    CASES.append((rule, base, lambda d: d.drop(name)))


def lines(d: Drawing, page: int) -> Iterator[str]:
    """Names of the lines of text of a page."""
    yield from sorted(name for name in d.items if name.startswith(f"p{page}."))


# ---- page and type area
CASES.append(("P1", "document", lambda d: d.sizes.update({5: "213mm 297mm"})))
moves("P2", "p3.", "note", "issuer", "date", "remark", dy=6)
moves("P4", "t2.v3", dx=3)


@breaks("P3")
def _(d: Drawing) -> None:
    for name in lines(d, 2):
        item = d.items[name]
        d.edit(name, x=item.x + 1.4, wide=max(item.wide - 1.4, 0.0) if item.wide else 0.0)


@breaks("P5-right")
def _(d: Drawing) -> None:
    for name in lines(d, 2):
        d.edit(name, wide=max(d.items[name].wide - 2, 0.0))


def pitched(d: Drawing, pitch: float, last: int) -> None:
    """Page 2 and 3 on a grid of another pitch; page 1 ends a line earlier."""
    d.drop("p1.22")
    for name in [*lines(d, 2), *lines(d, 3)]:
        number = int(name[-2:])
        if number > last:
            d.drop(name)
        else:
            d.edit(name, top=TOP + (number - 1) * pitch)


CASES.append(("P5-bottom", "document", lambda d: pitched(d, 10.2, 22)))


@breaks("P6-lines")
def _(d: Drawing) -> None:
    pitched(d, (FOOT - TOP - 5.6) / 20, 21)
    d.edit("p3.01", x=LEFT, wide=WIDTH, text=drawn.words(1, 28))


@breaks("P6-chars", "narrow")
def _(d: Drawing) -> None:
    assert len(d.items["p2.02"].text) == 26


moves("P6-grid", "p2.11", dy=2)
edits("P7", "p2.08", colour="#0000c0")
edits("P8-face", "p2.08", face="Song")
edits("P8-size", "p2.08", size=14.0, top=row(8) + 0.35)
edits("P11", "mark", colour="#e66000")
edits("P11", "rule", colour="#ff8080")
CASES.append(("M2", "document", lambda d: d.put("out", 2, -6.0, 100.0, "印张", turn=90)))


# ---- head
def numbered(d: Drawing, text: str) -> None:
    """Another document number."""
    d.centred("number", 1, d.items["number"].top, text)


edits("H1-text", "serial", text="0012")
edits("H1-place", "serial", x=40.0)
edits("H2-text", "secrecy", text="秘密一年")
edits("H2-face", "secrecy", face="Fang")
edits("H2-face", "urgency", face="Kai")
edits("H3-place", "urgency", x=40.0)
moves("H3-place", "urgency", dy=8)
edits("H3-size", "secrecy", size=14.0)
moves("H4-top", "mark", dy=-2)
moves("H4-centre", "mark", dx=3)
edits("H4-face", "mark", face="Song")
moves("H5", "mark1", base="joint", dx=3)
moves("H5", "markfile", base="joint", dy=3)
CASES.append(("H6-text", "document", lambda d: numbered(d, "沧政办发〔17〕36号")))
CASES.append(("H6-text", "document", lambda d: numbered(d, "沧政办发〔2017〕第036号")))
moves("H6-centre", "number", dx=4)
edits("H6-face", "number", face="Song", x=LEFT + WIDTH / 2 - 29.2)
edits("H6-size", "number", size=14.0, x=LEFT + WIDTH / 2 - 10 * SMALL / 2)
moves("H7", "signer", base="upward", dx=-5)
moves("H7", "number", base="upward", dx=5)
moves("H8-gap", "rule", dy=1.5)
edits("H8-width", "rule", wide=140.0)


@breaks("H4-red")
def _(d: Drawing) -> None:
    item = d.items["mark"]
    high = item.size * 25.4 / 72
    d.edit("mark", text=item.text[:-1])
    d.items["mark last"] = replace(item, text=item.text[-1], x=item.x + high * (len(item.text) - 1), colour="#000000")


@breaks("H6-gap")
def _(d: Drawing) -> None:
    d.drop("mark")
    d.centred("mark", 1, 72.0, "省政府", size=60, face="Biao", colour="#e60000")


# ---- title, addressees, text
edits("B1-face", "title1", face="Hei")
moves("B1-centre", "title1", dx=3)
moves("B2-gap", "title", dy=-0.6 * PITCH)
moves("B2-place", "to", dx=4)
edits("B2-colon", "to", text="各市、自治州人民政府，省政府各部门:")
edits("B3-indent", "p2.04", x=LEFT + 3 * CHAR, wide=WIDTH - 3 * CHAR)
edits("B3-indent", "p2.04", x=LEFT, wide=WIDTH)
edits("B4-face", "p2.03", face="Kai")
edits("B4-face", "p2.06", face="Hei")
edits("B4-face", "p2.09", face="Kai")
edits("B4-order", "p2.16", text="三、问题")
edits("B12-start", "p2.05", text="，" + drawn.words(3, 27))
edits("B12-end", "p2.04", text=drawn.words(3, 25) + "（")
edits("B12-marks", "p2.05", text=drawn.words(3, 10) + "," + drawn.words(9, 17))


@breaks("B3-next")
def _(d: Drawing) -> None:
    d.move("title", dy=-0.3 * PITCH)
    d.move("to", dy=-0.6 * PITCH)


@breaks("B1-size")
def _(d: Drawing) -> None:
    for i in range(2):
        item = d.items[f"title{i}"]
        d.drop(f"title{i}")
        d.centred(f"title{i}", 1, item.top + 0.5, item.text, size=19, face="Biao")


def titled(d: Drawing, *texts: str) -> None:
    """Another title on the lines of the old one; with more lines it begins higher up."""
    last, step = d.items["title1"].top, PITCH * (1 if len(texts) < 3 else 0.8)
    d.drop("title")
    for i, text in enumerate(texts):
        d.centred(f"title{i}", 1, last - (len(texts) - 1 - i) * step, text, size=22, face="Biao")


CASES.append(("B1-shape", "document", lambda d: titled(d, "沧澜省人民政府办公厅的", "考核情况", "关于政务公开工作通报")))
CASES.append(("B1-shape", "document", lambda d: titled(d, "关于政务公开工作", "考核情况的通报吗")))
CASES.append(("B1-words", "document", lambda d: titled(d, "沧澜省办公厅关于政务公", "开工作考核情况的通报")))
CASES.append(("B1-breaks", "document", lambda d: titled(d, "沧澜省政府办公厅（试行", "）关于政务公开考核的通报")))


@breaks("B1-gap")
def _(d: Drawing) -> None:
    for start in ("title", "to", "p1."):
        d.move(start, dy=PITCH)
    d.drop("p1.22")


@breaks("B3-page1")
def _(d: Drawing) -> None:
    d.drop("p1.")
    d.edit("p2.01", x=LEFT + 2 * CHAR, wide=WIDTH - 2 * CHAR)


@breaks("B4-alone")
def _(d: Drawing) -> None:
    d.edit("p2.22", text="三、要求", face="Hei", x=LEFT + 2 * CHAR, wide=0.0)


@breaks("B12-number")
def _(d: Drawing) -> None:
    d.edit("p2.04", text=drawn.words(4, 24) + "2016")
    d.edit("p2.05", text="年" + drawn.words(4, 27))


@breaks("B12-number")
def _(d: Drawing) -> None:
    d.edit("p2.04", text=drawn.words(4, 25) + "12")
    d.edit("p2.05", text="84" + drawn.words(4, 27))


# ---- closing
moves("B5-gap", "note", dy=-0.8 * PITCH)
moves("B5-indent", "note", dx=4)
edits("B5-number", "note0", text=f"附件：1、{drawn.ANNEXES[0]}")
edits("B5-marks", "note0", text=f"附件：1.{drawn.ANNEXES[0]}。")
moves("B5-turn", "note1", dx=6)
moves("B6-place", "issuer", "date", dx=-3 * CHAR)
moves("B6-place", "issuer", dx=-20)
moves("B6-seal", "seal", base="sealed", dy=13)
moves("B6-near", "seal", "issuer", "date", "remark", base="sealed", dy=2.5 * PITCH)
moves("B7-gap", "issuer", "date", "remark", dy=-1.7 * PITCH)
moves("B8-place", "stamp", "post", base="stamped", dx=-10)
moves("B8-place", "post", base="stamped", dx=-10)
edits("B9", "date", text="2017年08月11日")
edits("B9", "printed", text="2017年8月04日印发")
drops("B9", "date")
CASES.append(("B10", "document", lambda d: d.put("none", 5, LEFT + 2 * CHAR, row(10), "（此页无正文）")))
moves("B11", "remark", dx=4)
edits("B11", "remark", text="此件公开发布")


@breaks("B9")
def _(d: Drawing) -> None:
    wide = 10 * 16 * 25.4 / 72
    d.edit("date", text="二〇一七年八月十一日", x=LEFT + WIDTH - 4 * CHAR - wide)
    d.centred("issuer", 3, d.items["issuer"].top, d.items["issuer"].text, middle=LEFT + WIDTH - 4 * CHAR - wide / 2)


# ---- annexes and tables
edits("A2-face", "label1", face="Fang")
edits("A2-size", "label1", size=14.0)
edits("A2-place", "label1", x=40.0)
moves("A2-place", "label2", dy=6)
moves("A3-place", "name1", dy=0.6 * PITCH)
moves("A3-centre", "name2", dx=4)
edits("A3-title", "note1", text="2.省政府各部门政务公开工作考核成绩表")
edits("A3-title", "label2", text="附件3")
edits("A7-head", "t2.0.2", text="总分")
drops("A7-rows", "t2.1.0")
moves("A7-align", "t1.3.2", dx=-3)
edits("A7-decimals", "t1.3.2", text="87.5", x=184 - 5 - 2 * 12 * 25.4 / 72)
edits("A5", "folio5", text="—\u20027\u2002—")


@breaks("A1")
def _(d: Drawing) -> None:
    """The second annex follows the table of the first on one page."""
    d.drop("t3")
    d.drop("folio6")
    d.drop("label2")
    d.drop("name2")
    d.put("label2", 5, LEFT, row(10), "附件2", face="Hei")
    d.centred("name2", 5, row(12), drawn.ANNEXES[1], size=22, face="Biao")


@breaks("A6-number")
def _(d: Drawing) -> None:
    d.edit("folio6", x=40.0, top=192.0, turn=0)


@breaks("A6-turn")
def _(d: Drawing) -> None:
    """A table turned the wrong way on an upright page."""
    d.put("turned", 5, 150.0, 120.0, drawn.words(1, 25), face="Song", turn=90)


# ---- imprint and page numbers
edits("V1-width", "bar1", wide=140.0)
edits("V2", "bar0", tall=0.2)
edits("V2", "bar1", tall=0.45)
moves("V3-foot", "bar2", dy=-3)
drops("V3-first", "bar1")
drops("V3-first", "bar0")
edits("V4-face", "copy1", face="Song")
edits("V4-size", "office", size=12.0)
moves("V4-indent", "sent", dx=-5)
moves("V4-turn", "copy1", dx=-14)
edits("V4-end", "copy1", text="院，省检察院")
moves("V6-place", "printed", dx=-6)
edits("V6-text", "printed", text="2017年8月14日印制")
CASES.append(("V1", "document", lambda d: setattr(d, "pages", 9)))
CASES.append(("V5", "document", lambda d: d.put("between", 8, LEFT, FOOT - 34.5, wide=WIDTH, tall=0.25)))
edits("V7-text", "folio2", text="-\u20022\u2002-")
drops("V7-text", "folio2")
edits("V7-face", "folio2", face="Fang")
edits("V7-size", "folio2", size=12.0)
moves("V7-place", "folio2", dy=2)
edits("V7-run", "folio2", text="—\u20024\u2002—")
edits("V8", "folio2", x=LEFT + WIDTH - 4.53 * SMALL)
CASES.append(("V9", "document", lambda d: drawn.folio(d, 7)))

# ---- letter
moves("L1", "mark", "up", "number", "serial", base="letter", dy=2)


@breaks("L1-text", "letter")
def _(d: Drawing) -> None:
    d.centred("mark", 1, 30, "沧澜省政府办公厅文件", size=36, face="Biao", colour="#e60000")


@breaks("L2", "letter")
def _(d: Drawing) -> None:
    d.edit("up0", tall=0.3)
    d.edit("up1", tall=0.7)


CASES.append(("L2", "letter", lambda d: d.centred("mark", 1, 30, "沧澜省人民政府办公厅", size=29, face="Biao", colour="#e60000")))
moves("L7", "t", base="letter", dy=-9)
edits("L3", "down1", base="letter", tall=0.2)
edits("L4", "up0", base="letter", wide=156.0)
moves("L5", "number", base="letter", dx=-4)
moves("L6", "serial", base="letter", dx=4)


@breaks("L8", "letter")
def _(d: Drawing) -> None:
    last = d.items["t13"]
    count = int((271 - last.top) / PITCH) + 1
    for i in range(1, count + 1):
        d.put(f"t{13 + i}", 1, LEFT, last.top + i * PITCH, drawn.words(i, 28), wide=WIDTH)


CASES.append(("L9", "letter", lambda d: drawn.folio(d, 1)))
CASES.append(("L10", "letter", lambda d: d.put("bar", 2, LEFT, FOOT - 8, wide=WIDTH, tall=0.35)))
