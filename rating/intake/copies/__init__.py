"""Annotated copies to hand back: the problems marked in the cells, and what the copy could not keep."""
