"""The guide as pages for a browser: the Markdown files that ship with the program, written as HTML that needs no network."""
