"""The report of `pyready verify`: text, step by step, and JSON."""
