"""Marks of an official document whose writing is fixed: number, copy number, secrecy, urgency.

GB/T 9704-2012, 7.2.1 to 7.2.3 and 7.2.5; ids H1 to H3 and H6 of the layout checklist.
"""

from __future__ import annotations

import re

from scoring.criteria.fields import Reader
from scoring.files.yamlfile import Path
from scoring.folder.paperwork.placeholders import left

_NUMBER = re.compile(r"[\u3400-\u9fff]+〔\d{4}〕[1-9]\d*号")
_NUMBER_LIKE = re.compile(
    r"(?P<code>[\u3400-\u9fff]+?)\s*[〔\[(（【［]?\s*(?P<year>\d{4})\s*年?\s*[〕\])）】］]?\s*第?\s*0*(?P<n>[1-9]\d*)\s*号?"
)
_COPY = re.compile(r"\d{6}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★(?:长期|[1-9]\d*(?:年|个月|月|天|日)))?")
_SECRECY_LIKE = re.compile(r"(?P<level>绝密|机密|秘密)\s*[*＊☆★·.、，, ]*\s*(?P<term>长期|[1-9]\d*(?:年|个月|月|天|日))?")
URGENCIES = ("特急", "加急")
_NUMBER_SAMPLE, _COPY_DIGITS, _SECRECY_SAMPLE = "临政办发〔2017〕1号", 6, "秘密★1年"


def document_number(reader: Reader, value: object, path: Path) -> str:
    """发文字号: code of the office, full year in 〔〕, number without 第 and leading zeros, 号 (D070)."""
    text = reader.text(value, path)
    if text and not left(text) and not _NUMBER.fullmatch(text):  # what is not filled in was told
        like = _NUMBER_LIKE.fullmatch(text)
        reader.problem("D070", path, text, like="{code}〔{year}〕{n}号".format(**like.groupdict()) if like else _NUMBER_SAMPLE)
    return text


def copy_number(reader: Reader, value: object, path: Path) -> str:
    """份号: six digits as a text; YAML would read 000001 as a number (D071)."""
    text = str(value)
    if not (isinstance(value, str) and _COPY.fullmatch(text)):
        digits = text.zfill(_COPY_DIGITS) if re.fullmatch(r"\d{1,6}", text) else "1".zfill(_COPY_DIGITS)
        reader.problem("D071", path, text, like=f'"{digits}"')
    return text


def secrecy(reader: Reader, value: object, path: Path) -> str:
    """密级和保密期限: 秘密, or 秘密★1年 (D072)."""
    text = reader.text(value, path)
    if text and not _SECRECY.fullmatch(text):
        like = _SECRECY_LIKE.fullmatch(text)
        terms = filter(None, (like["level"], like["term"])) if like else (_SECRECY_SAMPLE,)
        reader.problem("D072", path, text, like="★".join(terms))
    return text


def urgency(reader: Reader, value: object, path: Path) -> str:
    """紧急程度 (C007)."""
    return reader.choice(value, path, URGENCIES)
