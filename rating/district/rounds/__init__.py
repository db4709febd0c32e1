"""One round from its plan to its end: rubrics, assignments, uploads, values, evaluations, objections, rectification."""
