"""Texts that readers stumble over: signs of formats, numbers that are none, characters that look like others."""

from __future__ import annotations

from random import Random

TEXTS = (
    "", "0", "-1", "1", "9" * 40, "1e999", "1e-999", "1E5", "-0", "0.5", "00", "1_000", "1,000", ".", "-", "+", "NaN", "nan", "Infinity",
    "１２", "²", "①", "½", "٣", "〇", "一", "十二", "万", "%", "100%", "‰", "/", "—", "——", "-0.0", "1.", ".5", "0x10", "inf",
    "true", "null", "~", "None", "on", "2016-02-30", "2016-02-29", "0000-01-01", "9999-12-31", "10000-01-01", "2016年13月45日", "12:30",
    "\x00", "\x01", "\x0b", "\x1a", "\x1b]0;x\x07", "\x7f", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "\u0301", "\U0010ffff",
    "\ufffe", "İ", "ß", "ﬁ", "=1+1", "＝1+1", "@x", "+1", "'", '"', "''", '""', "`", "\\", "\\u0000", "\\ud800", "$", "%s", "%(x)s",
    "{", "}", "{0}", "{x.y}", "{{", "{{ x }}", "{% for", "{#", "<", ">", "&", "&amp;", "&#0;", "&#xD800;", "&#1114112;", "&x;", "]]>",
    "<!--", "--", "<![CDATA[", "<?xml", "<!DOCTYPE a [<!ENTITY x 'y'>]>", "../..", "/etc/passwd", "a/b", "C:\\x", "//host/x",
    "file:///etc/passwd", "javascript:x", "con", "..", "x" * 300, "x" * 5000, "政" * 3000, "x" * 140_000,
    "[", "]", "[[[[", "- ", "? ", ": ", "* ", "&a ", "*a", "!!python/object:os.x", "!!int x", "!!binary x", "!!set", "---", "...", "|",
    ",", ";", "\t", "\n", "\r", "\r\n", "　", " ", "件", "（一）", "一、", "第", "其中", "合计", "不适用", "无", "<<", "!!float .",
    "select 1", "; drop table facts", "-- ", "/*", "read_csv('x')", "facts", "unit_id", "__class__", "constructor", "__proto__",
    "(", ")", "((((((((", "prev(", "if_(", "and", "not", "**", "//", "==", "!=", ">=", "ln(0)", "power(0, -1)", "1/0",
)  # fmt: skip


def word(random: Random) -> str:
    """One of them, or two in a row."""
    found = random.choice(TEXTS)
    return found + random.choice(TEXTS) if random.random() < 0.1 else found


def number(random: Random) -> int:
    """A whole number at which sizes, places and counts go wrong."""
    power = random.choice((0, 1, 2, 7, 8, 10, 15, 16, 17, 20, 24, 31, 32, 33, 53, 63, 64, 65, 127))
    found: int = random.choice((-1, 1, 1, 1)) * (2**power + random.choice((-1, 0, 0, 1)))
    return found
