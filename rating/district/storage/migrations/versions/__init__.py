"""The way from one form of the tables to the next, one file a step; run by `storage/migrate.py`."""
