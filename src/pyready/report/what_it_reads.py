"""Everything pyready can read, contact, run and write: one text, for `pyready reads` and docs/what-it-reads.md.

It is made of the probes' declarations; nothing of the computer is looked at. Code stands in backticks.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pyready.knowledge.endpoints import Endpoint, known
from pyready.knowledge.index_hosts import IndexHosts
from pyready.model.probe import Declared, Probe
from pyready.probes import PROBES
from pyready.report import what_it_reads_words as words


class Row(NamedTuple):
    """One thing that may be touched. `what` is its kind, or the id of a server."""

    what: str
    where: str
    why: str


class Section(NamedTuple):
    """A heading, paragraphs, a list of sentences and a table, each of which may be empty."""

    title: str
    says: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    head: tuple[str, str, str] = ("what", "where", "why")
    rows: tuple[Row, ...] = ()


def sections(hosts: IndexHosts | None = None) -> Iterator[Section]:
    """The whole text in order. Without `hosts` the package index keeps its placeholders."""
    yield Section(words.TITLE, words.INTRODUCTION)
    for probe in PROBES:
        yield _probe(probe)
    questions = (f"{question}: {answer}" for question, answer in words.QUESTIONS.items())
    yield Section("Questions to the system", words.ABOUT_QUESTIONS, tuple(questions))
    servers = (_server(each, hosts) for each in known().endpoint)
    about = words.SERVERS if hosts else (*words.SERVERS, words.PLACEHOLDERS)
    yield Section("Servers", about, (), ("server", "address", "why"), tuple(servers))
    yield Section("What others may fetch because of it", words.ABOUT_OTHERS, words.OTHERS)
    yield Section("Never opened or read", (), words.NEVER)
    yield Section("Runs and writes", _runs_and_writes(), words.WRITES)
    yield Section("What its libraries do", words.ABOUT_LIBRARIES, words.LIBRARIES)


def _probe(probe: Probe[Any]) -> Section:
    systems = [words.SYSTEMS[platform] for platform in probe.platforms]
    on = f"{', '.join(systems[:-1])} and {systems[-1]}" if len(systems) > 1 else f"{systems[0]} only"
    declared = (*probe.reads, *probe.contacts, *probe.runs, *probe.writes)
    rows = tuple(Row(each.what, each.where, _why(each)) for each in declared)
    return Section(probe.id, (f"Finds out {probe.about}. On {on}.",), rows=rows)


def _why(declared: Declared) -> str:
    return declared.why if declared.each else f"{declared.why}; the report names this pattern, not each place"


def _server(each: Endpoint, hosts: IndexHosts | None) -> Row:
    """What it is for, when it is left out, and where it may lead."""
    url = each.url.replace("{index}", hosts.index).replace("{files}", hosts.files) if hosts else each.url
    why = each.title + (f" (only with a licence for {each.licence} in the site profile)" if each.licence else "")
    onward = ", ".join(f"`{host}`" for host in (*each.redirects, *each.redirects_unsure))
    return Row(each.id, url, f"{why}; may lead on to {onward}" if onward else why)


def _runs_and_writes() -> tuple[str, ...]:
    """Said of the probes only while it is so; a probe that runs or writes has it among its own lines."""
    some = [probe.id for probe in PROBES if probe.runs or probe.writes]
    return (f"These probes do: {', '.join(some)}.",) if some else ("No probe starts a program or writes a file.",)
