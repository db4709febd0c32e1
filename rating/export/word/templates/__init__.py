"""An administrator's own letter: what may stand in a template, whether a file is safe, how it is filled."""
