"""Commands on documents and fonts: render, fonts."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.printing import printed_problems


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the documents.")
@click.option("--body", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None, help="Another text for the circular.")
def render(run: Path, out: Path, body: Path | None) -> None:
    """Make the documents of a finished run again, with another text if wanted.

    \b
    Examples:
      scoring render out/linjiang-2016-XXXXXXXX --out drafts
      scoring render out/linjiang-2016-XXXXXXXX --out drafts --body my-circular.html.j2
    """
    from scoring.rendering import render_run

    with printed_problems("text"):
        for path in render_run(run, out, body):
            click.echo(str(path))


@click.group()
def fonts() -> None:
    """Build the fonts that printed documents need.

    \b
    Examples:
      scoring fonts build
    """


@fonts.command()
@click.option(
    "--from",
    "packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder with the Debian packages, for machines without a network.",
)
@click.option("--force", is_flag=True, help="Build again even if the cache is complete.")
def build(packages: Path | None, force: bool) -> None:
    """Build the font cache once, from Debian's font packages.

    \b
    Examples:
      scoring fonts build
      scoring fonts build --from /media/usb/debs --force
    """
    from scoring.documents import build_fonts, find_settings

    with printed_problems("text"):
        build_fonts(force=force, downloads=packages, settings=find_settings(), say=click.echo)
