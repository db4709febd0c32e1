"""A rubric as a workbook that an office edits, and the workbook read back as the same rubric."""
