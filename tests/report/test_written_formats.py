"""Every written format of every recorded laptop, with names planted in every text that a machine can fill."""

import html
import json
from itertools import count

import msgspec
import pytest

from for_each import for_each
from laptops.recorded import NAMES, seen
from needs import once
from pyready.engine.app import Look, report
from pyready.model.activity import Did
from pyready.model.facts import Absent, Inapplicable
from pyready.privacy.typed_strings import replaced
from pyready.probes.identity import Identity
from pyready.report import RENDERERS, Options
from sample import sample

pytestmark = [pytest.mark.unmeasured, once]

TRUST = "Queens Cross Trust"
FULL_NAME = "Featherstonehaugh-Cholmondeley, Marjorie"
USER = "marjorie.featherstonehaugh"
COMPUTER, DOMAIN, DNS = "QX-L0042", "QXTRUST", "qxtrust.example"
FOLDER = f"{USER}.{DOMAIN}"


def names(identity: Identity) -> Identity:
    """The person of the laptop under a name of every spelling."""
    windows = identity.home[1:2] == ":"
    home = f"C:\\Users\\{FOLDER}" if windows else f"/home/{USER}"
    return msgspec.structs.replace(
        identity,
        user=USER,
        computer=COMPUTER,
        domains=(DOMAIN, DNS),
        upn=f"{USER}@{DNS}",
        full_name=FULL_NAME,
        home=home,
        profile_folder=FOLDER if windows else USER,
        onedrive=(f"{home}\\OneDrive - {TRUST}",) if windows else (),
    )


def spellings(identity: Identity) -> list[str]:
    """The names as they come up on machines: paths, escaped, with forward slashes, cut off, 8.3, other case."""
    home = identity.home
    return [
        USER,
        USER.upper(),
        USER[:20],
        f"{DOMAIN}\\{USER}",
        f"{USER}@{DNS}",
        home,
        home.replace("\\", "/"),
        json.dumps(f"{home}\\tools")[1:-1],
        "C:\\Users\\MARJOR~1\\tools",
        f"\\\\fs01.{DNS}\\home$\\{USER}",
        f"http://{DOMAIN}%5C{USER}:secret-word@proxy7.{DNS}:8080/",
        f"{COMPUTER}.{DNS}",
        FULL_NAME,
        *(part for folder in identity.onedrive for part in (f"{folder}\\notes", TRUST)),
    ]


LEFT = ("marjor", "featherst", "cholmond", "qxtrust", "qx-l0042", "queens cross", "proxy7", "secret-word")
"""What must not be found, in any case. The organisation's own name is known only where OneDrive's folder tells it."""


def planted(look: Look) -> Look:
    """The look, with a name in another spelling behind every path and free text."""
    facts = look.facts
    identity = names(facts[Identity])
    numbers, wanted = count(), spellings(identity)

    def plant(path: str, text: str, privacy: str) -> str:
        del path
        if privacy not in {"path", "text"} or not text:
            return text
        name = wanted[next(numbers) % len(wanted)]
        return f"{text};{name}" if privacy == "path" else f"{text} ({name})"

    for _, fact, entry in facts.items():
        if fact is Identity or isinstance(entry, (Absent, Inapplicable)):
            continue
        facts = facts.with_entry(fact, replaced(entry, fact, plant))
    look = msgspec.structs.replace(look, facts=facts.with_entry(Identity, identity))
    return msgspec.structs.replace(look, did=replaced(look.did, Did, plant))


def left(text: str) -> list[str]:
    readings = [each.casefold() for each in (text, html.unescape(text), text.replace("\\\\", "\\"))]
    return [word for word in LEFT for reading in readings if word in reading]


def test_the_search_finds_what_is_planted() -> None:
    private = report(seen("open-laptop"), private=True)
    plants = "\n".join(spellings(names(seen("open-laptop").facts[Identity])))
    assert set(left(plants)) == set(LEFT)
    assert not left(RENDERERS["text"](private, Options(details=True)))


@for_each("name", NAMES)
def test_names_are_really_planted(name: str) -> None:
    look = planted(seen(name))
    expected = set(LEFT) - ({"queens cross"} if not look.facts[Identity].onedrive else set())
    everything = msgspec.json.encode([entry for _, _, entry in look.facts.items()]).decode()
    assert {word for word in LEFT if word in everything.casefold()} == expected


@pytest.mark.slow
@for_each("name", sample(NAMES, 2))
def test_no_format_of_any_laptop_holds_a_name(name: str) -> None:
    record = report(planted(seen(name)), private=False)
    for format_, render in RENDERERS.items():
        assert left(render(record, Options(details=True))) == [], format_
