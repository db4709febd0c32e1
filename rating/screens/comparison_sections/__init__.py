"""The sections of the page 对比: which two rounds, their tables, one station."""
