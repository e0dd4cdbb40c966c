"""The names that `pyready config` takes, apart from all else: the command line needs them before anything is loaded."""

TOOLS = ("pip", "conda", "uv", "git")
WINDOW = "env"
NAMES = (*TOOLS, WINDOW)
