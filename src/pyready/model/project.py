"""The project itself."""

PROJECT = "https://github.com/pyready/pyready"
"""Its page: where newer copies are, and what the owner of a server can look up who meets the name of pyready."""
