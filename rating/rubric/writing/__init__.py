"""Rubrics as text again: what is stated, how it is laid out, and changes of one place in a text that people wrote."""
