"""Rules of a policy, read from text and judged for a file."""
