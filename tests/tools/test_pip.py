"""Which of pip's settings counts: text of files in, what is in force out."""

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.tool_settings import Settings
from pyready.probes.settings import PROBE
from pyready.tools.pip import Pip

_LONG = ("https://inside.example/artifactory/api/pypi/pypi-remote/simple",)
COMPUTER, USER = "C:\\ProgramData\\pip\\pip.ini", f"{bare.HOME}\\AppData\\Roaming\\pip\\pip.ini"


def pip(computer: str | bytes = "", user: str | bytes = "", **variables: str) -> Pip:
    files = {path: text for path, text in ((COMPUTER, computer), (USER, user)) if text}
    return Pip(facts_of(bare.windows(variables, files=files), Settings, PROBE))


def test_without_settings_nothing_counts() -> None:
    for each in (pip(), Pip(None)):
        assert (each.stops_at, each.refuses, each.index, each.elsewhere, each.on("user")) == (None,) * 5


@for_each(
    ("computer", "user", "variables", "source", "proxy"),
    [
        ("[global]\nproxy = http://a:1\n", "", {}, COMPUTER, "a:1"),
        ("[global]\nproxy = http://a:1\n", "[global]\nproxy = http://b:2\n", {}, USER, "b:2"),
        ("[install]\nproxy = http://a:1\n", "[global]\nproxy = http://b:2\n", {}, COMPUTER, "a:1"),
        ("[install]\nproxy = http://a:1\n", "[global]\nproxy =\n", {}, COMPUTER, "a:1"),
        ("[global]\nproxy = http://a:1\n[install]\nproxy = http://c:3\n", "", {}, COMPUTER, "c:3"),
        ("[install]\nproxy = http://a:1\n", "", {"PIP_PROXY": "http://d:4"}, "environment PIP_PROXY", "d:4"),
        ("[install]\nproxy = http://a:1\n", "", {"PIP_PROXY": ""}, COMPUTER, "a:1"),
    ],
)
def test_global_of_all_files_then_install_of_all_then_variables(
    computer: str, user: str, variables: dict[str, str], source: str, proxy: str
) -> None:
    found = pip(computer, user, **variables).value("proxy")

    assert found
    assert (found.source, found.proxy) == (source, proxy)


def test_an_empty_value_takes_out_what_earlier_files_say_in_that_section() -> None:
    assert pip("[global]\nproxy = http://a:1\n", "[global]\nproxy =\n").value("proxy") is None
    assert pip("[download]\nproxy = http://a:1\n").value("proxy") is None


@for_each(
    ("data", "fault", "line"),
    [
        (b"\xef\xbb\xbf[global]\r\nretries = 2\r\n", "mark", 1),
        ("[global]\ntimeout = 4\n".encode("utf-16"), "encoding", None),
        (b"; ours\ntimeout = 4\n", "no-section", 2),
        (b"[global]\ntimeout = 4\n[global]\nretries = 2\n", "section-twice", 3),
        (b"[global]\ntimeout = 4\ntimeout = 5\n", "option-twice", 3),
        (b"[global]\n\nnonsense\n", "form", 3),
    ],
)
def test_a_file_that_stops_pip_says_why_and_where(data: bytes, fault: str, line: int | None) -> None:
    stops = pip(user=data).stops_at

    assert stops
    assert (stops.path, stops.scope, stops.fault, stops.line) == (USER, "user", fault, line)


def test_a_file_that_is_denied_does_not_stop_pip() -> None:
    denied = bare.windows(denied_files=[COMPUTER])

    assert Pip(facts_of(denied, Settings, PROBE)).stops_at is None


def test_with_the_null_device_named_pip_reads_no_file() -> None:
    found = pip("[global]\nproxy = http://a:1\n", b"\xef\xbb\xbf[global]\n", PIP_CONFIG_FILE="nul")

    assert (found.stops_at, found.value("proxy")) == (None, None)


@for_each("line", ["user = perhaps", "no-index = maybe", "timeout = soon", "retries = x"])
def test_a_value_that_pip_does_not_understand_ends_it_also_where_another_counts(line: str) -> None:
    refused = pip(f"[global]\n{line}\n", PIP_USER="0", PIP_NO_INDEX="0").refuses

    assert refused
    assert (refused.source, refused.line) == (COMPUTER, 2)


@for_each(
    ("value", "state"),
    [
        ("localhost:3128", "malformed"),
        ("proxy:8080", "malformed"),
        ('"http://10.0.0.1:8080"', "malformed"),
        ("10.0.0.1:8080", "set"),
        ("proxy.trust.example:8080", "set"),
        ("http://proxy:8080", "set"),
    ],
)
def test_a_name_without_a_dot_before_a_port_is_no_proxy_to_pip(value: str, state: str) -> None:
    found = pip(f"[global]\nproxy = {value}\n").value("proxy")

    assert found
    assert found.state == state


@for_each(
    ("value", "addresses", "state"),
    [
        ("https://inside.example/simple", ("https://inside.example/simple",), "set"),
        ("https://inside.example:8443/simple/", ("https://inside.example:8443/simple/",), "set"),
        ("https://jo:secret@inside.example/simple", (), "set"),
        ("https://inside.example/a1b2c3d4e5f6a7b8c9d0/simple", (), "set"),
        ("https://inside.example/artifactory/api/pypi/pypi-remote/simple", _LONG, "set"),
        ("'https://inside.example/simple'", (), "malformed"),
        ("https://one.example/simple, https://two.example/simple", (), "malformed"),
    ],
)
def test_the_address_of_an_index_is_kept_without_any_sign_in(
    value: str, addresses: tuple[str, ...], state: str
) -> None:
    found = pip(f"[global]\nindex-url = {value}\n").index

    assert found
    assert (found.addresses, found.state) == (addresses, state)


def test_a_setting_that_does_not_count_is_named_only_beside_one_of_another_file() -> None:
    install = pip("[install]\nindex-url = https://a.example/s\n", "[global]\nindex-url = https://b.example/s\n")
    both = pip("[install]\nindex-url = https://a.example/s\n[global]\nindex-url = https://b.example/s\n")

    assert (line := install.outranked("index-url"))
    assert line.source == USER
    assert both.outranked("index-url") is None


def test_pip_can_do_without_a_file_only_if_no_other_one_says_where_packages_are() -> None:
    alone = pip("[global]\nproxy = http://a:1\n")
    beside = pip("[global]\nproxy = http://a:1\n", "[global]\nindex-url = https://b.example/s\n")

    assert [each.alone(each.value("proxy")) for each in (alone, beside) if each.value("proxy")] == [True, False]
