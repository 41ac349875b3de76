"""Editable twins (.docx)."""
