"""Looks over guides, tickets and stories as text, before a person does: `pyready guide check`."""
