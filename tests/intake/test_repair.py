from __future__ import annotations

import re
import subprocess
import sys

import pytest

from scoring.intake.document import Cell, Document, Grid, Line
from scoring.intake.formats.repair import repair_document, repair_text

CLEAN = """\
某省人民政府辦公廳關於年度考核情況的通報

　　對各省（區、市）的做法作了比較,結合評估結果進行量化。

　（一）公開目錄更加完善。全年公開信息12345條,比上年增長8.91%。
　（二）加強監督檢查,受理申請67件,均在期限內答覆。
　（三）個別單位重視不夠,報送數據不及時。
　（四）輿情回應更加及時,處理問題9件。
（五）依申請公開辦理規範,按時辦結率100%。
各單位應當強化責任,認真解決問題。
"""
READINGS = {
    "關": "guān",
    "個": "gè",
    "應": "yīng",
    "強": "qiáng",
    "問": "wèn",
    "處": "chǔ",
    "結": "jié",
    "檢": "jiǎn",
    "時": "shí",
    "報": "bào",
    "區": "qū",
}


def annotated(text: str) -> str:
    return "".join(f"{c}({READINGS[c]})" if c in READINGS else c for c in text)


def without_lead_byte(line: str, lost: str) -> str:
    """What a decoder made of the line after the lead byte of ``lost`` in front of a full-width bracket was dropped."""
    head, _, tail = line.partition(lost)
    data = (lost + tail).encode("gb18030")[1:]
    out, i = "", 0
    while i < len(data) and data[i] > 0x80:
        try:
            out += data[i : i + 2].decode("gb18030")
        except UnicodeDecodeError:
            out += "?"
        i += 2
    if i < len(data) and data[i] == 0x80:
        out, i = out + "€", i + 1
    return f"{head}?{out}{data[i:].decode('gb18030')}"


def damaged(text: str) -> str:
    lines = annotated(text).split("\n")
    lines = [without_lead_byte(line, "　") if line.startswith("　（") else line for line in lines]
    return "\n".join(without_lead_byte(line, "省") if "各省（" in line else line for line in lines)


def test_the_damage_of_the_test_is_the_real_one() -> None:
    text = damaged(CLEAN)
    assert "?。ㄒ唬┕" in text
    assert "€" in text
    assert re.search(r"各\?。▍\^\(qū\)", text)
    assert re.search(r"\?yīng\)", text)


def test_damaged_text_comes_back_simplified_with_every_digit() -> None:
    fixed, repairs = repair_text(damaged(CLEAN))
    assert "?" not in fixed
    assert "各省（区、市）的做法" in fixed
    assert [line[:7].strip() for line in fixed.split("\n")[4:9]] == [
        "（一）公开目",
        "（二）加强监",
        "（三）个别单",
        "（四）舆情回",
        "（五）依申请公",
    ]
    assert re.findall(r"\d+", fixed) == re.findall(r"\d+", CLEAN)
    assert {r.kind for r in repairs} == {"lost_byte", "pinyin", "traditional"}


def test_every_change_is_shown_with_its_place() -> None:
    _, repairs = repair_text(damaged(CLEAN))
    lost = [(r.after, r.locator) for r in repairs if r.kind == "lost_byte"]
    assert lost[:2] == [("省（區", "line 3"), ("（一）公開", "line 5")]
    assert ("（三）個", "line 7") in lost
    assert {r.before for r in repairs if r.kind == "pinyin"} >= {"關(guān)", "問(wèn)"}
    assert any(r.kind == "traditional" and r.before.startswith("辦廳關於") and r.after.startswith("办厅关于") for r in repairs)


def test_a_character_whose_reading_nothing_explains_is_marked_and_not_invented() -> None:
    line = "　（四）輿情回應(yīng)"
    fixed, _ = repair_text(without_lead_byte(line, "　"))
    assert "（四）輿情回\ufffd" in fixed


CLEAN_TEXTS = [
    "某县人民政府办公室2017年度报告:全年公开47条,其中规范性文件33条。是否属实?。请核对。",
    "本报告(app)由(gov)编制,萧(xiāo)县、郫(pí)县和亳(bó)州等3地参与。",
    "乾县、瞭望台与著作权等3处用字不变。",
]


@pytest.mark.parametrize("text", CLEAN_TEXTS)
def test_clean_simplified_text_is_the_same_object(text: str) -> None:
    fixed, repairs = repair_text(text)
    assert fixed is text
    assert repairs == ()


def test_a_clean_document_is_the_same_object_and_opencc_is_not_imported() -> None:
    code = (
        "import sys\nfrom scoring.intake.document import Document, Line\nfrom scoring.intake.formats.repair import repair_document\n"
        "d = Document('text', (Line('全年公开政府信息47条。', 'line 1'),))\n"
        "assert repair_document(d) is d\nassert 'opencc' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_lines_and_cells_of_a_document_are_repaired_in_place() -> None:
    grid = Grid(((Cell("申請辦結數", "table 1 row 1 column 1"), Cell("12", "table 1 row 1 column 2")),), "table 1")
    fixed = repair_document(Document("html", (Line("全縣政務公開工作報告,收到申請數 7 件", "line 1"),), (grid,), title="報告"))
    assert fixed.lines == (Line("全县政务公开工作报告,收到申请数 7 件", "line 1"),)
    assert [c.text for c in fixed.grids[0].rows[0]] == ["申请办结数", "12"]
    assert {r.locator for r in fixed.repairs} == {"line 1", "table 1 row 1 column 1"}
