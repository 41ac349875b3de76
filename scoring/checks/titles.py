"""What every check is called in documents."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.checks.catalogue import catalogue


def check_titles() -> Mapping[str, str]:
    """Chinese title by check id, as the catalogue has it."""
    return {check_id: described.title for check_id, described in catalogue().items()}


def check_title(check_id: str) -> str:
    """Title of a check; its id where nobody named it."""
    return check_titles().get(check_id, check_id)
