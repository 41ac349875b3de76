"""Statutory tables with a different figure in every cell, rendered in the layouts that sites and scrapers produce."""
