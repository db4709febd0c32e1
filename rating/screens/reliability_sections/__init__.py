"""The sections of the page 可靠性: words, tables, and how they are drawn."""
