"""Writes the invented inputs of the example assessment, once and always the same."""
