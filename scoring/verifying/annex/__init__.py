"""The printed annex: every number read off the PDF and derived again from the points of indicators."""

from scoring.verifying.annex.checking import check_annex

__all__ = ["check_annex"]
