"""Measurements, apart from the tests: `python -m bench`. Figures go into `docs/benchmarks.md`."""
