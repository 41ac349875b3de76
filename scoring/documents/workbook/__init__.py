"""The workbook with the results, its scores as live formulas."""
