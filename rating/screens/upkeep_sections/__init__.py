"""Sections of the page 日志与备份."""
