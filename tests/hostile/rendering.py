"""A process of its own that lays out hostile pages and tells what the system was asked for meanwhile.

What is watched are the audit events of Python (PEP 578): every file that is opened, every socket, every process.
"""

from __future__ import annotations

import json
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
OTHER = "file:///etc/hostname"
HOST = "http://127.0.0.1:9/x"
ADDRESSES = (OTHER, HOST, "ftp://127.0.0.1/x", "//127.0.0.1/x", "data:image/png;base64,AAAA", "../x.png")
PAGES = [
    *(f'<img src="{address}" alt="图">' for address in ADDRESSES),
    f'<img srcset="{HOST} 1x" src="seal.png" alt="图">',
    f'<picture><source srcset="{HOST}"><img src="seal.png" alt="图"></picture>',
    f'<iframe src="{OTHER}"></iframe><frame src="{HOST}">',
    f'<object data="{OTHER}"></object><embed src="{HOST}">',
    f'<video poster="{HOST}" src="{HOST}"></video><audio src="{HOST}"></audio>',
    f'<input type="image" src="{HOST}"><body background="{HOST}"><table background="{HOST}"><td>字</table>',
    f'<script src="{HOST}"></script><link rel="icon" href="{HOST}"><link rel="preload" href="{HOST}">',
    f'<link rel="stylesheet" href="{OTHER}"><link rel="alternate stylesheet" href="{HOST}">',
    f'<link rel="attachment" href="{OTHER}">',
    f'<a rel="attachment" href="{OTHER}">文件</a>',
    f'<base href="{HOST}"><img src="x.png" alt="图">',
    f'<meta http-equiv="refresh" content="0;url={HOST}">字',
    f"<style>@import '{HOST}';</style>",
    f"<style>@import url({OTHER});</style>",
    f"<style>@font-face {{ font-family: x; src: url({OTHER}), url({HOST}), local('x') }} p {{ font-family: x }}</style><p>字</p>",
    f"<style>p {{ background: url({HOST}); list-style-image: url({OTHER}); border-image: url({HOST}) }}</style><p>字</p>",
    f"<style>p::before {{ content: url({OTHER}) }} p {{ cursor: url({HOST}); mask: url({HOST}) }}</style><p>字</p>",
    f"<style>@page {{ background: url({HOST}) }}</style><p>字</p>",
    f'<p style="background: image-set(url({HOST}) 1x)">字</p>',
    SVG.format(f'<image xlink:href="{OTHER}" width="9" height="9"/>'),
    SVG.format(f'<image href="{HOST}" width="9" height="9"/>'),
    SVG.format(f'<use xlink:href="{HOST}#x"/>'),
    SVG.format(f'<use href="{OTHER}#x"/>'),
    SVG.format(f"<style>@import url({HOST}); rect {{ fill: url({OTHER}#x) }}</style><rect width='9' height='9'/>"),
    SVG.format(f'<feImage href="{HOST}"/><text><textPath href="{HOST}">字</textPath></text>'),
    SVG.format('<foreignObject><iframe src="file:///etc/hostname"/></foreignObject>'),
    '<img src="outside.svg" alt="图">',
    '<img src="entity.svg" alt="图">',
    '<img src="include.svg" alt="图">',
]
FILES = {
    "outside.svg": SVG.format(f'<image xlink:href="{OTHER}" width="9" height="9"/>'),
    "entity.svg": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{OTHER}">]>' + SVG.format("<text>&x;</text>"),
    "include.svg": SVG.format(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{OTHER}" parse="text"/>'),
}
_ASKED = ("open", "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "urllib.", "ftplib.", "http.")


class Watch:
    """What the system is asked for while ``on``."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.allowed = allowed
        self.on = False
        self.seen: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Take one event of Python's audit."""
        if not self.on or not event.startswith(_ASKED):
            return
        if event != "open":
            self.seen.append(f"{event} {args}")
        elif isinstance(args[0], (str, bytes)) and not str(Path(str(args[0])).resolve()).startswith(self.allowed):
            self.seen.append(f"open {args[0]!s}")


def main(folder: Path) -> None:
    """Lay out every page with the templates of a folder; print what was asked for and by how many pages problems were raised."""
    from scoring.documents import build_fonts
    from scoring.documents.printing.pdf import Printer
    from scoring.problems import ProblemsFound

    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    fonts = build_fonts(say=lambda _: None)
    printer = Printer(fonts, (folder,), "page.pdf")
    program = [*map(sysconfig.get_path, ("stdlib", "purelib", "platlib")), str(Path(__file__).parents[2] / "scoring")]
    faces = [str(face.folder.resolve()) for face in fonts.faces]
    watch = Watch((str(folder.resolve()), tempfile.gettempdir(), *program, *faces))
    sys.addaudithook(watch)
    watch.on, refused = True, 0
    for page in PAGES:
        try:
            laid = printer.pages(f"<html lang='zh-CN'><title>页</title>{page}")
            printer.pdf(laid, page)
        except ProblemsFound:
            refused += 1
    seen = list(watch.seen)
    Path("/etc/hostname").exists()
    with open("/etc/hostname") as file:  # noqa: PTH123 - what the watch must see
        file.read()
    print(json.dumps({"seen": seen, "control": watch.seen[len(seen) :], "refused": refused}))  # noqa: T201 - the answer of this process


if __name__ == "__main__":
    main(Path(sys.argv[1]))
