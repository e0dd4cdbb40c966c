"""Where a proxy is set, from recorded machines; passwords never stay."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Host, Reading, RegistryValue
from pyready.probes.proxies import PROBE, Proxies, ProxyVariable, without_sign_in

INTERNET = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
USER, MACHINE = f"HKCU\\{INTERNET}", f"HKLM\\{INTERNET}"
POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
PASSWORD = "Tr0ub4dor-3"


def proxies(host: Host) -> Proxies:
    return facts_of(host, Proxies, PROBE)


def with_user_options(**values: RegistryValue) -> Proxies:
    return proxies(bare.windows(registry={USER: values}))


def only(found: Proxies) -> ProxyVariable:
    assert len(found.variables) == 1, found.variables
    return found.variables[0]


@for_each(
    "name",
    ["http_proxy", "HTTP_PROXY", "Http_Proxy", "https_proxy", "HTTPS_PROXY", "hTtPs_PrOxY", "all_proxy", "ALL_PROXY"],
)
@for_each("machine", [bare.windows, bare.linux])
def test_a_variable_is_found_in_any_case_and_named_as_it_is_spelled(machine: object, name: str) -> None:
    found = only(proxies(machine({name: "http://proxy.example:8080"})))  # type: ignore[operator]

    assert found == ProxyVariable(name, "set", "proxy.example:8080")


def test_on_linux_both_spellings_are_two_variables() -> None:
    found = proxies(bare.linux({"http_proxy": "http://one:1", "HTTP_PROXY": "http://two:2"}))

    assert {each.name: each.address for each in found.variables} == {"http_proxy": "one:1", "HTTP_PROXY": "two:2"}


def test_other_variables_that_end_in_proxy_are_left_alone() -> None:
    found = proxies(bare.linux({"ftp_proxy": "http://p:1", "http_proxy_host": "p", "my_http_proxy": "http://p:1"}))

    assert found.variables == ()
    assert found.no_proxy.state == "not-set"


@for_each(
    ("value", "address", "with_sign_in"),
    [
        ("http://proxy.example:8080", "proxy.example:8080", False),
        ("proxy.example:8080", "proxy.example:8080", False),
        ("  http://proxy.example:8080/  ", "proxy.example:8080", False),
        ("http://proxy.example", "proxy.example:80", False),
        ("https://proxy.example", "proxy.example:443", False),
        ("socks5://proxy.example", "proxy.example:1080", False),
        ("HTTP://Proxy.Example:8080", "proxy.example:8080", False),
        ("http://127.0.0.1:3128", "127.0.0.1:3128", False),
        ("http://localhost:3128", "localhost:3128", False),
        ("http://[::1]:3128", "[::1]:3128", False),
        ("http://jane:secret@proxy.example:8080", "proxy.example:8080", True),
        ("jane@proxy.example:8080", "proxy.example:8080", True),
    ],
)
def test_the_address_is_read(value: str, address: str, with_sign_in: bool) -> None:
    found = only(proxies(bare.linux({"https_proxy": value})))

    assert found == ProxyVariable("https_proxy", "set", address, with_sign_in)


@for_each(
    "value",
    [
        "http://",
        "ftp://proxy:1",
        "http://proxy:99999",
        "http://proxy:port",
        "http://pro xy:1",
        "http://p:1/path",
        "???",
    ],
)
def test_what_is_no_address_is_malformed_and_not_kept(value: str) -> None:
    assert only(proxies(bare.linux({"https_proxy": value}))) == ProxyVariable("https_proxy", "malformed")


def test_an_empty_variable_is_not_set() -> None:
    assert only(proxies(bare.linux({"https_proxy": ""}))) == ProxyVariable("https_proxy", "not-set")


def test_a_variable_with_a_control_character_is_malformed_even_if_the_rest_is_an_address() -> None:
    assert only(proxies(bare.linux({"https_proxy": "http://proxy:1\x07"}))).state == "malformed"


SPELLED = [
    f"http://jane:{PASSWORD}@proxy.example:8080",
    f"jane:{PASSWORD}@proxy.example:8080",
    f"http://jane:{PASSWORD}@proxy.example:nonsense",
    f"http://jane:{PASSWORD}@",
    f"ftp://jane:{PASSWORD}@proxy.example:8080",
    f"http://TRUST%5Cjane:{PASSWORD}@proxy.example:8080",
    f"http://jane:a/{PASSWORD}@proxy.example:8080",
    f"http://jane:a#{PASSWORD}@proxy.example:8080",
    f"http://jane:a?{PASSWORD}@proxy.example:8080",
    f"http://jane:a@{PASSWORD}@proxy.example:8080",
    f"http://jane:{PASSWORD}\x07@proxy.example:8080",
]


@for_each("value", SPELLED)
def test_no_field_ever_holds_a_password_from_a_variable(value: str) -> None:
    for machine in (bare.windows, bare.linux):
        found = proxies(machine({"HTTPS_PROXY": value}))
        assert PASSWORD not in msgspec.json.encode(found).decode()
        assert "jane" not in msgspec.json.encode(found).decode()
        assert only(found).with_sign_in


@pytest.mark.parametrize("mark", "#?/")
def test_a_port_that_is_the_start_of_a_password_is_no_address(mark: str) -> None:
    found = only(proxies(bare.linux({"https_proxy": f"http://jane:1234{mark}x@proxy.example:8080"})))

    assert found == ProxyVariable("https_proxy", "malformed", with_sign_in=True)


@for_each(
    "value",
    [
        "http=u:{p}@h:1;https=u:{p}@h:2",
        "u:{p}@h:1",
        "http://u:{p}@h:1",
        "http=http://u:{p}@h:1",
        "http=u:{p}@h:1 https=u:{p}@h:2",
        "http=u:a;{p}@h:1",
        "http=u:{p};a@h:1",
        "u:{p}=a@h:1",
        "u:{p} a@h:1",
        "http://u:{p};a@h:1",
        "http=u:{p}@a@h:1",
        "https=u:{p};https=a@h:1",
    ],
)
@for_each("name", ["ProxyServer", "AutoConfigURL"])
@for_each("key", [USER, MACHINE])
def test_no_field_ever_holds_a_password_from_internet_options(key: str, name: str, value: str) -> None:
    found = proxies(bare.windows(registry={key: {name: value.format(p=PASSWORD)}}))

    assert PASSWORD not in msgspec.json.encode(found).decode()


@for_each(
    ("value", "expected"),
    [
        ("http=u:p@h:1;https=u:p@h:2", "http=h:1;https=h:2"),
        ("http=h:1;https=u:p@h:2;socks=s:3", "http=h:1;https=h:2;socks=s:3"),
        ("u:p@h:1", "h:1"),
        ("u@h:1", "h:1"),
        ("http://u:p@h:1", "http://h:1"),
        ("http=http://u:p@h:1", "http=http://h:1"),
        ("h:1", "h:1"),
        ("http=h:1;https=h:2", "http=h:1;https=h:2"),
        ("", ""),
    ],
)
def test_a_sign_in_is_dropped_and_the_servers_stay(value: str, expected: str) -> None:
    assert without_sign_in(Reading("set", value, "s")) == Reading("set", expected, "s")


PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=20)


@given(PLAIN, st.sampled_from(["", "http=", "https=", "http://", "http=http://"]))
def test_whatever_a_password_is_made_of_it_does_not_stay(password: str, start: str) -> None:
    left = without_sign_in(Reading("set", f"{start}user:{password}@h:1", "s"))

    assert left.value is None or left.value == f"{start}h:1"


def test_a_script_address_loses_its_sign_in_and_nothing_else() -> None:
    found = with_user_options(AutoConfigURL="http://u:p@pac.example/p.pac")

    assert found.user.pac.value == "http://pac.example/p.pac"


@pytest.mark.parametrize("tail", ["?token=a1b2c3d4", "#a1b2c3d4", "?zone=x&key=a1b2c3d4"])
def test_a_token_in_a_script_address_is_not_kept_so_the_report_need_not_stop(tail: str) -> None:
    assert (
        with_user_options(AutoConfigURL=f"http://pac.example/p.pac{tail}").user.pac.value == "http://pac.example/p.pac"
    )


def test_internet_options_of_the_user_and_of_the_machine_are_told_apart() -> None:
    registry: dict[str, dict[str, RegistryValue]] = {
        USER: {"ProxyEnable": 1, "ProxyServer": "user.example:1", "ProxyOverride": "<local>;*.example"},
        MACHINE: {"ProxyEnable": 0, "ProxyServer": "machine.example:2", "AutoDetect": 1},
    }
    found = proxies(bare.windows(registry=registry))

    assert found.user.has_static
    assert found.user.server == Reading("set", "user.example:1", f"{USER}\\ProxyServer")
    assert found.user.bypass.value == "<local>;*.example"
    assert not found.machine.has_static
    assert found.machine.server.value == "machine.example:2"
    assert found.machine.auto_detect.value is True
    assert found.user.auto_detect.state == "not-set"
    assert found.in_force is found.user


@for_each(("value", "of_machine"), [(0, True), (1, False), (2, False), ("0", False), (None, False)], ids=str)
def test_the_policy_decides_whose_options_are_in_force(value: RegistryValue | None, of_machine: bool) -> None:
    policy: dict[str, RegistryValue] = {} if value is None else {"ProxySettingsPerUser": value}
    found = proxies(bare.windows(registry={POLICY: policy}))

    assert (found.in_force is found.machine) is of_machine


def test_a_server_that_is_switched_off_is_no_fixed_proxy() -> None:
    assert not with_user_options(ProxyEnable=0, ProxyServer="h:1").user.has_static
    assert not with_user_options(ProxyEnable=1, ProxyServer="").user.has_static
    assert not with_user_options(ProxyEnable=1).user.has_static
    assert not with_user_options(ProxyServer="h:1").user.has_static


@pytest.mark.parametrize("key", [USER, MACHINE])
def test_options_that_may_not_be_read_are_denied_and_not_unset(key: str) -> None:
    found = proxies(bare.windows(registry={key: {"ProxyEnable": 1}}, denied_keys=[key]))
    options = found.user if key == USER else found.machine

    readings = (options.enabled, options.server, options.bypass, options.pac, options.auto_detect)
    assert {reading.state for reading in readings} == {"denied"}


def test_a_denied_policy_is_denied() -> None:
    assert proxies(bare.windows(denied_keys=[POLICY])).per_user.state == "denied"


@for_each(
    ("name", "value", "field"),
    [
        ("ProxyEnable", "1", "enabled"),
        ("ProxyEnable", b"\x01", "enabled"),
        ("AutoDetect", ("1",), "auto_detect"),
        ("ProxyServer", 1, "server"),
        ("ProxyServer", ("h:1",), "server"),
        ("ProxyOverride", b"x", "bypass"),
        ("AutoConfigURL", 7, "pac"),
    ],
)
def test_a_value_of_the_wrong_type_is_malformed_and_not_guessed_at(name: str, value: RegistryValue, field: str) -> None:
    reading = getattr(with_user_options(**{name: value}).user, field)

    assert (reading.state, reading.value) == ("malformed", None)
    assert reading.source == f"{USER}\\{name}"


def test_exceptions_are_kept_with_their_source() -> None:
    found = proxies(bare.linux({"no_proxy": ".trust.example,10.0.0.0/8"}))

    assert found.no_proxy == Reading("set", ".trust.example,10.0.0.0/8", "environment no_proxy")


def test_of_two_spellings_of_no_proxy_the_small_one_counts_as_for_pip() -> None:
    found = proxies(bare.linux({"NO_PROXY": "upper", "no_proxy": "lower"}))

    assert found.no_proxy.value == "lower"


def test_on_windows_an_odd_spelling_of_no_proxy_is_found() -> None:
    assert proxies(bare.windows({"No_Proxy": "x"})).no_proxy.value == "x"
