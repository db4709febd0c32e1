"""What is evaluated: districts, streets, stations."""
