"""Sheets of single units: what each got, where it lost points and what would gain most, as views of the results."""
