"""What each tool is advised, from machines and networks as facts."""

import itertools
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare, networks, recorded
from laptops.bare import installed_windows
from laptops.looking import look
from laptops.networks import DIRECT, HIDDEN_PROXY, INSPECTED, PROXIED, REACHED, UNTRUSTED, Answer, network
from needs import once
from pyready.checks import CHECKS
from pyready.commands import config_text
from pyready.engine import share
from pyready.engine.judge_checks import judge_checks
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes.network import NetworkFacts
from pyready.settings.advice import ToolPlan
from pyready.settings.tools_here import plan

PY = "C:\\Program Files\\Python313"
PROXY = "http://proxy.trust.example:8080"
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
OLD_PIP = installed_windows(PY, pip="22.3")
NEW_PIP = installed_windows(PY)
CONDA = "C:\\ProgramData\\miniforge3"
OWN_MIRROR = Answer(own=True)
BEHIND_AND_INSPECTED = Answer(
    msgspec.structs.replace(PROXIED, issuers=("Gateway CA",)), msgspec.structs.replace(UNTRUSTED, proxy="proxy.trust.example:8080"), networks.NO_NAME, True, environment=networks.NO_NAME,
)  # fmt: skip
ALL = ("pip", "conda", "uv", "git", "env")


def conda(version: str) -> dict[str, str | bytes]:
    return {f"{CONDA}\\conda-meta\\conda-{version}-py312_0.json": "", f"{CONDA}\\_conda.exe": b"MZ"}


def uv_by_pip(version: str) -> dict[str, str | bytes]:
    return {f"{PY}\\Scripts\\uv.exe": b"MZ", f"{PY}\\Lib\\site-packages\\uv-{version}.dist-info\\METADATA": ""}


def facts(host: Host, net: NetworkFacts) -> Facts:
    return look(host, network=net).facts


def advice(tool: str, host: Host, net: NetworkFacts) -> ToolPlan:
    found = plan(facts(host, net), named=(tool,))
    assert [each.tool for each in found] == [tool]
    return found[0]


def lines(made: ToolPlan) -> list[str]:
    return [".".join(filter(None, setting[:2])) + f"={setting.value}" for setting, *_ in made.lines]


WINDOWS, LINUX = bare.windows, bare.linux
LISTED = {BUNDLE: ""}
APPDATA = "C:\\Users\\jane.smith\\AppData\\Roaming"
FOR_ALL = "C:\\Program Files\\Git\\etc\\gitconfig"
FOR_ONE = "C:\\Users\\jane.smith\\AppData\\Local\\Programs\\Git\\etc\\gitconfig"


@once
@for_each(
    ("tool", "host", "answer", "state", "wanted"),
    [
        ("pip", WINDOWS(files=NEW_PIP), DIRECT, "nothing", []),
        ("pip", WINDOWS(files=NEW_PIP), INSPECTED, "nothing", []),
        ("pip", WINDOWS(files=NEW_PIP), HIDDEN_PROXY, "change", [f"global.proxy={PROXY}"]),
        ("pip", WINDOWS(files=NEW_PIP), BEHIND_AND_INSPECTED, "change", [f"global.proxy={PROXY}"]),
        ("pip", WINDOWS(files=OLD_PIP), INSPECTED, "closed", []),
        ("pip", WINDOWS(files=NEW_PIP), networks.CLOSED, "closed", []),
        ("pip", WINDOWS(files=NEW_PIP), networks.SWALLOWED, "unknown", []),
        ("pip", LINUX(files=LISTED), INSPECTED, "nothing", []),
        ("pip", LINUX(files=LISTED | {"/usr/lib/python3.13/site-packages/pip-22.3.dist-info/METADATA": ""}), INSPECTED, "change", [f"global.cert={BUNDLE}"]),
        ("conda", WINDOWS(), DIRECT, "nothing", []),
        ("conda", WINDOWS(), HIDDEN_PROXY, "change", [f"proxy_servers.http={PROXY}", f"proxy_servers.https={PROXY}"]),
        ("conda", WINDOWS(files=conda("26.7.2")), BEHIND_AND_INSPECTED, "change", [f"proxy_servers.http={PROXY}", f"proxy_servers.https={PROXY}", "ssl_verify=truststore"]),
        ("conda", WINDOWS(files=conda("23.1.0")), BEHIND_AND_INSPECTED, "yours", []),
        ("conda", WINDOWS(files=conda("26.7.2")), INSPECTED, "change", ["ssl_verify=truststore"]),
        ("conda", LINUX(files=LISTED), INSPECTED, "change", [f"ssl_verify={BUNDLE}"]),
        ("uv", WINDOWS(), DIRECT, "nothing", []),
        ("uv", WINDOWS(), HIDDEN_PROXY, "change", [f"https-proxy={PROXY}"]),
        ("uv", WINDOWS(), BEHIND_AND_INSPECTED, "change", [f"https-proxy={PROXY}", "system-certs=true"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.22")), HIDDEN_PROXY, "window", []),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.23")), HIDDEN_PROXY, "change", [f"https-proxy={PROXY}"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.22")), BEHIND_AND_INSPECTED, "change", ["native-tls=true"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.23")), BEHIND_AND_INSPECTED, "change", [f"https-proxy={PROXY}", "native-tls=true"]),
        ("uv", WINDOWS({"PATH": "C:\\Tools"}, {"C:\\Tools\\uv.exe": b"MZ"}), HIDDEN_PROXY, "yours", [f"https-proxy={PROXY}"]),
        ("uv", WINDOWS(), INSPECTED, "change", ["system-certs=true"]),
        ("uv", WINDOWS({"PATH": "C:\\Tools"}, {"C:\\Tools\\uv.exe": b"MZ"}), INSPECTED, "yours", ["system-certs=true"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.13.9")), INSPECTED, "change", ["system-certs=true"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.7")), INSPECTED, "change", ["native-tls=true"]),
        ("uv", WINDOWS({"PATH": f"{PY}\\Scripts"}, uv_by_pip("0.9.7")), DIRECT, "nothing", []),
        ("uv", WINDOWS({"UV_SYSTEM_CERTS": "1"}), INSPECTED, "nothing", []),
        ("uv", WINDOWS({"UV_SYSTEM_CERTS": "0"}), INSPECTED, "yours", ["system-certs=true"]),
        ("git", WINDOWS(), DIRECT, "nothing", []),
        ("git", WINDOWS(), INSPECTED, "change", ["http.sslBackend=schannel"]),
        ("git", WINDOWS({}, {FOR_ALL: "[http]\n\tsslBackend = schannel\n"}), INSPECTED, "nothing", []),
        ("git", WINDOWS({}, {FOR_ONE: "[http]\n\tsslBackend = schannel\n"}), INSPECTED, "nothing", []),
        ("git", WINDOWS({}, {FOR_ALL: "[http]\n\tsslBackend = openssl\n"}), INSPECTED, "change", ["http.sslBackend=schannel"]),
        ("git", WINDOWS({}, {FOR_ALL: "[core]\n\tsymlinks = false\n"}), INSPECTED, "change", ["http.sslBackend=schannel"]),
        ("git", LINUX(), INSPECTED, "nothing", []),
        ("git", WINDOWS(), HIDDEN_PROXY, "change", [f"http.proxy={PROXY}"]),
        ("git", WINDOWS({"HTTPS_PROXY": PROXY}), Answer(PROXIED, REACHED, PROXIED), "nothing", []),
        ("git", WINDOWS(), networks.CLOSED, "closed", []),
        ("git", WINDOWS(), networks.SWALLOWED, "unknown", []),
    ],
)  # fmt: skip
def test_the_smallest_lines_that_mend_what_fails(
    tool: str, host: Host, answer: Answer, state: str, wanted: list[str]
) -> None:
    made = advice(tool, host, network(answer))
    assert (made.state, lines(made)) == (state, wanted), made.says


def told(tool: str) -> Host:
    """Told already what a network with a hidden proxy asks for."""
    files = {
        "pip": {f"{APPDATA}\\pip\\pip.ini": f"[global]\nproxy = {PROXY}\n"},
        "conda": {"C:\\Users\\jane.smith\\.condarc": f"proxy_servers:\n  http: {PROXY}\n  https: {PROXY}\n"},
        "git": {"C:\\Users\\jane.smith\\.gitconfig": f"[http]\n\tproxy = {PROXY}\n"},
        "uv": {f"{APPDATA}\\uv\\uv.toml": f'https-proxy = "{PROXY}"\n'},
    }
    return bare.windows(files=NEW_PIP | files[tool])


@pytest.mark.parametrize("tool", ["pip", "conda", "uv", "git"])
def test_what_is_told_already_needs_nothing(tool: str) -> None:
    made = advice(tool, told(tool), network(HIDDEN_PROXY))
    assert (made.state, made.lines) == ("nothing", ())
    assert (
        "probably has every setting that it needs on this network, in " in made.says
        or "already has this setting" in made.says
    )


CORP = "C:\\Users\\jane.smith\\corp"
OTHER = "[http]\n\tproxy = http://new.trust.example:3128\n"
INCLUDES = "[include]\n\tpath = corp\n"
INCLUDES_SOMEWHERE = '[includeIf "gitdir:~/work/"]\n\tpath = corp\n'


@for_each(
    ("own", "corp", "state", "says"),
    [
        (INCLUDES, f"[http]\n\tproxy = {PROXY}\n", "nothing", f"git already has this setting, in {CORP}."),
        (INCLUDES, OTHER, "yours", f"git already has another proxy, in {CORP}."),
        (f"[http]\n\tproxy = {PROXY}\n{INCLUDES}", OTHER, "yours", f"git already has another proxy, in {CORP}."),
        (f"{INCLUDES}[http]\n\tproxy = {PROXY}\n", OTHER, "nothing", "git already has this setting"),
        (INCLUDES_SOMEWHERE, OTHER, "yours", f"For some repositories, {CORP} has another value for proxy"),
        (INCLUDES_SOMEWHERE, f"[http]\n\tproxy = {PROXY}\n", "change", "git does not know the proxy"),
        (
            '[include]\n\tpath = "//fs01/git/corp"\n',
            "",
            "change",
            "pyready could not read \\\\fs01\\git\\corp, which might have another value.",
        ),
        (INCLUDES, "[http\n", "closed", f"git stops at line 1 of its settings file {CORP}."),
    ],
)
def test_what_git_includes_counts_where_the_line_stands(own: str, corp: str, state: str, says: str) -> None:
    files: dict[str, str | bytes] = {"C:\\Users\\jane.smith\\.gitconfig": own, CORP: corp}
    made = advice("git", bare.windows(files=files), network(HIDDEN_PROXY))

    assert made.state == state, made.says
    assert says in made.says


@for_each("tool", ["pip", "conda", "uv", "git"])
def test_another_value_is_left_alone_and_not_shown(tool: str) -> None:
    other = Answer(
        msgspec.structs.replace(PROXIED, proxy="new.trust.example:3128"),
        REACHED,
        networks.NO_NAME,
        environment=networks.NO_NAME,
    )
    made = advice(tool, told(tool), network(other))
    assert made.state == "yours"
    assert "proxy.trust.example" not in made.says


def test_a_proxy_that_pip_is_told_of_where_none_is_needed_is_said() -> None:
    made = advice("pip", told("pip"), network(DIRECT))
    assert (made.state, made.lines) == ("yours", ())
    assert "remove that line" in made.says


def test_servers_reached_in_different_ways_get_no_line_for_all() -> None:
    made = advice("pip", bare.windows(files=NEW_PIP), network(HIDDEN_PROXY, index_files=DIRECT))
    assert (made.state, made.lines) == ("closed", ())


def test_a_way_through_windows_own_settings_is_no_way_for_git() -> None:
    by_windows = Answer(PROXIED, REACHED, PROXIED, environment=networks.NO_NAME)
    assert lines(advice("git", bare.windows(), network(by_windows))) == [f"http.proxy={PROXY}"]


def profiled(url: str, answer: Answer, pip: str = "") -> Facts:
    """A machine whose site profile names an index, and the answer of its server."""
    site = f'[index]\nurl = "{url}"\n[[endpoint]]\nid = "index"\nurl = "https://index.example/simple/pip/"\n'
    path = "C:\\ProgramData\\pyready\\site.toml"
    files = {path: site, f"{APPDATA}\\pip\\pip.ini": pip} if pip else {path: site}
    host = bare.windows(files=NEW_PIP | files, protected=(path,))
    return facts(host, network(DIRECT, index=answer))


@for_each(
    ("url", "answer", "pip", "state", "wanted"),
    [
        ("https://index.example/simple/", OWN_MIRROR, "", "change", ["global.index-url=https://index.example/simple/"]),
        ("https://elsewhere.example/simple/", OWN_MIRROR, "", "nothing", []),
        ("https://index.example/simple/", Answer(networks.BLOCKED, own=True), "", "nothing", []),
        ("https://index.example/simple/", OWN_MIRROR, "[global]\nindex-url = https://index.example/simple/\n", "nothing", []),
    ],
)  # fmt: skip
def test_the_organisations_index_is_advised_where_the_look_has_reached_it(
    url: str, answer: Answer, pip: str, state: str, wanted: list[str]
) -> None:
    (made,) = plan(profiled(url, answer, pip), named=("pip",))
    assert (made.state, lines(made)) == (state, wanted)
    assert all(line.profile for line in made.lines)


def test_tools_that_are_not_here_and_not_needed_are_left_out() -> None:
    found = facts(bare.windows(files=NEW_PIP), network(DIRECT))
    assert [each.tool for each in plan(found)] == ["pip", "env"]
    assert [each.tool for each in plan(found, "uv")] == ["pip", "uv", "env"]
    assert [each.tool for each in plan(found, "miniforge")] == ["pip", "conda", "env"]
    assert [each.tool for each in plan(found, "", ("git",))] == ["git"]


def test_lines_for_a_window_in_each_shell() -> None:
    found = facts(bare.windows(files=NEW_PIP), network(BEHIND_AND_INSPECTED))
    (made,) = plan(found, "uv", ("env",))
    text = config_text.plan_text(made, "", "windows", 100)
    assert f'set "HTTPS_PROXY={PROXY}"' in text
    assert f"$env:HTTPS_PROXY = '{PROXY}'" in text
    assert f"export HTTPS_PROXY={PROXY}" in text
    assert "UV_SYSTEM_CERTS" in text
    assert "set " not in config_text.plan_text(made, "", "linux", 100).replace("setting", "")


_CHECKED = {
    "pip": ("packages-by-pip", "packages-by-new-pip"),
    "conda": ("conda-forge-by-conda",),
    "uv": ("packages-by-uv",),
}
_HOSTS: dict[str, Any] = {
    "windows": bare.windows(files=NEW_PIP), "old pip": bare.windows(files=OLD_PIP), "bare": bare.windows(), "linux": bare.linux(files=LISTED),
}  # fmt: skip
_ANSWERS = (
    DIRECT,
    INSPECTED,
    HIDDEN_PROXY,
    BEHIND_AND_INSPECTED,
    networks.CLOSED,
    networks.WANTS_SIGN_IN,
    networks.SWALLOWED,
    networks.OFF_THE_MAP,
)


@pytest.mark.slow
@once
@for_each("name", _HOSTS)
def test_a_line_is_advised_only_where_the_check_says_that_the_person_can_mend_it(name: str) -> None:
    for first, second in itertools.product(_ANSWERS, repeat=2):
        found = facts(_HOSTS[name], network(first, index_files=second, conda_forge=second, uv_python=second))
        judged = judge_checks(found, CHECKS)
        for made in plan(found, named=tuple(_CHECKED)):
            says = [judged[check].check for check in _CHECKED[made.tool]]
            yours = any(each.outcome == "problem" and each.fix and each.fix.who == "you" for each in says)
            assert yours or made.state in {"nothing", "closed", "unknown"}, (made, first, second)
            assert made.state != "nothing" or any(each.outcome == "passed" for each in says), (made, first, second)


@pytest.mark.slow
@once
@for_each("name", recorded.NAMES)
def test_leaving_names_out_changes_no_advice(name: str) -> None:
    seen = recorded.seen(name)
    hidden = share.without_names(seen.facts, seen.did)
    for named in ((), ALL):
        real, shared = plan(seen.facts, "", named), plan(hidden, "", named)
        assert [(each.tool, each.state, len(each.lines)) for each in real] == [
            (each.tool, each.state, len(each.lines)) for each in shared
        ]
        text = "\n".join(config_text.plan_text(each, "", "windows", 100) for each in shared)
        assert "trust.example" not in text
