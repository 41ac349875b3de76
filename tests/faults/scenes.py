"""What is struck: every command that writes, each in a folder made ready for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scoring.cli import main
from tests.runs import mini

SHEETS = """feedback:
  issuer: 临江省人民政府办公厅
  date: 2017-05-10
  title: 情况反馈
"""
DAY = ("--date", "2017-09-01", "--by", "省政府办公厅")


@dataclass(frozen=True)
class Scene:
    """A command that writes.

    Args:
        name: How the campaign calls it.
        prepare: Makes the folder in which the command works.
        command: The command, as typed in that folder.
        again: The same command for a later time, where it is called otherwise then.
        codes: Codes of problems with which the later command may end, because what it would do is done.
        moves: Whether several files take their places one after the other, so that a kill may come between them.
    """

    name: str
    prepare: Callable[[Path], None]
    command: tuple[str, ...]
    again: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    moves: bool = False


def scenes() -> list[Scene]:
    """All commands that write; `run` in each of its situations."""
    render, issue = ("render", "RUN", "workbook", "quality", "figures", "--out", "drafts"), ("workbook", "issue", "mini", "--overwrite")
    return [
        Scene("run (first)", _assessment, ("run", "mini")),
        Scene("run (takes the place of a damaged one)", _damaged, ("run", "mini")),
        Scene("run (beside an earlier one)", _earlier, ("run", "mini")),
        Scene("run --no-documents (takes the place of a damaged one)", _damaged_bare, ("run", "mini", "--no-documents")),
        Scene("check", _checked, ("check", "mini")),
        Scene("render", _drafts, render, moves=True),
        Scene("sensitivity", _scored, ("sensitivity", "RUN", "--draws", "100", "--sobol", "0", "--out", "firm"), moves=True),
        Scene("whatif", _scored, ("whatif", "RUN", "--weight", "requests=1.5", "--out", "tried"), moves=True),
        Scene("compare", _two, ("compare", "RUN", "RUN", "--out", "compared")),
        Scene("margins --page", _scored, ("margins", "RUN", "--no-deciders", "--page", "margins.html")),
        Scene("advance", _scored, ("advance", "RUN", "--to", "feedback", *DAY), codes=("V037",)),
        Scene("finalise", _scored, ("finalise", "RUN", *DAY, "--reason", "未经反馈复核"), codes=("V038",), moves=True),
        Scene("workbook issue", _assessment, issue, moves=True),
        Scene("workbook collect", _returned, ("workbook", "collect", "mini", "--replace", "--partial"), codes=("W042",), moves=True),
        Scene("workbook collect --undo", _collected, ("workbook", "collect", "mini", "--undo"), codes=("W044",), moves=True),
        Scene("init", lambda _: None, ("init", "new", "--criteria", "openness-2016"), codes=("A009",)),
        Scene("docs", lambda _: None, ("docs", "--out", "guide", "--no-open"), moves=True),
        Scene("criteria schema", lambda _: None, ("criteria", "schema", "--out", "schema.json")),
    ]


def command(scene: Scene, root: Path, *, later: bool = False) -> list[str]:
    """The words of a scene's command, with the run that is there in the place of RUN."""
    runs = sorted(path.name for path in (root / "mini" / "out").glob("mini-*")) if "RUN" in scene.command else []
    words = scene.again if later and scene.again else scene.command
    return [f"mini/out/{runs[0]}" if word == "RUN" else word for word in words]


def _assessment(root: Path) -> None:
    folder = mini.make(root / "mini")
    settings = folder / "assessment.yaml"
    settings.write_text(settings.read_text("utf-8") + SHEETS, "utf-8")


def _ran(root: Path, *words: str) -> None:
    main(["--lang", "zh", "run", str(root / "mini"), *words], standalone_mode=False)


def _scored(root: Path) -> None:
    mini.make(root / "mini")
    _ran(root, "--no-documents")


def _spoilt(root: Path) -> None:
    (next((root / "mini" / "out").iterdir()) / "run.jsonl").write_text("改过\n", "utf-8")


def _damaged(root: Path) -> None:
    mini.make(root / "mini")
    _ran(root)
    _spoilt(root)


def _damaged_bare(root: Path) -> None:
    _scored(root)
    _spoilt(root)


def _earlier(root: Path) -> None:
    _damaged(root)
    marks = root / "mini" / "marks.csv"
    marks.write_text(marks.read_text("utf-8").replace("bing,support.plan,一组,0,未见方案", "bing,support.plan,一组,1,补交方案"), "utf-8")


def _checked(root: Path) -> None:
    _assessment(root)
    main(["--lang", "zh", "check", str(root / "mini")], standalone_mode=False)
    (root / "mini" / "out" / "mini-check" / "checks.csv").write_text("改过\n", "utf-8")


def _drafts(root: Path) -> None:
    _scored(root)
    (root / "drafts").mkdir()
    for name in ("results.xlsx", "checks.html", "checks.csv", "figures.csv", "附注.txt"):
        (root / "drafts" / name).write_text("旧稿\n", "utf-8")


def _two(root: Path) -> None:
    _scored(root)


def _returned(root: Path) -> None:
    """Two units and an office sent workbooks back."""
    from tests.workbooks.collection import REQUESTS, returned

    _assessment(root)
    for unit in ("jia", "yi"):
        returned(root / "mini", unit, REQUESTS)


def _collected(root: Path) -> None:
    _returned(root)
    main(["--lang", "zh", "workbook", "collect", str(root / "mini"), "--replace", "--partial"], standalone_mode=False)
