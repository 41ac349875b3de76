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
from datetime import date
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
EXAMPLE = ROOT / "data" / "linjiang-2016"
PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "gallery.md"
APPEALS = """\
unit_id,indicator_id,kind,evidence,received_on,decision,decided_by,decided_on,reason,effect,event,happened_on,marker,old,new,appeal_id
jijiang,requests.lawful,appeal,答复文书,2017-08-16,upheld,领导小组,2017-08-24,两件答复均写明救济渠道,finding,reply_without_reason,2016-11-21,,2,0,S-1
lanfu,disclosure.guide.updated,appeal,后台更新记录,2017-08-17,upheld,考核领导小组,2017-08-24,后台记录属实,mark,,,考核一组,0,1,S-2
tangzhou,,adjustment,专项督查通报,2017-08-21,upheld,省政府办公厅主任办公会,2017-08-25,专项督查发现公开属性源头认定不落实,points,,,,,-1.5,S-3
"""
CORRECTION = """
correction:
  published: {published}
  original: 《关于2016年政务公开工作考核情况的通报》（临政办发〔2017〕136号）
  head: 临江省人民政府办公厅文件
  issuer: 临江省人民政府办公厅
  number: 临政办发〔2017〕150号
  title: 临江省人民政府办公厅关于更正2016年政务公开工作考核结果的通报
  addressees: [各市、自治州人民政府, 兰山新区管委会, 省政府各部门]
  date: 2017-09-05
"""
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
        run: The run that has it (:data:`RUNS`).
    """

    file: str
    words: str
    pages: tuple[int, ...] = (1,)
    needs: str = "pdftoppm"
    run: str = "example"


SHOWN = {
    "circular": Shown("circular.pdf", "The circular: first page, and the last with the end of an annex and 版记.", (1, -1)),
    "feedback": Shown(
        "feedback/*.pdf", "The sheet that a unit reads first: score, blocks against the group, where points were lost.", (1, 2)
    ),
    "notices": Shown("notices/*.pdf", "The notice to a unit that has something to mend.", (1,)),
    "ledger": Shown("ledger.xlsx", "The ledger in which the office follows what was asked for.", (1,), "soffice"),
    "workbook": Shown("results.xlsx", "The workbook: ranking, and behind it every point in live formulas.", (1,), "soffice"),
    "quality": Shown("checks.html", "The data-quality page: what does not add up, and where.", (1,), "chromium"),
    "explorer": Shown(
        "explorer/index.html", "The explorer: the results as pages, opened in a browser without a network.", (1,), "chromium"
    ),
    "annex": Shown("annex.html", "The annexes as a fragment for the office's web page, as a browser shows it.", (1,), "chromium"),
    "margins": Shown("margins.html", "What is read before signing: distances, and the single item that would decide.", (1,), "chromium"),
    "sensitivity": Shown("sensitivity.html", "How firm the ranks are when weights and methods change.", (1,), "chromium"),
    "correction": Shown(
        "correction.pdf", "The notice that corrects a published ranking: decisions, and who moved.", (1, 2), run="corrected"
    ),
    "requests": Shown("requests/*.pdf", "The letter that asks a unit to explain figures, and its reply slip.", (1, -1), run="asked"),
    "figures": Shown("figures.csv", "Every number of the circular: value, formula, coverage, sources.", (1,)),
}


def main(names: Sequence[str]) -> None:
    """Make the pictures of the named documents (of all by default) and write the page."""
    from scoring import documents

    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Path] = {}
        for kind in documents.KINDS:
            if names and kind.name not in names:
                continue
            key = SHOWN[kind.name].run
            made[key] = made.get(key) or RUNS[key](Path(folder) / key)
            if not draw(kind.name, made[key], PICTURES / f"{kind.name}.png"):
                print(f"{kind.name}: not drawn, no {SHOWN[kind.name].needs} or no such file", file=sys.stderr)
    PAGE.write_text(page(), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")


def make_run(folder: Path) -> Path:
    """A run of the example, with what is looked at before signing."""
    from scoring.commands.running import Options, run

    return run(example(folder, "margins: {deciders: true}\nsensitivity: {draws: 1000, seed: 20170811}\n"), Options()).folder


def make_corrected(folder: Path) -> Path:
    """A run of the example in which decisions on appeals change what was published."""
    from scoring.commands.running import Options, run
    from scoring.finished.rendering import Wanted, render_run
    from scoring.states.finalising import finalise
    from scoring.states.moves import Decision

    place, quick = example(folder), Options(documents=False, reasons="never")
    published = run(place, quick).folder
    finalise(published, Decision(date(2017, 8, 14), "省政府办公厅", "初次公布"))
    (place / "appeals.csv").write_text(APPEALS, "utf-8")
    settings = place / "assessment.yaml"
    text = settings.read_text("utf-8").replace("\ndate: 2017-08-11", "\ndate: 2017-09-05", 1)
    settings.write_text(text + CORRECTION.format(published=f"out/{published.name}"), "utf-8")
    run_again = run(place, quick).folder
    render_run(run_again, folder / "notice", Wanted(documents=("correction",)))
    return folder / "notice"


def make_asked(folder: Path) -> Path:
    """A small run in which a unit reports last year's figures again."""
    from scoring.commands.running import Options, run
    from tests.runs import test_screening as screening

    return run(screening.folder(folder, screening.LETTERS), Options()).folder


def example(folder: Path, sections: str = "") -> Path:
    """A copy of the example with further sections of settings."""
    shutil.copytree(EXAMPLE, folder)
    with (folder / "assessment.yaml").open("a", encoding="utf-8") as file:
        file.write(sections)
    return folder


RUNS: dict[str, Callable[[Path], Path]] = {"example": make_run, "corrected": make_corrected, "asked": make_asked}


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
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=5000",  # until the data of a page have been read
        "--window-size=1180,900",
        f"--screenshot={picture}",
    ]
    subprocess.run([str(shutil.which("chromium")), *options, f"{file.as_uri()}?lang=zh"], check=True, capture_output=True)  # noqa: S603 - our own command
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
