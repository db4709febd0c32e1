"""Who is looking, at which round and evaluation, and whose turn it is."""
