"""The circular: what it says and where everything stands on the page."""
