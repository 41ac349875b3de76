"""Templates to HTML, HTML to PDF."""
