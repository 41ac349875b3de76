"""How a reader says that a file is not read, and why."""

from __future__ import annotations

from scoring.problems import Problem, sentence


class RefusedError(Exception):
    """A file that is not read.

    Args:
        code: Code of the catalogue.
        kind: Format as far as it was recognised.
        args: Words of the sentence, such as a limit.
    """

    def __init__(self, code: str, kind: str = "unknown", **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.kind = kind
        self.words = args

    def message(self, name: str) -> str:
        """The Chinese sentence for the file ``name``."""
        return sentence(Problem(self.code, name, args={"kind": self.kind, **self.words}))
