"""A district with accounts: who may do what, stations, rounds, what was handed in, results, objections, the log."""
