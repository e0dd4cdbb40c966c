"""Where the steps put things, in words that a line spells: the person's own folders, or the one that IT names."""

from pyready.model.facts import Facts
from pyready.probes.storage import Storage, work_place


def programs(facts: Facts) -> str:
    """For programs, each in a folder of its own."""
    return named(facts) or "{LOCALAPPDATA}\\Programs"


def own(facts: Facts) -> str:
    """For what programs keep: Pythons, a conda."""
    return named(facts) or "{LOCALAPPDATA}"


def work(facts: Facts) -> str:
    """For projects."""
    place = work_place(facts.get(Storage))
    return {"named": own(facts), "tools": "{LOCALAPPDATA}"}.get(place, "{USERPROFILE}")


def named(facts: Facts) -> str:
    """The folder of the site profile; empty where there is none, or a line cannot hold it."""
    storage = facts.get(Storage)
    return storage.named_in_lines if storage else ""
