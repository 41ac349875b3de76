"""What helps an author of criteria: the schema, test vectors, lint and test, and criteria shown as a table."""
