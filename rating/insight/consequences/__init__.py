"""What a revised rubric would have made of a past round: whom it moves, by which change, and what it cannot tell."""
