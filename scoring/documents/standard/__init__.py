"""The criteria as the table that leaders approve."""
