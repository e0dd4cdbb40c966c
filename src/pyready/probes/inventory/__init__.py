"""Finds the Pythons of a machine by looking: no program is started."""
