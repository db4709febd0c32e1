"""What the page 标准修订 is made of: drafts and the library, a paper read row by row, forms, checks, versions."""
