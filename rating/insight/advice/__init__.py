"""The way to the next star: what a station could raise, what the star asks, and the fewest indicators that suffice."""
