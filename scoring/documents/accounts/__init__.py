"""Every digit accounted for: the numbers of a document's text, and where each of them comes from."""
