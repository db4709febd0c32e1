"""Cells of one column → exact values with status, text as typed, problems."""
