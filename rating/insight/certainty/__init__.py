"""How sure a result is: weights, indicators and raters varied, totals near a cut, marks apart, small samples."""
