"""The ticket report."""
