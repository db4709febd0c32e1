"""Two rounds beside each other: who moved, which indicators moved them, and what only the rubric changed."""
