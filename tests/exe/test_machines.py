"""The full check on recorded machines: what the program says there is what the source says of the fake.

Registry text, denied keys, files and variables are put into a Wine prefix. What a prefix cannot be told is lent to the
fake instead, and named in `lent`: all else must be the same to the letter.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from exe.machine import Machine, whole
from laptops.in_folders import FOLDERS, differences
from laptops.looking import look
from pyready.engine.app import report
from pyready.model.facts import Facts, Taken, from_json
from pyready.model.host import Adapter, Files, Groups, Host, InternetSettings, Reading, Space, Who
from pyready.model.launch import Launch
from pyready.model.proxy_settings import InternetOptions
from pyready.probes import PROBES, TYPES
from pyready.probes.app_control import AppControl
from pyready.probes.connection import ConnectionFacts
from pyready.probes.identity import Identity
from pyready.probes.machine import MachineFacts
from pyready.probes.management import Management
from pyready.probes.proxies import Proxies
from pyready.probes.rights import Rights
from pyready.probes.storage import Folder, Storage
from pyready.recorded.folder import host
from pyready.recorded.host import RecordedSystem
from schemas import published

pytestmark = pytest.mark.exe

PREFIX_HOME = "C:\\users\\root"
OF_THE_RUN = ("taken", "duration_s", "timings", "did")
"""Times; and what was looked at, which each kind of host names in its own words."""
GROUPS = Reading(
    "set",
    Groups("S-1-5-21-0-0-0-1000", ("S-1-1-0", "S-1-2-0", "S-1-5-4", "S-1-5-11", "S-1-5-32-544", "S-1-5-32-545")),
    "access token",
)
"""Whose token Wine's is; no scenario names the account's own SID."""
NAMES = (
    "applocker-by-device-management",
    "applocker-enforced-default-rules",
    "browser-downloads",
    "conda-anaconda-old",
    "editors-found",
    "entra-joined",
    "execution-policy-by-group-policy",
    "home-with-odd-name",
    "it-switches",
    "msi-disabled",
    "pip-ini-wrong-encoding",
    "proxy-edge-settings",
    "proxy-per-scheme",
    "pythons-four-vendors",
    "pythons-stale-and-malformed",
    "uac-no-prompt",
)
"""Each takes seconds, so some of each kind. tests/windows holds all of them to what they name.

Three kinds cannot be among them. Wine cannot hold the alias of a Store app (`store-python`, `store-stub`). A file that
another program keeps to itself would need that program (`settings-denied`). And where a key is denied, the fake denies
also what was never below it, of which Windows says that it is not there (`installers-denied`, `keys-denied`).
"""


def folders(storage: Storage) -> dict[str, Folder]:
    """The folders that were looked at, by the names of their fields."""
    found = {field: getattr(storage, field) for field in msgspec.structs.asdict(storage)}
    return {name: each for name, each in found.items() if isinstance(each, Folder)}


class Lent:
    """The files of the fake, but for the room on the drives."""

    def __init__(self, files: Files, storage: Storage) -> None:
        self._files, self._storage = files, storage

    def space(self, path: str) -> Reading[Space]:
        return next(each.space for each in folders(self._storage).values() if each.path == path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def lent(recorded: Host, seen: Facts) -> Host:
    """The fake, with what a prefix cannot be told.

    Account, computer, rights and groups, version of Windows, the kind of session, the adapters and the kind of
    network, that no service of a product is there, whether App Control checks programs, what WinHTTP says of the
    connection, and the room on the drives.
    """
    identity = seen[Identity]
    who = Who(identity.user, identity.computer, home=PREFIX_HOME)
    system = RecordedSystem(
        Reading("set", who),
        seen[Rights].token,
        seen[MachineFacts].machine,
        membership=GROUPS,
        place=seen[Management].session,
        services={},
        integrity=seen[AppControl].code_integrity,
        internet=internet_settings(seen[Proxies].active),
        lockdown=seen[AppControl].script_lockdown,
        adapters_up=adapters(seen[ConnectionFacts]),
        kinds=seen[ConnectionFacts].kinds,
    )
    files: Any = Lent(recorded.files, seen[Storage])
    return replace(recorded, system=system, files=files)


def adapters(connection: ConnectionFacts) -> Reading[tuple[Adapter, ...]]:
    """As many as Wine said: its adapters are devices with a cable."""
    count = connection.adapters
    return Reading(count.state, (Adapter(6, hardware=True),) * (count.value or 0), count.source)


def internet_settings(active: InternetOptions) -> Reading[InternetSettings]:
    """What WinHTTP said, from the facts made of it; no sign-in stands in a prefix's settings."""
    said = InternetSettings(
        active.auto_detect.value is True, active.pac.value or "", active.server.value or "", active.bypass.value or ""
    )
    return Reading(active.enabled.state, said, active.enabled.source)


def by_the_fake(folder: Path, seen: Facts, *, private: bool) -> dict[str, Any]:
    """The source's record of the same machine."""
    found = look(lent(host(whole(folder)), seen))
    facts = found.facts.with_entry(Taken, seen[Taken]).with_entry(Launch, Launch("program"))
    return as_json(report(msgspec.structs.replace(found, facts=facts), private=private))


def as_json(record: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(msgspec.json.encode(record))
    return answer


def facts_in(record: dict[str, Any]) -> Facts:
    raw = {name: msgspec.Raw(json.dumps(entry).encode()) for name, entry in record["facts"].items()}
    facts, ignored = from_json(raw, TYPES)
    assert ignored == ()
    return facts


def unlike(record: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Where two records differ, but for the parts that are of the run."""
    left, right = ({name: part for name, part in each.items() if name not in OF_THE_RUN} for each in (record, other))
    return sorted(_unlike(left, right, "record"))


def _unlike(one: Any, other: Any, path: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {*one, *other}:
            yield from _unlike(one.get(key, "nothing"), other.get(key, "nothing"), f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, part in enumerate(one):
            yield from _unlike(part, other[number], f"{path}[{number}]")
    elif one != other:
        yield f"{path}: {one!r} instead of {other!r}"


def probes_named_in(folder: Path) -> set[str]:
    return set(json.loads((folder / "expected.json").read_text("utf-8")))


def test_every_probe_of_windows_that_a_scenario_names_is_named_in_one_of_these() -> None:
    of_windows = {probe.id for probe in PROBES if "windows" in probe.platforms}
    anywhere = {name for folder in FOLDERS.iterdir() for name in probes_named_in(folder)}
    here = {name for chosen in NAMES for name in probes_named_in(FOLDERS / chosen)}

    assert here == of_windows & anywhere  # what no scenario names is compared all the same


@pytest.mark.parametrize("name", NAMES)
def test_the_program_says_what_the_fake_says(name: str, machine: Callable[[Path], Machine]) -> None:
    folder = FOLDERS / name
    there = machine(folder)

    result = there("check", "--offline", "--format", "json", "--private")
    record = json.loads(result.stdout)
    seen = facts_in(record)

    published("report").validate(record)
    assert result.stderr == b""
    assert [record["did"][name] for name in ("contacted", "ran", "wrote")] == [[], [], []]
    assert differences(folder, seen) == []
    assert unlike(record, by_the_fake(folder, seen, private=True)) == []


@pytest.mark.parametrize("name", ["home-with-odd-name", "proxy-per-scheme"])
def test_a_shared_report_says_it_too_and_holds_no_name(name: str, machine: Callable[[Path], Machine]) -> None:
    folder = FOLDERS / name
    there = machine(folder)
    seen = facts_in(json.loads(there("check", "--offline", "--format", "json", "--private").stdout))

    result = there("check", "--offline", "--format", "json")
    record = json.loads(result.stdout)

    published("report").validate(record)
    for secret in ("O'Neil", "s3cret", "xyz.trust"):
        assert secret not in result.stdout.decode("utf-8")
    assert unlike(record, by_the_fake(folder, of_this_run(seen, facts_in(record)), private=False)) == []


def of_this_run(seen: Facts, later: Facts) -> Facts:
    """What was seen, with the time and the room that a later report names."""
    before, after = seen[Storage], later[Storage]
    room = {name: with_room(each, folders(after)[name]) for name, each in folders(before).items()}
    return seen.with_entry(Taken, later[Taken]).with_entry(Storage, msgspec.structs.replace(before, **room))


def with_room(folder: Folder, later: Folder) -> Folder:
    space = msgspec.structs.replace(folder.space, value=later.space.value)
    return msgspec.structs.replace(folder, space=space)
