"""The rubric library of a district: revisions that were taken into use, and drafts."""
