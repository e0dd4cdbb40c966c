"""Turns raw readings into typed ones: a value of the wrong type is malformed, never guessed at."""

from typing import Any

from pyready.model.host import Reading, RegistryValue, text_reading


def text(reading: Reading[RegistryValue]) -> Reading[str]:
    """A text value (REG_SZ); anything else that is set is malformed."""
    if reading.value is None:
        return Reading(reading.state, source=reading.source)
    if not isinstance(reading.value, str):
        return Reading("malformed", source=reading.source)
    cleaned = text_reading(reading.value, reading.source)
    return cleaned if reading.state == "set" else Reading("malformed", cleaned.value, reading.source)


def number(reading: Reading[RegistryValue]) -> Reading[int]:
    """A number (REG_DWORD); anything else that is set is malformed."""
    if reading.value is None:
        return Reading(reading.state, source=reading.source)
    if not isinstance(reading.value, int):
        return Reading("malformed", source=reading.source)
    return Reading(reading.state, reading.value, reading.source)


def flag(reading: Reading[RegistryValue]) -> Reading[bool]:
    """A number read as yes or no: 0 is no."""
    found = number(reading)
    return Reading(found.state, None if found.value is None else bool(found.value), found.source)


def there(reading: Reading[Any]) -> Reading[bool]:
    """Whether something is there, without what it is; what could not be looked at keeps its state."""
    # Malformed without a value: an error that says neither yes nor no.
    if reading.state in {"set", "not-set"} or (reading.state == "malformed" and reading.value is not None):
        return Reading("set", reading.state != "not-set", reading.source)
    return Reading(reading.state, source=reading.source)
