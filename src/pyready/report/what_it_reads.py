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
from pyready.verify.proofs import PROOFS


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
    yield Section(words.QUESTIONS_TITLE, words.ABOUT_QUESTIONS, tuple(questions))
    servers = (_server(each, hosts) for each in known().endpoint)
    about = words.SERVERS if hosts else (*words.SERVERS, words.PLACEHOLDERS)
    yield Section(words.SERVERS_TITLE, about, (), words.SERVERS_HEAD, tuple(servers))
    yield Section(words.OTHERS_TITLE, words.ABOUT_OTHERS, words.OTHERS)
    yield Section(words.NEVER_TITLE, (), words.NEVER)
    yield Section(words.WRITES_TITLE, _runs_and_writes(), words.WRITES)
    steps = tuple(Row(each.id, ", ".join(each.aims), each.runs) for each in PROOFS)
    yield Section(words.VERIFY_TITLE, words.ABOUT_VERIFY, (), words.VERIFY_HEAD, steps)
    yield Section(words.LIBRARIES_TITLE, words.ABOUT_LIBRARIES, words.LIBRARIES)


def _probe(probe: Probe[Any]) -> Section:
    systems = [words.SYSTEMS[platform] for platform in probe.platforms]
    several = words.ON_SEVERAL.format(most=", ".join(systems[:-1]), last=systems[-1])
    on = several if len(systems) > 1 else words.ON_ONE.format(only=systems[0])
    declared = (*probe.reads, *probe.contacts, *probe.runs, *probe.writes)
    rows = tuple(Row(each.what, each.where, _why(each)) for each in declared)
    return Section(probe.id, (words.PROBE.format(about=probe.about, systems=on),), rows=rows)


def _why(declared: Declared) -> str:
    return declared.why if declared.each else words.BY_PATTERN.format(why=declared.why)


def _server(each: Endpoint, hosts: IndexHosts | None) -> Row:
    """What it is for, when it is left out, and where it may lead."""
    url = each.url.replace("{index}", hosts.index).replace("{files}", hosts.files) if hosts else each.url
    why = each.title + (words.WITH_LICENCE.format(licence=each.licence) if each.licence else "")
    onward = ", ".join(f"`{host}`" for host in (*each.redirects, *each.redirects_unsure))
    return Row(each.id, url, words.LEADS_ON.format(why=why, hosts=onward) if onward else why)


def _runs_and_writes() -> tuple[str, ...]:
    """Said of the probes only while it is so; a probe that runs or writes has it among its own lines."""
    some = [probe.id for probe in PROBES if probe.runs or probe.writes]
    return (words.SOME_RUN.format(probes=", ".join(some)) if some else words.NONE_RUNS,)
