"""The prose of a report: sections of an annual report, chosen from freshly written templates."""
