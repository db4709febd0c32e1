"""Bytes → cells: what a file is, limits, the child process, what calamine does not tell."""
