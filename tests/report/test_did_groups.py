"""What this program did, in groups: each deed once, under its reason, and nothing is made up."""

from typing import Any

from for_each import for_each
from laptops import bare
from laptops.looking import look
from laptops.recorded import NAMES, seen
from pyready.commands.check import with_files
from pyready.model.activity import Contacted, Did, Ran, Read, Wrote
from pyready.model.probe import Probe, file, folder, registry, system, variable
from pyready.probes import PROBES
from pyready.report.activity_groups import NOT_KNOWN, Group, grouped

VERBS = ["read", "contacted", "unverified", "started", "wrote", "by-windows"]
KEY = r"HKLM\SOFTWARE\X"
P: Probe[Any] = Probe(
    "p",
    object,
    lambda *_: object(),
    "what p is about",
    reads=(
        registry(KEY, "the key"),
        registry(KEY + "*", "all below"),
        variable("*_proxy", "a proxy"),
        file("{each file}", "it is read"),
        file("{each folder}", "it is looked at"),
        file(r"{home}\.condarc", "the settings of conda"),
        folder("{each}", "names"),
        system("service S", "the service"),
        file("{home}", "it is read"),
    ),
)


def reason(read: Read) -> str:
    """The reason under which one reading lands."""
    (topic,) = grouped(Did(read=(read,)), (P,))[0].topics
    (only,) = topic.reasons
    (entry,) = only.entries
    assert (topic.id, topic.about, topic.count) == ("p", "what p is about", 1)
    assert entry.kind == read.what
    return only.why


def entries(group: Group) -> list[tuple[str, str]]:
    return [(why.why, entry.place) for topic in group.topics for why in topic.reasons for entry in why.entries]


@for_each(
    ("what", "where", "why"),
    [
        ("registry", KEY + r"\value", "the key"),
        ("registry", KEY + r"\value (32-bit view)", "the key"),
        ("registry", KEY, "the key"),
        ("registry", KEY + r"\below\value", "all below"),
        ("registry", r"HKLM\SOFTWARE\Y\value", NOT_KNOWN),
        ("variable", "environment https_proxy", "a proxy"),
        ("variable", "environment PATH", NOT_KNOWN),
        ("file", r"C:\x", "it is read, or: it is looked at"),
        ("file", r"C:\Users\<user>\.condarc", "the settings of conda"),
        ("folder", r"C:\x", "names"),
        ("system", "service S", "the service"),
        ("system", r"drive of C:\Users\<user>\.condarc", "the settings of conda"),
        ("system", r"hash of C:\Users\<user>\.condarc", "the settings of conda"),
        ("system", "something new", NOT_KNOWN),
        ("later-kind", "x", NOT_KNOWN),
    ],
)
def test_a_reading_stands_under_the_declaration_that_fits_best(what: str, where: str, why: str) -> None:
    assert reason(Read(what, where, "set", "p")) == why


@for_each(
    ("what", "found", "words"),
    [
        ("registry", "not-set", "not set"),
        ("file", "set", "found"),
        ("file", "not-set", "not found"),
        ("folder", "set", "listed"),
        ("system", "set", "answered"),
        ("registry", "denied", "no access"),
        ("file", "timed-out", "no answer in time"),
        ("file", "a-later-state", "a later state"),
    ],
)
def test_what_was_found_is_said_in_plain_words(what: str, found: str, words: str) -> None:
    (topic,) = grouped(Did(read=(Read(what, "x", found, "q"),)), (P,))[0].topics

    assert [entry.found for entry in topic.reasons[0].entries] == [words]


def test_the_label_says_what_kind_of_place_it_is() -> None:
    reads = tuple(Read(what, "X", "set", "p") for what in ("variable", "folder", "system", "registry", "file"))
    (topic,) = grouped(Did(read=reads), (P,))[0].topics

    labels = {entry.label for why in topic.reasons for entry in why.entries}
    assert labels == {"variable X", "names in X", "system, X", "X"}


def test_what_nothing_covers_comes_last_and_an_unknown_probe_after_those_that_are_known() -> None:
    did = Did(
        read=(Read("file", "a", "set", "gone"), Read("variable", "PATH", "set", "p"), Read("file", "x", "set", "p"))
    )
    topics = grouped(did, (P,))[0].topics

    assert [(topic.id, topic.about) for topic in topics] == [("p", "what p is about"), ("gone", "")]
    assert [why.why for why in topics[0].reasons][-1] == NOT_KNOWN


def test_nothing_done_is_said_of_every_kind() -> None:
    groups = grouped(Did(), PROBES)

    assert [group.verb for group in groups] == VERBS
    assert {group.count for group in groups} == {0}
    assert "Started no programs." in [group.says for group in groups]
    assert "Contacted no server." in [group.says for group in groups]


def test_a_handshake_that_trusts_nothing_stands_apart_and_is_explained() -> None:
    did = Did(contacted=(Contacted("index", "request", "blocked", "network", "<proxy-1>"),
                         Contacted("index", "unverified-handshake", "reached", "network")))  # fmt: skip
    _, contacted, unverified, *_ = grouped(did, PROBES)

    assert (contacted.count, unverified.count) == (1, 1)
    assert "without trusting it" in unverified.says
    ((first,),) = [why.entries for why in contacted.topics[0].reasons]
    assert (first.place, first.how, first.found) == ("index", "request, through <proxy-1>, by pyready", "blocked")


def test_what_was_asked_for_on_the_command_line_has_its_reason() -> None:
    read, *_, wrote, _ = grouped(with_files(Did(), "site.toml", "out.json"), PROBES)

    assert entries(read) == [("the site profile that was named with --site", "site.toml")]
    assert entries(wrote) == [("the report, where -o put it", "out.json")]


def test_a_program_of_another_version_is_shown_and_not_explained_away() -> None:
    *_, started, wrote, _ = grouped(Did(ran=(Ran("x.exe", "app-control"),), wrote=(Wrote("y", "app-control"),)), PROBES)

    assert entries(started) == [(NOT_KNOWN, "x.exe")]
    assert entries(wrote) == [(NOT_KNOWN, "y")]


@for_each("name", NAMES)
def test_every_deed_on_every_recorded_laptop_is_listed_once_with_a_reason(name: str) -> None:
    did = seen(name).did
    groups = grouped(did, PROBES)

    assert sum(group.count for group in groups) == sum(map(len, (did.read, did.contacted, did.by_windows)))
    assert [found for group in groups for found in entries(group) if found[0] == NOT_KNOWN] == []


def test_every_deed_on_every_kind_of_machine_has_a_reason() -> None:
    for host in (bare.windows(), bare.linux()):
        for group in grouped(look(host).did, PROBES):
            assert NOT_KNOWN not in {why for why, _ in entries(group)}
