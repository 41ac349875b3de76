"""How firm a ranking is, as a page, charts and sheets."""
