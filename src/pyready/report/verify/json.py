"""The report of `pyready verify` as JSON: `pyready-verify/1`."""

import msgspec

from pyready.model.verification import VerifyRecord


def render(record: VerifyRecord) -> str:
    """One object, two spaces to a level, a line end at its end."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"
