"""Connections, policies and what Windows says of itself: who wins, what is damaged, and that no password stays."""

import struct

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.formats.proxy_blob import MOST_BYTES, Blob, parse
from pyready.model.host import Host, InternetSettings, Reading, RegistryValue
from pyready.probes.proxies import (
    INTERNET,
    MACHINE_CONNECTIONS,
    POLICY,
    PROBE,
    USER_CONNECTIONS,
    USER_POLICY,
    Proxies,
    active_connection,
    in_force,
)
from pyready.recorded.host import RecordedSystem

USER, MACHINE = f"HKCU\\{INTERNET}", f"HKLM\\{INTERNET}"
LAN = "DefaultConnectionSettings"


def blob(flags: int, server: str = "", bypass: str = "", url: str = "", version: int = 0x46) -> bytes:
    texts = (server, bypass, url)
    return struct.pack("<III", version, 9, flags) + b"".join(struct.pack("<I", len(t)) + t.encode() for t in texts)


def proxies(registry: dict[str, dict[str, RegistryValue]], active: InternetSettings | None = None) -> Proxies:
    reading = Reading("set", active, "internet settings") if active else Reading[InternetSettings]("missing")
    host: Host = bare.windows(registry=registry, system=RecordedSystem(internet=reading))
    return facts_of(host, Proxies, PROBE)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    found = parse(data)
    assert found is None or len(found.server) + len(found.bypass) + len(found.url) <= len(data)


PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60)


@given(st.integers(0, 15), PRINTABLE, PRINTABLE, PRINTABLE, st.binary(max_size=40))
def test_what_was_written_is_read_again_and_what_follows_says_nothing(
    flags: int, server: str, bypass: str, url: str, rest: bytes
) -> None:
    expected = Blob(bool(flags & 2), bool(flags & 4), bool(flags & 8), server, bypass, url)
    assert parse(blob(flags, server, bypass, url) + rest) == expected


@given(st.integers(0, 15), PRINTABLE, PRINTABLE, PRINTABLE, st.data())
def test_one_that_is_cut_short_is_refused(flags: int, server: str, bypass: str, url: str, data: st.DataObject) -> None:
    whole = blob(flags, server, bypass, url)
    assert parse(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None


@for_each(
    "data",
    [
        blob(1, version=0),
        blob(1, version=0x4600),
        blob(0x10),
        blob(3, "a\x00b:80"),
        blob(3)[:12] + struct.pack("<I", 0xFFFFFFFF) + b"x" * 100,
        blob(3) + bytes(MOST_BYTES),
    ],
    ids=["no version", "another version", "an unknown flag", "a NUL", "an endless length", "too big"],
)
def test_what_is_no_such_value_is_refused(data: bytes) -> None:
    assert parse(data) is None


def test_the_value_of_the_network_outranks_the_plain_values_that_python_reads() -> None:
    registry: dict[str, dict[str, RegistryValue]] = {
        USER: {"ProxyEnable": 1, "ProxyServer": "plain.example:1"},
        USER_CONNECTIONS: {LAN: blob(5, url="http://pac.example/p.pac")},
    }
    found = proxies(registry)

    assert found.in_force.pac.value == "http://pac.example/p.pac"
    assert not found.in_force.has_static
    assert [each.source for each in found.order] == ["lan-user", "user", "policy", "policy"]
    assert all(each.rule for each in found.order)


def test_what_windows_says_of_the_connection_in_use_comes_first_and_names_the_vpn() -> None:
    registry: dict[str, dict[str, RegistryValue]] = {
        USER_CONNECTIONS: {LAN: blob(1), "Trust VPN": blob(5, url="http://pac.example/vpn.pac")}
    }
    found = proxies(registry, InternetSettings(script="http://pac.example/vpn.pac"))

    assert found.order[0].source == "active"
    assert found.in_force.pac.value == "http://pac.example/vpn.pac"
    connection = active_connection(found)
    assert connection is not None
    assert connection.name == "other-1"


def test_two_connections_with_the_same_settings_cannot_be_told_apart() -> None:
    registry: dict[str, dict[str, RegistryValue]] = {USER_CONNECTIONS: {LAN: blob(1), "VPN": blob(1)}}

    assert active_connection(proxies(registry, InternetSettings())) is None
    assert active_connection(proxies(registry)) is None


@for_each("damaged", [b"", b"\x46\x00", "text", 7], ids=repr)
def test_a_damaged_value_is_malformed_and_decides_nothing(damaged: RegistryValue) -> None:
    registry: dict[str, dict[str, RegistryValue]] = {
        USER: {"ProxyEnable": 1, "ProxyServer": "plain.example:1"},
        USER_CONNECTIONS: {LAN: damaged},
    }
    found = proxies(registry, InternetSettings(server="other.example:1"))

    assert found.connections[0].state == "malformed"
    assert found.in_force is found.user


def test_per_machine_the_user_is_not_asked() -> None:
    registry: dict[str, dict[str, RegistryValue]] = {
        POLICY: {"ProxySettingsPerUser": 0},
        USER_CONNECTIONS: {LAN: blob(3, "user.example:1")},
        MACHINE_CONNECTIONS: {LAN: blob(3, "machine.example:1")},
    }
    found = proxies(registry, InternetSettings(server="user.example:1"))

    assert [each.source for each in found.order][:2] == ["lan-machine", "machine"]
    assert found.in_force.server.value == "machine.example:1"


def test_a_proxy_below_policies_counts_only_where_nothing_else_says_anything() -> None:
    policy: dict[str, dict[str, RegistryValue]] = {USER_POLICY: {"AutoConfigURL": "http://pac.example/p.pac"}}

    assert proxies(policy).order[0].source == "policy"
    assert proxies(policy).in_force.pac.value == "http://pac.example/p.pac"
    with_own = policy | {USER: {"ProxyEnable": 1, "ProxyServer": "own.example:1"}}
    assert proxies(with_own).in_force.server.value == "own.example:1"
    assert proxies(policy | {USER_CONNECTIONS: {LAN: blob(1)}}).order[0].source == "lan-user"


def test_elsewhere_than_on_windows_none_of_these_has_a_say() -> None:
    assert in_force(proxies({}), "linux") == ()


def test_no_password_of_a_connection_or_of_the_one_in_use_stays() -> None:
    spelled = "http=jane:Tr0ub4dor@web.example:8080"
    registry: dict[str, dict[str, RegistryValue]] = {
        USER_CONNECTIONS: {
            LAN: blob(7, spelled, "", "http://jane:Tr0ub4dor@pac.example/p?Tr0ub4dor"),
            "V": blob(3, spelled),
        },
        MACHINE_CONNECTIONS: {"WinHttpSettings": blob(3, spelled), LAN: blob(3, spelled)},
    }
    found = proxies(registry, InternetSettings(False, "http://u:Tr0ub4dor@pac.example/p", spelled))

    assert "Tr0ub4dor" not in msgspec.json.encode(found).decode()
    assert found.connections[-1].options.server.value == found.active.server.value == "http=web.example:8080"


def test_the_name_of_a_vpn_is_kept_nowhere() -> None:
    found = proxies({USER_CONNECTIONS: {"St Elsewhere VPN": blob(9)}})

    assert [each.name for each in found.connections] == ["lan", "other-1", "lan"]
    assert "Elsewhere" not in msgspec.json.encode(found).decode()


def test_not_more_connections_are_read_than_anybody_has() -> None:
    many: dict[str, RegistryValue] = {f"VPN {number:03}": blob(1) for number in range(200)}

    assert len(proxies({USER_CONNECTIONS: many}).connections) == 22
