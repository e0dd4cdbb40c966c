"""Facts by type, to JSON and back."""

import json
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from laptops.networks import DIRECT, WANTS_SIGN_IN, network
from pyready.model.anchors import Anchored
from pyready.model.facts import (
    Absent,
    Asked,
    Envelope,
    Facts,
    Inapplicable,
    NamedPython,
    NotApplicable,
    NotCollected,
    Taken,
    Trial,
    from_json,
    to_json,
)
from pyready.model.host import Host
from pyready.model.launch import Launch
from pyready.probes import TYPES
from pyready.probes.certificates import Certificates
from pyready.probes.identity import Identity
from pyready.probes.machine import MachineFacts
from pyready.probes.network import NetworkFacts
from pyready.probes.site import Site, from_bytes

PROFILE = b"""
[organisation]
name = "Some Trust"
[network]
proxy = "http://proxy.example:8080"
[[endpoint]]
id = "index"
url = "https://packages.example/simple/pip/"
for = ["pip"]
"""
RICH: dict[str, Any] = {
    "files": bare.installed_windows("C:\\Program Files\\Python313"),
    "registry": {
        r"HKLM\SOFTWARE\Python\PythonCore\3.13": {"Version": "3.13.9"},
        r"HKLM\SOFTWARE\Python\PythonCore\3.13\InstallPath": {"": "C:\\Program Files\\Python313"},
    },
    "denied_keys": [r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"],
}
FOLDERS = {
    "windows": (bare.windows(**RICH), network(DIRECT), from_bytes(PROFILE, "C:\\x\\site.toml", "SYSTEM")),
    "linux": (bare.linux({"https_proxy": "http://p:1", "no_proxy": "a,b"}), network(WANTS_SIGN_IN), Site()),
    "bare": (bare.linux(), None, None),
}


def facts_of(host: Host, *given: Any) -> Facts:
    """Those of the probes, how pyready was started, and what only --try-run and verify add."""
    launch = Launch("module", Anchored("HOME", "work/.venv/bin/python3"))
    named = NamedPython("/usr/bin/python3")
    trial = Trial("refused", "", "uv", "own-programs", 1260, None, removed=True, sha256="00")
    return look(
        host, **{type(each).__name__: each for each in (*given, launch, trial, named) if each is not None}
    ).facts


@pytest.fixture(params=list(FOLDERS))
def facts(request: pytest.FixtureRequest) -> Facts:
    return facts_of(*FOLDERS[request.param])


def decoded(envelopes: dict[str, msgspec.Raw]) -> dict[str, msgspec.Raw]:
    """As a file would give them back."""
    return msgspec.json.decode(msgspec.json.encode(envelopes), type=dict[str, msgspec.Raw])


def entries(facts: Facts) -> dict[str, Any]:
    return {name: entry for name, _, entry in facts.items()}


def test_everything_comes_back_as_it_was(facts: Facts) -> None:
    back, unknown = from_json(decoded(to_json(facts)), TYPES)

    assert unknown == ()
    assert entries(back) == entries(facts)
    assert set(entries(facts)) == set(TYPES)
    assert to_json(back) == to_json(facts)


def test_a_fact_is_looked_up_by_its_type(facts: Facts) -> None:
    assert facts[Identity] is facts.entry(Identity)
    assert facts.get(Identity) is facts[Identity]


@for_each("kind", ["timed-out", "crashed", "offline", "not-asked"])
def test_a_fact_that_was_not_collected_says_why(kind: str) -> None:
    facts = Facts({Identity: Absent(kind, "in words")}, TYPES)

    with pytest.raises(NotCollected, match=r"^in words$") as caught:
        facts[Identity]
    assert (caught.value.fact, caught.value.kind, caught.value.reason) == ("identity", kind, "in words")
    assert facts.get(Identity) is None
    assert json.loads(bytes(to_json(facts)["identity"])) == {
        "state": "not-collected",
        "kind": kind,
        "reason": "in words",
    }


def test_a_fact_that_nobody_asked_for_says_so() -> None:
    with pytest.raises(NotCollected) as caught:
        Facts({}, TYPES)[NetworkFacts]
    assert (caught.value.fact, caught.value.kind) == ("network", "not-asked")


def test_a_fact_of_another_platform_is_not_applicable() -> None:
    facts = Facts({Certificates: Inapplicable()}, TYPES)

    with pytest.raises(NotApplicable):
        facts[Certificates]
    assert facts.get(Certificates) is None
    assert json.loads(bytes(to_json(facts)["certificates"])) == {"state": "not-applicable"}


def test_setting_an_entry_leaves_the_facts_it_was_asked_of_alone() -> None:
    before = Facts({}, TYPES)
    after = before.with_entry(Asked, Asked("linux"))

    assert before.entry(Asked) is None
    assert after[Asked] == Asked("linux")


def test_the_order_is_that_of_the_registry_and_not_of_collecting() -> None:
    facts = facts_of(*FOLDERS["linux"])
    turned = Facts(dict(reversed([(fact, entry) for _, fact, entry in facts.items()])), TYPES)

    assert list(entries(turned)) == list(entries(facts)) == list(TYPES)


def test_ids_that_nobody_knows_are_named_and_ignored() -> None:
    raw = {"zebra": msgspec.Raw(b"[1]"), "aardvark": msgspec.Raw(b"{}"), **to_json(Facts({}, TYPES))}
    facts, unknown = from_json(raw, TYPES)

    assert unknown == ("aardvark", "zebra")
    assert entries(facts) == {}


BAD = [
    b"1",
    b"{}",
    b"null",
    b'{"state":"collected"}',
    b'{"state":"collected","value":1}',
    b'{"state":"collected","value":{}}',
    b'{"state":"collected","value":{"machine":{"state":7}}}',
    b'{"state":"collected","value":{"machine":{"state":"set","value":{"name":7}}}}',
    b'{"state":"collected","value":null}',
    b'{"state":"perhaps"}',
    b'{"state":"not-collected","kind":7}',
    b'{"state":"collected","value":{"machine":',
]


@for_each("raw", BAD, ids=repr)
def test_what_does_not_fit_is_named_from_the_top(raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"`\$\.facts\.machine"):
        from_json({"machine": msgspec.Raw(raw)}, TYPES)


def test_a_fact_with_a_word_of_a_newer_version_is_not_used_and_named() -> None:
    raw = b'{"state":"collected","value":{"machine":{"state":"odd"}}}'
    facts, ignored = from_json({"machine": msgspec.Raw(raw)}, TYPES)

    assert ignored == ("machine",)
    (entry,) = entries(facts).values()
    assert isinstance(entry, Absent)
    assert entry.kind == "newer-word"


def test_the_place_of_a_fault_is_named_to_the_field() -> None:
    raw = b'{"state":"collected","value":{"machine":{"state":"set","value":{"name":7}}}}'

    with pytest.raises(msgspec.ValidationError, match=r"at `\$\.facts\.machine\.machine\.value\.name`"):
        from_json({"machine": msgspec.Raw(raw)}, TYPES)


def test_fields_of_a_later_version_are_ignored_and_missing_ones_have_their_default() -> None:
    raw = b'{"state":"collected","later":1,"value":{"machine":{"state":"set","value":{"name":"x","later":[]}}}}'
    facts, _ = from_json({"machine": msgspec.Raw(raw)}, TYPES)
    machine = facts[MachineFacts].machine.value

    assert machine is not None
    assert (machine.name, machine.build, machine.edition) == ("x", None, "")


@pytest.mark.unmeasured
@for_each("name", list(TYPES))
def test_an_envelope_of_each_id_stands_alone(name: str) -> None:
    raw = to_json(facts_of(*FOLDERS["windows"]))[name]
    envelope = msgspec.json.decode(raw, type=Envelope)

    assert envelope.state in {"collected", "not-applicable"}
    assert list(entries(from_json({name: raw}, TYPES)[0])) == [name]


def test_a_time_keeps_its_zone() -> None:
    facts, _ = from_json(to_json(facts_of(*FOLDERS["linux"])), TYPES)

    assert facts[Taken].at.tzinfo is not None
