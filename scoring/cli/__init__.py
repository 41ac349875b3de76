"""The command line: parse, call one public function, print."""

from __future__ import annotations

import click

from scoring.cli.assessments import check, init, run
from scoring.cli.colours import wanted
from scoring.cli.compare import compare
from scoring.cli.criteria import criteria
from scoring.cli.docs import docs
from scoring.cli.documents import fonts, render
from scoring.cli.ending import Commands
from scoring.cli.layout import layout
from scoring.cli.margins import margins
from scoring.cli.printing import LANGUAGES, default_language
from scoring.cli.reports import explain, extract
from scoring.cli.sensitivity import sensitivity
from scoring.cli.states import advance, finalise, state
from scoring.cli.templates import templates
from scoring.cli.verify import verify
from scoring.cli.whatif import whatif
from scoring.cli.workbooks import workbook

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(package_name="scoring", message="scoring %(version)s")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Language of messages; from the locale by default.")
@click.pass_context
def main(context: click.Context, lang: str | None) -> None:
    """Score an assessment: criteria in YAML, reports in a folder, ranking and circular out.

    \b
    Examples:
      scoring init my-assessment --criteria openness-2016
      scoring run my-assessment
      scoring explain my-assessment/out/my-assessment-XXXXXXXX sample-city-1
      scoring docs tutorial
    """
    context.obj = lang or default_language()
    context.color = wanted()


_VERBS = (
    init,
    run,
    check,
    extract,
    explain,
    margins,
    render,
    compare,
    sensitivity,
    whatif,
    verify,
    state,
    advance,
    finalise,
    layout,
    criteria,
    workbook,
    fonts,
    templates,
    docs,
)

for command in _VERBS:
    main.add_command(command)
