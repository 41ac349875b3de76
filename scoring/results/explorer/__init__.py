"""What the pages of the explorer say of single units and indicators, as views of the results."""
