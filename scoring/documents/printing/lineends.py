"""Line ends of a template within Chinese text, which print nothing.

HTML takes a line end for a blank, and a blank between Chinese characters is a mistake in an official document. Browsers
drop it there (CSS Text 4, 4.1.3), the typesetter does not, and neither does Word.
"""

from __future__ import annotations

import re

_WIDE = "\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
_INLINE = r"(?:</?(?:a|b|em|i|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>)*"
_DIGIT = r"[0-9]|[-−+±][0-9]"
_LINE_END = r"[ \t]*\r?\n\s*"
_IN_TEXT = re.compile(
    rf"(?<=[{_WIDE}])({_INLINE}){_LINE_END}({_INLINE})(?=[{_WIDE}]|{_DIGIT})|(?<=[0-9%‰])({_INLINE}){_LINE_END}({_INLINE})(?=[{_WIDE}])"
)


def joined_lines(html: str) -> str:
    """HTML without the line ends that stand between two Chinese characters, or between one and a number.

    Chinese marks of punctuation count as characters; tags within the line (``<b>``, ``<span>``) do not part them. A line
    end beside a Latin word stays the blank it is, and so does every blank that was typed within a line.
    """
    return _IN_TEXT.sub(lambda found: "".join(filter(None, found.groups())), html)
