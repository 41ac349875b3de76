"""Tables that the office delivers itself: units, reports, findings, marks, data."""
