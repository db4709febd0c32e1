"""Sections of 异议与整改 and 整改管理: items of rectification, evidence, re-check."""
