"""A standard as it circulates (Word or Excel table with merged cells), read into indicators and drafted as a rubric."""
