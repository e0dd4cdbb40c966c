"""Finds, reads and renders guides."""
