"""Make the pictures of docs/gallery.md from the example: python tools/gallery.py [DOCUMENT...].

Needs pdftoppm; for the workbooks LibreOffice, for the data-quality page Chromium. What the machine cannot show keeps its picture.
"""

from __future__ import annotations

import csv
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "data" / "linjiang-2016"
PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "gallery.md"
HEIGHT, COLOURS, GAP = 800, 32, 14  # pixels of a page, colours of the palette, pixels between two pages
MOST = 48  # characters of a cell of a CSV
HEAD = """# What the documents look like

One picture per document, made by `tools/gallery.py` from the example assessment `data/linjiang-2016` (an invented province).
[documents.md](documents.md) says how each is asked for and changed.
"""


@dataclass(frozen=True)
class Shown:
    """What the picture of a document shows.

    Args:
        file: Its file in the run; the first of several by name.
        words: What the reader sees.
        pages: Pages side by side, from 1; -1 is the last.
        needs: The program that turns it into a PDF or a picture.
    """

    file: str
    words: str
    pages: tuple[int, ...] = (1,)
    needs: str = "pdftoppm"


SHOWN = {
    "circular": Shown("circular.pdf", "The circular: first page, and the last with the end of an annex and 版记.", (1, -1)),
    "feedback": Shown(
        "feedback/*.pdf", "The sheet that a unit reads first: score, blocks against the group, where points were lost.", (1, 2)
    ),
    "notices": Shown("notices/*.pdf", "The notice to a unit that has something to mend.", (1,)),
    "ledger": Shown("ledger.xlsx", "The ledger in which the office follows what was asked for.", (1,), "soffice"),
    "workbook": Shown("results.xlsx", "The workbook: ranking, and behind it every point in live formulas.", (1,), "soffice"),
    "quality": Shown("checks.html", "The data-quality page: what does not add up, and where.", (1,), "chromium"),
    "annex": Shown("annex.html", "The annexes as a fragment for the office's web page, as a browser shows it.", (1,), "chromium"),
    "figures": Shown("figures.csv", "Every number of the circular: value, formula, coverage, sources.", (1,)),
}


def main(names: Sequence[str]) -> None:
    """Make the pictures of the named documents (of all by default) and write the page."""
    from scoring import documents

    with tempfile.TemporaryDirectory() as folder:
        run = make_run(Path(folder))
        for kind in documents.KINDS:
            if (not names or kind.name in names) and not draw(kind.name, run, PICTURES / f"{kind.name}.png"):
                print(f"{kind.name}: not drawn, no {SHOWN[kind.name].needs} or no such file", file=sys.stderr)
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")


def make_run(folder: Path) -> Path:
    """A run of the example."""
    from scoring.running import Options, run

    return run(EXAMPLE, Options(out=folder)).folder


def page() -> str:
    """The text of docs/gallery.md: a heading, a sentence and a picture per document."""
    from scoring import documents

    parts = [
        f"## {kind.title} (`{kind.name}`)\n\n{SHOWN[kind.name].words}\n\n![{kind.title}](pictures/{kind.name}.png)\n"
        for kind in documents.KINDS
    ]
    return "\n".join([HEAD, *parts])


def draw(name: str, run: Path, picture: Path) -> bool:
    """Make one picture; returns whether the machine could."""
    shown = SHOWN[name]
    file = next(iter(sorted(run.glob(shown.file))), None)
    if file is None or not (shutil.which(shown.needs) and shutil.which("pdftoppm")):
        return False
    with tempfile.TemporaryDirectory() as folder:
        pages = [image(file, number, Path(folder)) for number in shown.pages]
        join(pages).quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)
    return True


def join(pages: Sequence[Image.Image]) -> Image.Image:
    """Pages side by side with a thin frame, all of one height."""
    scaled = [page.resize((round(page.width * HEIGHT / page.height), HEIGHT), Image.Resampling.LANCZOS) for page in pages]
    sheet = Image.new("RGB", (sum(page.width + GAP for page in scaled) + GAP, HEIGHT + 2 * GAP), (216, 216, 216))
    left = GAP
    for one in scaled:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def image(file: Path, number: int, folder: Path) -> Image.Image:
    """One page of a file as a picture."""
    if file.suffix == ".html":
        return screenshot(file, folder)
    pdf = MAKERS.get(file.suffix, as_it_is)(file, folder)
    if number < 0:
        number = count_pages(pdf) + 1 + number
    target = folder / f"page-{number}"
    command = ["pdftoppm", "-r", "160", "-png", "-singlefile", "-f", str(number), str(pdf), str(target)]
    subprocess.run(command, check=True)  # noqa: S603 - our own command
    return Image.open(target.with_suffix(".png")).convert("RGB")


def count_pages(pdf: Path) -> int:
    """Pages of a PDF."""
    import pdfplumber

    with pdfplumber.open(pdf) as opened:
        return len(opened.pages)


def screenshot(file: Path, folder: Path) -> Image.Image:
    """The top of a web page as a browser shows it."""
    picture = folder / "page.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1180,900", f"--screenshot={picture}"]
    subprocess.run([str(shutil.which("chromium")), *options, file.as_uri()], check=True, capture_output=True)  # noqa: S603 - our own command
    return Image.open(picture).convert("RGB")


def from_workbook(file: Path, folder: Path) -> Path:
    """A workbook as an office program prints it."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return folder / f"{file.stem}.pdf"


def from_csv(file: Path, folder: Path) -> Path:
    """The first rows of a CSV, set with the program's own faces; long cells are cut."""
    from scoring.documents.fonts.building import load_fonts
    from scoring.documents.printing.pdf import Printer

    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[:16]
    cells = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell[:MOST] + '…' * (len(cell) > MOST))}</td>" for cell in row) + "</tr>" for row in rows
    )
    style = "td { border: 0.5pt solid #888; padding: 2pt 4pt; font: 8.5pt/1.4 'GW Song' } table { border-collapse: collapse }"
    style = f"@page {{ size: A4 landscape; margin: 12mm }} {style}"
    text = f"<html lang='zh-CN'><head><title>figures</title><style>{style}</style></head><table>{cells}</table>"
    printer = Printer(load_fonts(), (), file.name)
    made = folder / "table.pdf"
    made.write_bytes(printer.pdf(printer.pages(text), text))
    return made


def as_it_is(file: Path, _folder: Path) -> Path:
    """A PDF."""
    return file


MAKERS: dict[str, Callable[[Path, Path], Path]] = {".xlsx": from_workbook, ".csv": from_csv}

if __name__ == "__main__":
    main(sys.argv[1:])
