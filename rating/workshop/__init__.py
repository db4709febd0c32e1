"""From a paper or a workbook to a rubric, and back."""
