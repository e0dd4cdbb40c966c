"""Needs that several routes share, in the order in which they are told."""

OWN = ("run-as-person", "own-computer")
"""The right person on the right computer."""
OWN_AND_KEPT = (*OWN, "kept-after-log-off")
"""The same, where Python itself goes into the person's own folder."""
TYPED = ("uses-cmd", "temp-folder", "project-folder")
"""Commands are typed, something is unpacked, a project gets its folder."""
TYPED_WITH_NEW_PIP = (*TYPED, "python-variables", "pip-settings", "packages-by-new-pip", "clock")
"""The same, and the pip of a new Python fetches packages."""
COPIED = ("environment-runs", "loads-user-modules")
"""What an environment is made of starts and loads."""
