"""The command line's parts: what may be typed, what each command does, how results are written."""
