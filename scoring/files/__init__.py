"""Files in general: YAML with its lines, CSV, JSON; a folder locked, written beside its place and renamed; the cache."""
