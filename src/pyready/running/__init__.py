"""Starts programs with a time limit, and ends every process that they started."""
