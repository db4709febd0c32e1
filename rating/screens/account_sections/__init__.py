"""Sections of the page 账号."""
