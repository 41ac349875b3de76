"""How a command ends that does not end well: wrong usage, signals, and faults of the machine."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from scoring.cli.printing import EXIT_PROBLEMS, LANGUAGES, default_language
from scoring.cli.progress import clear
from scoring.cli.telling import echo
from scoring.files.passing import own_place
from scoring.machine.interrupts import answered
from scoring.problems import Language, Problem, ProblemsFound, sentence

WORDS = {
    signal.SIGINT: ("已中断（Ctrl-C）", "Interrupted (Control-C)"),
    signal.SIGTERM: ("已被终止（SIGTERM）", "Terminated (SIGTERM)"),
    signal.SIGHUP: ("终端已断开（SIGHUP）", "The terminal is gone (SIGHUP)"),
}
"""By signal, what happened; what follows is true of all commands."""
NO_MEMORY = ("内存不足，没有做完，没有留下写了一半的文件。 [A057]", "Memory ran out: not finished; nothing half-written is left. [A057]")
"""Where not even the catalogue of problems can be read any more."""
LEFT = ("没有做完，没有留下写了一半的文件。", "not finished; nothing half-written is left.")


class Commands(click.Group):
    """The commands, with an end of their own for wrong usage (exit code 2) and for signals (128 and their number)."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT002 - the signature is click's
        **extra: Any,
    ) -> Any:
        """As click does it; what it would print in English is printed in the language of the call, or as JSON."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        given = list(sys.argv[1:] if args is None else args)
        _occupy_standard_files()
        with answered() as came, own_place():
            code = 0
            try:
                code = super().main(given, prog_name, complete_var, standalone_mode=False, **extra) or 0
            except click.ClickException as error:
                code = _wrong_usage(error, given)
            except SystemExit:
                raise
            except BrokenPipeError:
                code = _unread()
            except BaseException as error:
                # What an engine makes of a signal in a query is an error of its own.
                if came or isinstance(error, click.Abort):
                    code = _interrupted(came[0] if came else signal.SIGINT, given)
                elif problems := _faults(error):
                    code = _failed(error, problems, given)
                else:
                    raise
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it; what a signal raises is told apart here, because click would print an empty line for it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None


def _wrong_usage(error: click.ClickException, given: Sequence[str]) -> int:
    from scoring.cli import usage

    language = _language(given)
    if isinstance(error, NoArgsIsHelpError):
        echo(error.format_message(), err=True)
    elif _wants_json(given):
        echo(json.dumps(usage.as_dict(error, language), ensure_ascii=False))
    else:
        echo(usage.told(error, language), err=True)
    return error.exit_code


def _occupy_standard_files() -> None:
    """Where a caller closed standard input, output or error, the next file that is opened would take its number, and what is printed."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _unread() -> int:
    """Nobody reads what is printed any more, as with ``| head``: the rest of it goes nowhere, and quietly, as with other programs."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + signal.SIGPIPE


def _faults(error: BaseException) -> tuple[Problem, ...]:
    """What the machine could not do; nothing where it is a mistake of the program."""
    from scoring.machine.faults import fault

    if isinstance(error, ProblemsFound):
        return error.problems
    problem = fault(error)
    return (problem,) if problem else ()


def _failed(error: BaseException, problems: Sequence[Problem], given: Sequence[str]) -> int:
    traceback.clear_frames(error.__traceback__)  # what they hold of memory may be what is lacking to say so
    try:
        _tell(problems, given)
    except MemoryError:
        echo(NO_MEMORY[_language(given) == "en"], err=True)
    return EXIT_PROBLEMS


def _tell(problems: Sequence[Problem], given: Sequence[str]) -> None:
    language = _language(given)
    if _wants_json(given):
        echo(json.dumps({"status": "failed", "problems": [problem.as_dict(language) for problem in problems]}, ensure_ascii=False))
        return
    clear()
    for problem in problems:
        echo(sentence(problem, language), err=True)


def _interrupted(number: int, given: Sequence[str]) -> int:
    i = 0 if _language(given) == "zh" else 1
    name, code = signal.Signals(number).name, 128 + number
    words = f"{WORDS[signal.Signals(number)][i]}{('：', ': ')[i]}{LEFT[i]}"
    if _wants_json(given):
        echo(json.dumps({"status": "interrupted", "signal": name, "exit": code, "message": words}, ensure_ascii=False))
    else:
        clear()
        echo(words, err=True)
    return code


def _language(given: Sequence[str]) -> Language:
    """The language of a call that need not have been understood."""
    chosen = _value(given, "--lang")
    return "en" if chosen == "en" else "zh" if chosen in LANGUAGES else default_language()


def _wants_json(given: Sequence[str]) -> bool:
    return _value(given, "--format") == "json"


def _value(given: Sequence[str], option: str) -> str | None:
    """What was written for an option, before its name or after an equals sign."""
    for i, word in enumerate(given):
        if word == option and i + 1 < len(given):
            return given[i + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
