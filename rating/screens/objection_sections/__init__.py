"""Sections of 异议与整改 and 异议处理: one objection asked and answered."""
