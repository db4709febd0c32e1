"""Word documents for the office: the letter to each station, the rectification notice, the district's report."""
