"""The style sheet of a page, taken apart once for all pages that share it: a third of the work on a page with little on it."""

from __future__ import annotations

import importlib
import re
from typing import Any

_HEAD = re.compile(r"</head>", re.IGNORECASE)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_OWN = re.compile(r"@(?:import|font-face|counter-style|color-profile)|!important", re.IGNORECASE)  # mean something else outside the page
_MOST = 32  # style sheets kept; a run has one per kind of document


class Styles:
    """Style sheets by their text.

    Args:
        font_config: WeasyPrint's fonts, which the sheets of one printer share.
    """

    def __init__(self, font_config: Any) -> None:
        self._font_config = font_config
        self._kept: dict[str, Any] = {}

    def split(self, html: str, fetcher: Any, base: str) -> tuple[str, list[Any]]:
        """The page without the style sheets of its head, and those sheets, parsed.

        Sheets given beside a page come before those inside it, as the head comes before the body; what would
        change by that (``!important``) or belongs to one page (faces, imports) stays where it is.

        Args:
            html: The page.
            fetcher: What addresses in the sheets may load.
            base: What relative addresses mean.

        Returns:
            The page and the sheets in their order; warnings are logged the first time a sheet is met.
        """
        end = _HEAD.search(html)
        if end is None:
            return html, []
        head, rest = html[: end.start()], html[end.start() :]
        texts = [str(text) for text in _STYLE.findall(head)]
        if not texts or any(_OWN.search(text) for text in texts):
            return html, []
        return _STYLE.sub("", head) + rest, [self._sheet(text, fetcher, base) for text in texts]

    def _sheet(self, text: str, fetcher: Any, base: str) -> Any:
        if text not in self._kept:
            css: Any = importlib.import_module("weasyprint").CSS
            made = css(string=text, base_url=base, url_fetcher=fetcher, font_config=self._font_config)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[text] = made
        return self._kept[text]

    def forget(self) -> None:
        """Take sheets apart anew, so that what is wrong with one is told again."""
        self._kept.clear()
