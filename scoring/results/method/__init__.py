"""The criteria in words: the tree with its full points, rules, basis and sources, further tables, policies."""
