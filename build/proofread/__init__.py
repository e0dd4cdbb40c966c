"""Looks over guides, tickets, stories and messages as text, before a person does: `pyready guide check`."""
