"""The page report."""
