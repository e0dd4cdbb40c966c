"""Conditions that several routes share, in the order in which they are told."""

OWN = ("run-as-person", "own-computer")
"""The right person on the right computer."""
OWN_AND_KEPT = (*OWN, "kept-after-log-off", "python-to-install")
"""The same, where a new Python goes into the person's own folder."""
WITH_PIP = ("project-folder", "python-variables", "pip-settings", "clock")
"""A project gets its folder, and a pip that goes by its settings fills it."""
