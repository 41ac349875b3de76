"""Files of every format to documents: lines of text and grids of cells, each with its place."""
