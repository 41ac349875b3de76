"""The rules: one small function each, registered under its id; words, clause and tolerance stand in rules.yaml."""
