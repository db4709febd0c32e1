"""What any page is drawn with: text, tables, problems, refusals, drafts. Knows nothing of who is looking."""
