"""The file formats in which units send their reports."""
