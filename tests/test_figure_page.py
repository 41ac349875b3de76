"""docs/figures.md is that of the kinds, and its examples run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scoring.commands import settings
from scoring.documents.accounts.body import check_printed, printed_text
from scoring.documents.accounts.templates import check_text
from scoring.pipeline.work import prepare, score
from scoring.problems import sentence
from scoring.results.collect import collect_results, store_settings
from scoring.results.figures import KINDS
from tests.repository import ROOT
from tools.figure_pages import PAGE, page

FIRST = (
    "全年主动公开政府信息1563668条，较上年增长8.91%。其中，政府网站公开776211条，其他方式公开635880条"
    "（以上各项合计1412091条，与总数不等）。"
)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_page_is_that_of_the_kinds() -> None:
    assert page() == PAGE.read_text("utf-8"), "run tools/figure_pages.py"


def test_every_example_of_the_page_runs_and_its_text_is_printed(tmp_path: Path) -> None:
    """Over the example assessment: the text above, and the line of every kind."""
    whole, *lines = blocks("yaml")
    assert len(lines) == len(KINDS)
    own = [re.sub(r"^\w+:", f"example_{i}:", line.strip()) for i, line in enumerate(lines)]
    text = whole.replace("figures:\n", "figures:\n" + "".join(f"  {line}\n" for line in own), 1)
    folder = shutil.copytree(ROOT / "data" / "linjiang-2016", tmp_path / "example", ignore=shutil.ignore_patterns("generat*", "out"))
    body = folder / "circular.html.j2"
    body.write_text(blocks("jinja")[0], "utf-8")
    (folder / "figures.yaml").write_text(text, "utf-8")
    work = prepare(folder)
    with work.session:
        score(work)
        declared, known = settings.declared_figures(work)
        unused = check_text(body, (), declared)
        figures = settings.name_figures(work, declared, known)
        store_settings(work.session, settings.describe(work) | {"fixed_wording": declared.fixed_wording}, figures)
        results = collect_results(work.session)
    assert {sentence(problem).rpartition(" ")[2] for problem in unused} == {"[F016]"}
    assert [figure.why for figure in figures.values() if not figure.text] == []
    check_printed(results, body)
    assert printed_text(results, body).text.split("\n") == [
        FIRST,
        "青屏市、澄阳市、棠州市居前三位。",
        "个别单位没有制定方案。",
        "有1个单位低于及格线，应当在20个工作日内报送整改方案。",
    ]
