"""The documents that the tests draw: 文件格式 with everything in it, upward, joint, with seal, with stamp, 信函格式."""

from __future__ import annotations

from scoring.documents.layout.model import MM
from tests.documents.layout.drawing import BLACK, CHAR, FOOT, HEIGHT, LEFT, PITCH, RED, SMALL, TOP, WIDTH, Drawing, em, grown, row

WORDS = "各单位要把政务公开作为一项长期任务认真抓好落实到人并按照规定时限报送情况有关部门要加强督促检查及时通报"
TITLE = ("沧澜省人民政府办公厅", "关于政务公开工作考核情况的通报")
ANNEXES = ("各市州政务公开工作考核成绩表", "省政府部门政务公开工作考核成绩表")
COLUMNS = (28.0, 48.0, 128.0, 184.0)


def words(start: int, count: int) -> str:
    """So many characters without punctuation."""
    return "".join(WORDS[(start + i) % len(WORDS)] for i in range(count))


def line(d: Drawing, place: tuple[int, int], text: str = "", *, indent: int = 0, face: str = "Fang", per: int = 28) -> None:
    """A line of text on a (page, line of it); without words a full one."""
    page, number = place
    full = text or words(page * 7 + number * 5, per - indent)
    wide = WIDTH - indent * CHAR if not text else 0.0
    d.put(f"p{page}.{number:02d}", page, LEFT + indent * CHAR, row(number), full, wide=wide, face=face)


def folio(d: Drawing, page: int, number: int | None = None) -> None:
    """A page number."""
    shown = number or page
    text, width = f"—\u2002{shown}\u2002—", (1 + 0.5 + 0.53 + 0.5 + 1) * SMALL
    x = LEFT + WIDTH - SMALL - width if shown % 2 else LEFT + SMALL
    d.put(f"folio{page}", page, x, FOOT + 7 - SMALL / 2, text, size=14, face="Song")


def head(d: Drawing) -> None:
    """版头."""
    d.put("serial", 1, LEFT, row(1), "000012")
    d.put("secrecy", 1, LEFT, row(2), "秘密★1年", face="Hei")
    d.put("urgency", 1, LEFT, row(3), "特急", face="Hei")
    d.centred("mark", 1, 72, "沧澜省人民政府办公厅文件", size=33, face="Biao", colour=RED)
    d.centred("number", 1, 72 + 33 * MM + 2 * PITCH, "沧政办发〔2017〕36号")
    bottom = d.items["number"].top + 16 * MM
    d.put("rule", 1, LEFT, bottom + 4, wide=WIDTH, tall=0.7, colour=RED)


def opening(d: Drawing, first: int) -> None:
    """Title from a line of page 1, addressees two lines below."""
    for i, text in enumerate(TITLE):
        d.centred(f"title{i}", 1, grown(first + i, 22), text, size=22, face="Biao")
    d.put("to", 1, LEFT, row(first + len(TITLE) + 1), "各市、自治州人民政府，省政府各部门：")


def text(d: Drawing, first: int, *, per: int = 28) -> None:
    """Text from a line of page 1 over pages 2 and 3, with all levels of headings."""
    line(d, (1, first), indent=2, per=per)
    for number in range(first + 1, 23):
        line(d, (1, number), per=per)
    levels = {
        3: ("一、总体情况", "Hei"),
        6: ("（一）公开情况", "Kai"),
        9: ("1.公开数量", "Fang"),
        12: ("（1）主动公开", "Fang"),
        16: ("二、问题", "Hei"),
    }
    for number in range(1, 23):
        heading, face = levels.get(number, ("", "Fang"))
        begins = number - 1 in levels or number == 21
        line(d, (2, number), heading, indent=2 if heading or begins else 0, face=face, per=per)
    line(d, (3, 1), indent=2, per=per)
    line(d, (3, 2), per=per)
    line(d, (3, 3), "请认真抓好落实。")


def closing(d: Drawing) -> None:
    """附件说明 on lines 5 and 6 of page 3, signature on 9 and 10, 附注."""
    start = LEFT + 2 * CHAR
    d.put("note0", 3, start, row(5), f"附件：1.{ANNEXES[0]}")
    d.put("note1", 3, start + 3 * 16 * MM, row(6), f"2.{ANNEXES[1]}")
    right = LEFT + WIDTH - 4 * CHAR
    d.put("date", 3, right - date_width(), row(10), "2017年8月11日")
    d.centred("issuer", 3, row(9), "沧澜省人民政府办公厅", middle=right - date_width() / 2)
    d.put("remark", 3, start, row(11), "（此件公开发布）")


def date_width() -> float:
    """Width of 2017年8月11日 in 仿宋: digits are half as wide."""
    return em("2017年8月11日") * 16 * MM


def grid(d: Drawing, name: str, page: int, top: float, rows: list[tuple[str, str, str]], columns: tuple[float, ...] = COLUMNS) -> None:
    """A ruled table."""
    bottom = top + 8 * len(rows)
    for i in range(len(rows) + 1):
        d.put(f"{name}.h{i}", page, columns[0], top + 8 * i - 0.1, wide=columns[-1] - columns[0], tall=0.2, colour=BLACK)
    for i, x in enumerate(columns):
        d.put(f"{name}.v{i}", page, x - 0.1, top, wide=0.2, tall=bottom - top, colour=BLACK)
    for i, cells in enumerate(rows):
        for j, cell in enumerate(cells):
            if cell:
                x = columns[j + 1] - 5 - em(cell) * 12 * MM if cell.isascii() else columns[j] + 5
                d.put(f"{name}.{i}.{j}", page, x, top + 8 * i + 2, cell, size=12, face="Song")


def annexes(d: Drawing) -> None:
    """附件1 on pages 4 and 5, 附件2 lying down on page 6."""
    rows = [(str(i), "沧澜市", f"{90 - i}.50") for i in range(1, 25)]
    top = ("名次", "单位", "得分")
    d.put("label1", 4, LEFT, row(1), "附件1", face="Hei")
    d.centred("name1", 4, grown(3, 22), ANNEXES[0], size=22, face="Biao")
    grid(d, "t1", 4, row(5), [top, *rows[:21]])
    grid(d, "t2", 5, TOP, [top, *rows[21:]])
    d.sizes[6] = "A4 landscape"
    left, middle = 35.0, 35 + HEIGHT / 2
    d.put("label2", 6, left, 28, "附件2", face="Hei")
    d.centred("name2", 6, 28 + 2 * PITCH - 3 * MM, ANNEXES[1], size=22, face="Biao", middle=middle)
    grid(d, "t3", 6, 28 + 4 * PITCH, [top, *rows[:5]], (left, 80.0, 200.0, left + HEIGHT))
    d.put("folio6", 6, left - 7 + SMALL / 2, 28 + SMALL, "—\u20026\u2002—", size=14, face="Song", turn=90)


def imprint(d: Drawing, page: int) -> None:
    """版记 at the foot of a page: 主送, 抄送 over two lines, 印发机关."""
    inset, small = LEFT + SMALL, {"size": 14.0}
    d.put("bar0", page, LEFT, FOOT - 44, wide=WIDTH, tall=0.35, colour=BLACK)
    d.put("sent", page, inset, FOOT - 41, "主送：各市、自治州人民政府。", **small)
    d.put("copy0", page, inset, FOOT - 33, "抄送：省委办公厅，省人大常委会办公厅，省政协办公厅，省法", **small)
    d.put("copy1", page, inset + 3 * SMALL, FOOT - 25, "院，省检察院。", **small)
    d.put("bar1", page, LEFT, FOOT - 16, wide=WIDTH, tall=0.25, colour=BLACK)
    d.put("office", page, inset, FOOT - 11, "沧澜省人民政府办公厅", **small)
    day = "2017年8月14日印发"
    d.put("printed", page, LEFT + WIDTH - SMALL - em(day) * SMALL, FOOT - 11, day, **small)
    d.put("bar2", page, LEFT, FOOT - 0.35, wide=WIDTH, tall=0.35, colour=BLACK)


def document(*, per: int = 28) -> Drawing:
    """文件格式 of eight pages: an empty page before 版记, so that both carry no number."""
    d = Drawing()
    head(d)
    opening(d, 11)
    text(d, 15, per=per)
    closing(d)
    annexes(d)
    imprint(d, 8)
    for page in range(1, 6):
        folio(d, page)
    return d


def upward() -> Drawing:
    """上行文: 发文字号 at the left, 签发人 at the right."""
    d = document()
    d.edit("number", x=LEFT + CHAR)
    d.put("signer", 1, LEFT + WIDTH - CHAR - 7 * 16 * MM, d.items["number"].top, "签发人：林一帆")
    return d


def joint() -> Drawing:
    """Two issuers, 文件 at their right."""
    d = document()
    d.drop("mark")
    size = 20.0
    high, wide = size * MM, 96.0
    for i, name in enumerate(("沧澜省教育厅", "沧澜省财政厅")):
        d.put(f"mark{i}", 1, 43.0, 72 + i * 1.1 * high, name, size=size, face="Biao", colour=RED, wide=wide)
    d.put("markfile", 1, 169.0 - 2 * high, 72 + 0.55 * high, "文件", size=size, face="Biao", colour=RED)
    return d


def joint_three() -> Drawing:
    """Three issuers, the second a short name that is spread; 文件 close beside it, nearly on its base line."""
    d = document()
    d.drop("mark")
    size, word = 28.0, 30.0
    high, wide = size * MM, 8 * size * MM
    start = LEFT + (WIDTH - wide - 2 - 2 * word * MM) / 2
    for i, name in enumerate(("沧澜省教育体育局", "省法院", "沧澜省民政厅")):
        d.put(f"mark{i}", 1, start, 72 + i * 1.1 * high, name, size=size, face="Biao", colour=RED, wide=wide)
    d.put("markfile", 1, start + wide + 2, 72 + 1.6 * high - word * MM / 2, "文件", size=word, face="Biao", colour=RED)
    d.drop("p1.21")
    d.drop("p1.22")
    for name in ("number", "rule", "title", "to", "p1."):
        d.move(name, dy=2 * PITCH)
    return d


def black_letter() -> Drawing:
    """信函格式 with a head printed in black."""
    d = letter()
    for name in ("mark", "up0", "up1", "down0", "down1"):
        d.edit(name, colour=BLACK)
    return d


def sealed() -> Drawing:
    """The signature under a seal: name and date in its lower part, its top near the annex note."""
    d = document()
    middle = LEFT + WIDTH - 4 * CHAR - date_width() / 2
    d.put("seal", 3, middle - 21, row(9) + 2 - 26, size=-1, wide=42, tall=42)
    return d


def stamped() -> Drawing:
    """A signature stamp four characters in, the signer's title at its left, the date a blank line below."""
    d = document()
    d.drop("issuer")
    right = LEFT + WIDTH - 4 * CHAR
    d.put("stamp", 3, right - 35, row(9) - 5, size=-1, wide=35, tall=15)
    d.put("post", 3, right - 35 - 2 * CHAR - 2 * 16 * MM, row(9), "省长")
    d.move("date", dy=PITCH)
    d.move("remark", dy=PITCH)
    return d


def letter() -> Drawing:
    """信函格式 of two pages."""
    d = Drawing()
    d.centred("mark", 1, 30, "沧澜省人民政府办公厅", size=36, face="Biao", colour=RED, middle=LEFT + WIDTH / 2)
    low = 30 + 36 * MM + 4
    d.put("up0", 1, 20, low, wide=170, tall=0.7, colour=RED)
    d.put("up1", 1, 20, low + 1.0, wide=170, tall=0.3, colour=RED)
    d.put("down0", 1, 20, 275.7, wide=170, tall=0.3, colour=RED)
    d.put("down1", 1, 20, 276.3, wide=170, tall=0.7, colour=RED)
    under = low + 1.3 + 4.9
    d.put("serial", 1, LEFT, under, "000012")
    d.put("urgency", 1, LEFT, under + PITCH, "加急", face="Hei")
    number = "沧政办函〔2017〕36号"
    d.put("number", 1, LEFT + WIDTH - em(number) * 16 * MM, under, number)
    first = (under + 16 * MM + 3 * PITCH - TOP) / PITCH + 1
    base = row(first) - 16 * MM / 2
    d.centred("title0", 1, base + 2, "关于公开工作的函", size=22, face="Biao")
    d.put("to", 1, LEFT, base + 2 * PITCH + 3, "省教育厅：")
    for i in range(14):
        indent = 2 if i == 0 else 0
        d.put(f"t{i}", 1, LEFT + indent * CHAR, base + (3 + i) * PITCH + 3, words(i * 5, 28 - indent), wide=WIDTH - indent * CHAR)
    for i in range(1, 10):
        line(d, (2, i))
    line(d, (2, 10), "特此函告。", indent=2)
    d.edit("p2.01", text=words(3, 26), x=LEFT + 2 * CHAR, wide=WIDTH - 2 * CHAR)
    right = LEFT + WIDTH - 4 * CHAR
    d.put("date", 2, right - date_width(), row(15), "2017年8月11日")
    d.centred("issuer", 2, row(14), "沧澜省人民政府办公厅", middle=right - date_width() / 2)
    d.put("copy0", 2, LEFT + SMALL, FOOT - 5, "抄送：省委办公厅。", size=14)
    folio(d, 2)
    return d
