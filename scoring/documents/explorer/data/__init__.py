"""What the files of ``data/`` hold: one module per page of the explorer."""
