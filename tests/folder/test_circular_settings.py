"""Section ``circular`` of assessment.yaml: what is refused, with line and what to write instead."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from scoring.folder.assessment import read_assessment
from scoring.folder.paperwork import read_file
from scoring.folder.paperwork.circular import FIELDS
from scoring.problems import ProblemsFound, sentence
from scoring.starting.making import start_assessment
from tests.repository import ROOT

REQUIRED = """circular:
  issuer: 临江省人民政府办公厅
  number: 临政办发〔2017〕136号
  title: 通报
  addressees: [各市人民政府]
  date: 2017-08-11
  annexes: []
"""
JOINT = REQUIRED.replace("issuer: 临江省人民政府办公厅", "issuer: [临江省财政厅, 临江省民政厅]")


def png(colour_type: int) -> bytes:
    """The smallest image of one pixel with the colour type."""
    channels = {2: 3, 6: 4}[colour_type]
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, colour_type, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * (channels + 1))),
        (b"IEND", b""),
    ]
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "seal.png").write_bytes(png(6))
    (templates / "opaque.png").write_bytes(png(2))
    (templates / "seal.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "outside.png").write_bytes(png(6))
    return tmp_path


def read(folder: Path, text: str) -> dict[str, Any]:
    (folder / "assessment.yaml").write_text(text, "utf-8")
    return read_file(folder / "assessment.yaml")["circular"]


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as error:
        read(folder, text)
    return [sentence(problem).replace(str(folder), "") for problem in error.value.problems]


def test_every_key_is_read_as_plain_data(folder: Path) -> None:
    text = JOINT + (
        "  form: document\n  head: [临江省财政厅, 临江省民政厅]\n  head_word: false\n"
        '  copy_number: "000012"\n  secrecy: 机密★1年\n  urgency: 特急\n'
        "  signing: seal\n  seal: [seal.png, seal.svg]\n  seal_size: 45\n  note: 此件公开发布\n"
        "  copies_to: [省委办公厅]\n  print_office: 临江省财政厅\n  print_date: 2017-08-14\n  rectify_by: 2017-09-30\n"
    )
    settings = read(folder, text)
    assert settings["issuer"] == settings["head"] == ["临江省财政厅", "临江省民政厅"]
    assert (settings["seal"], settings["seal_size"], settings["head_word"]) == (["seal.png", "seal.svg"], 45, False)
    assert (settings["copy_number"], settings["secrecy"], settings["urgency"]) == ("000012", "机密★1年", "特急")
    stamped = read(folder, REQUIRED + "  signing: stamp\n  signers:\n    - {title: 主任, stamp: seal.svg}\n")
    assert stamped["signers"] == [{"title": "主任", "stamp": "seal.svg"}]
    assert read(folder, REQUIRED + "  signing: none\n")["signing"] == "none"
    assert read(folder, REQUIRED + "  form: letter\n")["form"] == "letter"


@pytest.mark.parametrize(
    ("written", "like"),
    [
        ("临政办发[2017]136号", "临政办发〔2017〕136号"),
        ("临政办发（2017）第008号", "临政办发〔2017〕8号"),
        ("临政办发【2017】12", "临政办发〔2017〕12号"),
        ("临政办发2017年3号", "临政办发〔2017〕3号"),
        ("临政办发〔17〕3号", "临政办发〔2017〕1号"),
    ],
)
def test_a_document_number_has_one_way_of_writing(folder: Path, written: str, like: str) -> None:
    assert refused(folder, REQUIRED.replace("临政办发〔2017〕136号", f'"{written}"')) == [
        (
            f"/assessment.yaml:3: circular.number: 发文字号写法不对：{written}；"
            f"应为机关代字、六角括号内的四位年份、不编虚位的序号和“号”字，不加“第”。应写作 {like}。 [D070]"
        )
    ]


@pytest.mark.parametrize(("written", "found", "like"), [("12", "12", "000012"), ('"0012"', "0012", "000012"), ("第3份", "第3份", "000001")])
def test_a_copy_number_has_six_digits(folder: Path, written: str, found: str, like: str) -> None:
    assert refused(folder, REQUIRED + f"  copy_number: {written}\n") == [
        (f'/assessment.yaml:8: circular.copy_number: 份号写法不对：{found}；应为加引号的六位数字。应写作 copy_number: "{like}"。 [D071]')
    ]


@pytest.mark.parametrize(
    ("written", "like"), [("机密1年", "机密★1年"), ("秘密*6个月", "秘密★6个月"), ("内部", "秘密★1年"), ("绝密 长期", "绝密★长期")]
)
def test_secrecy_is_written_with_a_star(folder: Path, written: str, like: str) -> None:
    assert refused(folder, REQUIRED + f'  copy_number: "000001"\n  secrecy: {written}\n') == [
        (
            f"/assessment.yaml:9: circular.secrecy: 密级和保密期限写法不对：{written}；"
            f"应为绝密、机密或秘密，有期限的用“★”连接。应写作 {like}。 [D072]"
        )
    ]


def test_urgency_and_forms_are_closed_lists(folder: Path) -> None:
    problems = refused(folder, REQUIRED + "  urgency: 紧急\n  form: 信函\n  signing: sealed\n")
    assert [(p.split(":")[1], p[-5:-1]) for p in problems] == [("8", "C007"), ("9", "C007"), ("10", "C007")]


@pytest.mark.parametrize("name", ["none.png", "../outside.png", "seal"])
def test_an_image_is_in_the_templates(folder: Path, name: str) -> None:
    assert refused(folder, REQUIRED + f"  seal: {name}\n") == [
        (f"/assessment.yaml:8: circular.seal: 找不到图片：{name}。请把图片放在 /templates 中。 [D073]")
    ]


def test_an_image_does_not_hide_the_text(folder: Path) -> None:
    assert refused(folder, JOINT + "  seal: [seal.png, opaque.png]\n") == [
        (
            "/assessment.yaml:8: circular.seal[2]: 印章或签名章图片会盖住文字：opaque.png；"
            "应为底色透明的 PNG 或 SVG 图片。请换用底色透明的图片。 [D074]"
        )
    ]


@pytest.mark.parametrize(
    ("lines", "key", "why"),
    [
        ("  form: letter\n  print_office: 办公厅\n", "print_office", "信函格式的版记不印印发机关"),
        ("  form: letter\n  print_date: 2017-08-14\n", "print_date", "信函格式的版记不印印发日期"),
        ("  form: letter\n  head: [甲, 乙]\n", "head", "信函格式只用主办机关的标志，请写一个名称"),
        ("  form: letter\n  head: 临江省人民政府文件\n", "head", "信函格式的发文机关标志不带“文件”二字"),
        ("  head_word: false\n", "head_word", "只用于并列几个机关名称的版头"),
        ("  signing: none\n  seal: seal.png\n", "seal", "只用于 signing: seal"),
        ("  signing: none\n  seal_size: 42\n", "seal_size", "只用于 signing: seal"),
        ("  signers: [{title: 主任}]\n", "signers", "只用于 signing: stamp"),
        ("  secrecy: 秘密★1年\n", "secrecy", "涉密公文应当标注份号，请加 copy_number"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(folder: Path, lines: str, key: str, why: str) -> None:
    (problem,) = refused(folder, REQUIRED + lines)
    assert problem.startswith(f"/assessment.yaml:{7 + lines.count(chr(10))}: circular.{key}: 这一项与其他设置不能同时使用：")
    assert problem.endswith(f"。{why}，请删去或改正其中一项。 [D075]")


def test_one_seal_and_one_signer_per_issuer(folder: Path) -> None:
    assert refused(folder, JOINT + "  seal: seal.png\n") == [
        (
            "/assessment.yaml:8: circular.seal: 印章图片的个数与发文机关不一致：1；应为 2 个，依次对应。"
            "请为每个发文机关写一个图片，或删去 seal（留出盖章位置）。 [D076]"
        )
    ]
    assert refused(folder, REQUIRED + "  signing: stamp\n") == [
        (
            "/assessment.yaml:8: circular.signing: 签发人的个数与发文机关不一致：0；应为 1 个，依次对应。"
            "请在 signers 中为每个发文机关写一行，如 - {title: 主任, stamp: 签名章.png}。 [D077]"
        )
    ]


def test_nothing_is_printed_before_it_is_signed(folder: Path) -> None:
    assert refused(folder, REQUIRED + "  print_date: 2017-08-10\n") == [
        (
            "/assessment.yaml:8: circular.print_date: 印发日期早于成文日期：2017-08-10；"
            "应为不早于 2017-08-11。请核对 print_date 和 date。 [D078]"
        )
    ]


def test_nothing_is_mended_before_the_circular(folder: Path) -> None:
    assert refused(folder, REQUIRED + "  rectify_by: 2017-08-10\n") == [
        "/assessment.yaml:8: circular.rectify_by: 整改期限早于成文日期：2017-08-10；应为不早于 2017-08-11。请核对两个日期。 [D093]"
    ]
    assert read(folder, REQUIRED + "  rectify_by: 2017-08-11\n")["rectify_by"] == dt.date(2017, 8, 11)


def test_a_day_that_cannot_be_read_is_not_compared(folder: Path) -> None:
    wrong = refused(folder, REQUIRED + "  rectify_by: 9\n  print_date: 9\n")
    assert [problem[-5:-1] for problem in wrong] == ["C037", "C037"]


@pytest.mark.parametrize(
    ("section", "place", "found", "like"),
    [
        (REQUIRED.replace("issuer: 临江省", "issuer: ××省"), "2: circular.issuer", "××省人民政府办公厅", "临江省人民政府办公厅"),
        (REQUIRED.replace("临政办发", "×政办发"), "3: circular.number", "×政办发〔2017〕136号", "临政办发〔2017〕136号"),
        (REQUIRED.replace("[各市", "[各县, ××市"), "5: circular.addressees[2]", "××市人民政府", "临江市人民政府"),
        (
            REQUIRED.replace("[]", "\n    - {group: city, title: 甲}\n    - {group: county, title: ×××公司成绩表}"),
            "9: circular.annexes[2].title",
            "×××公司成绩表",
            "临江公司成绩表",
        ),
        ("feedback:\n  issuer: 甲\n  date: 2017-05-10\n  contact: 由××承办\n", "4: feedback.contact", "由××承办", "由临江承办"),
        (
            "rectification:\n  issuer: 甲\n  number: ×政公开整〔2017〕{n}号\n  date: 2017-05-02\n  due: 2017-06-30\n  who: [{last: 1}]\n",
            "3: rectification.number",
            "×政公开整〔2017〕{n}号",
            "临政公开整〔2017〕{n}号",
        ),
    ],
)
def test_a_placeholder_of_the_sample_is_refused_wherever_it_is_left(folder: Path, section: str, place: str, found: str, like: str) -> None:
    mend = "请把“×”改为实际的文字，用不到的项可以整行删去。 [D063]"
    assert refused(folder, section) == [f"/assessment.yaml:{place}: 还有没填的“×”：{found}；应为实际的文字，如 {like}。{mend}"]


def test_a_times_sign_is_no_placeholder(folder: Path) -> None:
    text = "rectification:\n  issuer: 甲\n  number: 第{n}号\n  date: 2017-05-02\n  due: 2017-06-30\n  who: [{last: 1}]\n"
    (folder / "assessment.yaml").write_text(text + "  measures: {a: 按件数×6分补足}\n", "utf-8")
    assert read_file(folder / "assessment.yaml")["rectification"]["measures"] == {"a": "按件数×6分补足"}


def test_an_unknown_key_is_refused_with_the_nearest(folder: Path) -> None:
    (problem,) = refused(folder, REQUIRED + "  seals: seal.png\n")
    assert problem.startswith("/assessment.yaml:8: circular.seals: ")
    assert "seal" in problem
    assert problem.endswith("[C003]")


def test_all_problems_are_told_together(folder: Path) -> None:
    text = REQUIRED.replace("136号", "第136号") + "  copy_number: 1\n  seal: none.png\n  form: letter\n  print_office: 办公厅\n"
    assert [problem[-5:-1] for problem in refused(folder, text)] == ["D070", "D071", "D073", "D075"]


def test_the_sample_of_a_new_folder_can_be_used_as_its_words_say(tmp_path: Path) -> None:
    start_assessment(tmp_path / "new", "openness-2016", empty=True)
    file = tmp_path / "new" / "assessment.yaml"
    head, mark, rest = file.read_text("utf-8").partition("# circular:")
    lines = ["# " + line if re.match("# [一-鿿]", line) else line for line in (mark + rest).splitlines()]
    file.write_text(head + "".join(line.removeprefix("# ").replace("×", "临") + "\n" for line in lines), "utf-8")
    found = read_assessment(tmp_path / "new")
    sections = ["appeals", "circular", "feedback", "rectification", "requests", "states"]
    assert (found.title, sorted(found.documents)) == ("2016年政务公开工作考核", sections)


def test_the_sample_of_a_new_folder_and_the_page_name_every_key(tmp_path: Path) -> None:
    start_assessment(tmp_path / "new", "openness-2016", empty=True)
    sample = (tmp_path / "new" / "assessment.yaml").read_text("utf-8")
    page = (ROOT / "docs" / "circular.md").read_text("utf-8")
    assert [key for key in FIELDS if f"`{key}`" not in page] == []
    assert [key for key in FIELDS if key != "annex_defaults" and f"{key}:" not in sample] == []
