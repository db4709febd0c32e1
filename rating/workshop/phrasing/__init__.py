"""Sentences of a scoring standard (评分标准) read into rules of the grammar."""
