"""Sections of the page 轮次."""
