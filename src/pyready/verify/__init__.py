"""Proves that a Python works, step by step: starts it, builds with it in folders of its own, and clears up."""
