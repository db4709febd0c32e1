"""The ranking workbook: figures as formulas, each proved against the Evaluation before it is written."""
