"""The command that opens the guide."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.printing import FORMAT, language, printed_problems
from scoring.cli.telling import echo


@click.command()
@click.argument("page", default="index")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder for the pages; in the cache by default."
)
@click.option("--open/--no-open", "wanted", default=True, help="Open the page in the browser, where there is one.")
@FORMAT
def docs(page: str, out: Path | None, wanted: bool, form: str) -> None:
    """Open the guide in the browser, without a network.

    \b
    Examples:
      scoring docs
      scoring docs tutorial
      scoring docs rules --no-open
      scoring docs --out guide --no-open
    """
    from scoring.guide.opening import docs as written
    from scoring.guide.opening import opened

    with printed_problems(form):
        made = written(page, out, language())
    is_open = wanted and form == "text" and opened(made.page)
    if form == "json":
        echo(json.dumps({"status": "ok", "folder": str(made.folder), "page": str(made.page)}, ensure_ascii=False))
        return
    echo(str(made.page))
    if wanted and not is_open:
        zh = "没有打开浏览器，请在浏览器中打开上面的文件。"
        echo(zh if language() == "zh" else "No browser was opened: open the file above in one.", err=True)
