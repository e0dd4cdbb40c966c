"""What pip and uv are set to do decides about packages: settings and a network in, the judged answer out."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, given
from laptops.networks import DIRECT, FOUND_PROXY, HIDDEN_PROXY, Answer, network
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.knowledge.site_file import parse
from pyready.model.attempts import Tried
from pyready.model.facts import Facts
from pyready.model.record import CheckRecord
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.settings import PROBE, Settings
from pyready.probes.site import Site

COMPUTER, USER = "C:\\ProgramData\\pip\\pip.ini", f"{bare.HOME}\\AppData\\Roaming\\pip\\pip.ini"
OF_COMPUTER, OF_USER = "C:\\ProgramData\\uv\\uv.toml", f"{bare.HOME}\\AppData\\Roaming\\uv\\uv.toml"
PAGE = Tried("stopped", "http", "block-page", "a web page instead of an answer, status 403", 403)
BLOCKED = Answer(PAGE, Tried("not-tried"), PAGE, None)
REFUSED = Tried("stopped", "tcp", "refused")
SIGN_IN = Tried("stopped", "http", "status", "the server answered 401", 401)
FORBIDDEN = Tried("stopped", "http", "status", "the server answered 403", 403)
NOT_FOUND = Tried("stopped", "http", "status", "the server answered 404", 404)
SILENT = Tried("no-answer", reason="timed-out")
DEAD = Tried("stopped", "proxy", "proxy-refused", proxy="a:1")
REACHED = Tried("reached", status=200)
INDEX = "[global]\nindex-url = https://inside.example/simple\n"
OWN = '[[index]]\nurl = "https://inside.example/simple"\ndefault = true\n'


def own(group: str, tried: Tried) -> EndpointFacts:
    """An index of the organisation's own."""
    title = f"the package index that {group.partition('-')[0]} is set to use"
    return EndpointFacts(group, group, title, own=True, system=tried, mozilla=tried, requests=tried)


def facts(
    files: dict[str, str | bytes] | None = None, index: Tried | None = None, by: Tried | None = None,
    public: Answer = DIRECT, site: str = "", **variables: str,
) -> Facts:  # fmt: skip
    """`index` is what an own index answers to both tools, `by` what comes by the proxy of a tool's settings."""
    servers = network(DIRECT, index=public, index_files=public).endpoints
    servers += (own("pip-index", index), own("uv-index", index)) if index else ()
    if by:
        servers = tuple(msgspec.structs.replace(each, by_pip=by, by_uv=by) for each in servers)
    held = given("windows", offline=False).with_entry(NetworkFacts, NetworkFacts(servers))
    if site:
        held = held.with_entry(Site, Site(parse(site.encode())))
    return held.with_entry(Settings, facts_of(bare.windows(variables, files=files or {}), Settings, PROBE))


def ask(check: str, held: Facts) -> CheckRecord:
    return judge_checks(held, [each for each in CHECKS if each.id == check])[check].check


def pip(*args: Any, **more: Any) -> CheckRecord:
    return ask("packages-by-new-pip", facts(*args, **more))


def uv(*args: Any, **more: Any) -> CheckRecord:
    return ask("packages-by-uv", facts(*args, **more))


def shown(record: CheckRecord) -> tuple[str, str]:
    return record.outcome, record.fix.who if record.fix else ""


def lines(record: CheckRecord) -> list[str]:
    return [each.command for each in record.fix.commands] if record.fix else []


@for_each(
    ("text", "word"),
    [
        (b"\xef\xbb\xbf[global]\nretries = 2\n", "byte-order mark"),
        ("[global]\n".encode("utf-16"), "UTF-8"),
        (b"timeout = 4\n", "not in a section"),
        (b"[global]\n[global]\n", "twice"),
    ],
)
def test_a_file_at_which_pip_stops_is_a_problem_with_its_cure(text: bytes, word: str) -> None:
    mine, its = pip({USER: text}), pip({COMPUTER: text})

    assert (shown(mine), shown(its)) == (("problem", "you"), ("problem", "you"))
    assert word in mine.says
    assert USER in (mine.fix.says if mine.fix else "")
    assert (lines(mine), lines(its)) == ([], ['set "PIP_CONFIG_FILE=nul"'])
    assert "pip config" not in f"{mine} {its}"


def test_what_is_its_alone_is_left_to_it_where_pip_gets_nowhere_without_the_file() -> None:
    assert shown(pip({COMPUTER: "timeout = 4\n"}, public=BLOCKED)) == ("problem", "it")
    beside: dict[str, str | bytes] = {
        COMPUTER: "[install]\nproxy = http://a:1\n",
        USER: "[global]\nfind-links = C:\\W\n",
    }
    assert shown(pip(beside, by=DEAD)) == ("problem", "it")


@pytest.mark.parametrize("file", [USER, COMPUTER])
def test_a_dead_proxy_in_a_file_is_named_with_its_value(file: str) -> None:
    record = pip({file: "[global]\nproxy = http://a:1\n"}, by=DEAD)

    assert shown(record) == ("problem", "you")
    assert all(word in record.says for word in (file, "a:1", "line 2"))


def test_a_proxy_that_leads_there_is_right_and_one_without_an_answer_is_not_known() -> None:
    file: dict[str, str | bytes] = {USER: "[global]\nproxy = http://a:1\n"}

    assert shown(pip(file, by=REACHED)) == ("passed", "")
    assert shown(pip(file, by=SILENT)) == ("unknown", "")
    assert shown(pip({USER: "[global]\nproxy = http://jo:pw@a:1\n"})) == ("unknown", "")


@for_each(
    ("answer", "public", "outcome"),
    [
        (REACHED, BLOCKED, ("passed", "")),
        (REFUSED, DIRECT, ("problem", "you")),
        (REFUSED, BLOCKED, ("problem", "it")),
        (SIGN_IN, DIRECT, ("problem", "you")),
        (NOT_FOUND, DIRECT, ("unknown", "")),
        (SILENT, DIRECT, ("unknown", "")),
    ],
)
def test_the_index_of_a_file_of_the_computer_decides(answer: Tried, public: Answer, outcome: tuple[str, str]) -> None:
    record = pip({COMPUTER: INDEX}, answer, public=public)

    assert shown(record) == outcome
    assert COMPUTER in record.says or outcome[0] == "unknown"


def test_it_is_asked_first_before_its_index_is_left_out() -> None:
    record = pip({COMPUTER: INDEX}, REFUSED)

    assert record.fix
    assert record.fix.says.startswith("Ask IT which package index you can use.")


@for_each(
    ("text", "outcome"),
    [
        ("[global]\nindex-url = 'https://inside.example/simple'\n", "problem"),
        ("[global]\nindex-url = inside.example/simple\n", "problem"),
        ("[global]\nindex-url = https://jo:pw@inside.example/simple\n", "unknown"),
        ("[global]\nproxy = localhost:3128\n", "problem"),
        ("[global]\nno-index = yes\n", "problem"),
        ("[global]\nno-index = yes\nfind-links = C:\\Gone\n", "problem"),
        ("[global]\nno-index = yes\nfind-links = https://inside.example/wheels\n", "unknown"),
        ("[global]\ntarget = C:\\Packages\n", "problem"),
        ("[global]\ncert = C:\\Gone\\ca.pem\n", "problem"),
        ("[global]\nuser = perhaps\n", "problem"),
        ("[global]\nno-index = no\nrequire-virtualenv = yes\n", "passed"),
    ],
)
def test_a_line_that_pip_cannot_use_is_named(text: str, outcome: str) -> None:
    record = pip({USER: text})

    assert record.outcome == outcome
    assert (outcome != "problem") or (f"{USER}, line" in record.says)


@pytest.mark.parametrize("more", [{"files": {COMPUTER: "[global]\nuser = yes\n"}}, {"PIP_USER": "1"}])
def test_an_installation_for_the_account_is_set_off_in_the_steps(more: dict[str, Any]) -> None:
    record = pip(**more)

    assert (shown(record), lines(record)) == (("problem", "you"), ['set "PIP_USER=0"'])
    assert shown(pip({COMPUTER: "[global]\nuser = yes\n"}, public=BLOCKED)) == ("problem", "it")
    assert shown(pip({COMPUTER: "[global]\nuser = yes\n"}, PIP_USER="0")) == ("passed", "")


def test_what_is_left_when_a_setting_of_ones_own_is_lifted_is_said_too() -> None:
    gone: dict[str, str | bytes] = {USER: INDEX}

    assert shown(pip(gone, REFUSED)) == ("problem", "you")
    assert shown(pip(gone, REFUSED, public=BLOCKED)) == ("problem", "it")
    assert shown(pip({USER: "timeout = 4\n"}, public=BLOCKED)) == ("problem", "it")
    assert shown(uv({OF_USER: OWN}, REFUSED, public=BLOCKED)) == ("problem", "it")
    assert shown(uv({OF_USER: "offline = true\n"}, public=BLOCKED)) == ("problem", "it")


@for_each("value", ["yes", "1", "maybe"])
@for_each("public", [FOUND_PROXY, HIDDEN_PROXY])
def test_a_setting_that_leads_pip_past_the_proxy_leaves_open_whether_packages_arrive(
    value: str, public: Answer
) -> None:
    record = pip({USER: f"[global]\nno-proxy-env = {value}\n"}, public=public)

    assert record.outcome == "unknown"
    assert "ignore the proxy" in record.says
    assert pip({}, public=public, PIP_NO_PROXY_ENV=value).outcome == "unknown"


def test_that_setting_changes_nothing_where_there_is_no_proxy_or_pip_is_told_one() -> None:
    text = "[global]\nno-proxy-env = yes\n"

    assert pip({USER: text}).outcome == "passed"
    assert pip({USER: text.replace("yes", "no")}, public=FOUND_PROXY).outcome == "passed"
    told = f"{text}proxy = http://a:1\n"
    assert pip({USER: told}, public=FOUND_PROXY, by=REACHED).outcome == "passed"


def test_a_variable_is_taken_out_by_name() -> None:
    assert lines(pip(by=DEAD, PIP_PROXY="http://a:1")) == ['set "PIP_PROXY="']


@for_each(
    ("text", "line"),
    [
        ("[tool.uv]\noffline = true\n", "UV_NO_CONFIG=1"),
        ("offline = true\n", "UV_OFFLINE=0"),
        ('python-downloads = "never"\n', "UV_PYTHON_DOWNLOADS=manual"),
        ("no-index = true\n", ""),
        ('https-proxy = "http://a:1"\n', ""),
    ],
)
def test_what_stops_uv_is_named_and_what_it_set_is_left_to_it(text: str, line: str) -> None:
    mine, its = uv({OF_USER: text}, by=DEAD), uv({OF_COMPUTER: text}, by=DEAD)

    assert shown(mine) == ("problem", "you")
    assert OF_USER in mine.says
    if line == "UV_NO_CONFIG=1":
        assert (lines(mine), lines(its)) == ([], [f'set "{line}"'])
    else:
        assert (lines(mine), shown(its)) == ([f'set "{line}"'] if line else [], ("problem", "it"))


@pytest.mark.parametrize(
    ("answer", "public", "outcome"),
    [
        (REACHED, BLOCKED, ("passed", "")),
        (REFUSED, DIRECT, ("problem", "you")),
        (SILENT, DIRECT, ("unknown", "")),
    ],
)
def test_the_index_that_uv_is_set_to_use_decides(answer: Tried, public: Answer, outcome: tuple[str, str]) -> None:
    assert shown(uv({OF_USER: OWN}, answer, public=public)) == outcome


@for_each(
    ("text", "variables", "outcome"),
    [
        ('index-url = "inside.example/simple"\n', {}, "problem"),
        ('index-url = "https://jo:pw@inside.example/simple"\n', {}, "unknown"),
        ('no-index = true\nfind-links = ["https://inside.example/wheels"]\n', {}, "unknown"),
        ("", {"UV_DEFAULT_INDEX": "inside.example/simple"}, "problem"),
        ("", {"UV_OFFLINE": "perhaps"}, "problem"),
        ('https-proxy = "http://a:1"\n', {}, "passed"),
    ],
)
def test_an_index_that_uv_cannot_use_and_one_that_cannot_be_asked(
    text: str, variables: dict[str, str], outcome: str
) -> None:
    assert uv({OF_USER: text} if text else {}, by=REACHED, **variables).outcome == outcome


def test_another_index_beside_the_public_one_needs_both() -> None:
    more: dict[str, str | bytes] = {OF_USER: '[[index]]\nurl = "https://inside.example/simple"\n'}

    assert shown(uv(more, REACHED)) == ("passed", "")
    assert shown(uv(more, REACHED, public=BLOCKED))[0] == "problem"


def test_the_index_of_the_profile_stands_in_the_steps_unless_it_is_set_already() -> None:
    site = "[index]\nurl = 'https://inside.example/simple'\n"

    assert lines(pip(site=site)) == ['set "PIP_INDEX_URL=https://inside.example/simple"']
    assert lines(uv(site=site)) == ['set "UV_DEFAULT_INDEX=https://inside.example/simple"']
    assert shown(pip({COMPUTER: INDEX}, REACHED, site=site)) == ("passed", "")
    assert shown(uv({OF_USER: OWN}, REACHED, site=site)) == ("passed", "")


def test_settings_say_which_line_does_not_count() -> None:
    install: dict[str, str | bytes] = {
        COMPUTER: "[install]\nindex-url = https://inside.example/simple\n",
        USER: "[global]\nindex-url = https://gone.example/simple\n",
    }
    record = ask("pip-settings", facts(install, REACHED))

    assert f"A change to index-url in {USER} has no effect" in record.says


def test_a_comma_between_two_indexes_is_named() -> None:
    comma: dict[str, str | bytes] = {USER: "[global]\nextra-index-url = https://a.example/s, https://b.example/s\n"}

    assert "comma" in ask("pip-settings", facts(comma)).says


NETRC: dict[str, str | bytes] = {f"{bare.HOME}\\_netrc": "machine inside.example login jo password pw\n"}


@for_each("answer", [SIGN_IN, FORBIDDEN])
@for_each("ask_tool", [pip, uv])
def test_where_a_netrc_file_is_here_a_sign_in_that_an_index_wants_is_not_known(
    ask_tool: Callable[..., CheckRecord], answer: Tried
) -> None:
    settings: dict[str, str | bytes] = {USER: INDEX, OF_USER: OWN}
    without, beside = ask_tool(settings, answer), ask_tool(settings | NETRC, answer)

    assert (without.outcome, beside.outcome) == ("problem", "unknown")
    assert beside.says.startswith(without.says.partition(".example")[0])
    assert f"sign in with the netrc file {bare.HOME}\\_netrc, because pyready never opens it." in beside.says
    assert "shows whether the sign-in works" in beside.settles
    assert not any("inside.example login" in each.value or "pw" in each.value for each in beside.because)


@pytest.mark.parametrize("ask_tool", [pip, uv])
def test_a_netrc_file_of_which_nothing_is_known_is_not_taken_for_none(ask_tool: Callable[..., CheckRecord]) -> None:
    record = ask_tool({USER: INDEX, OF_USER: OWN}, SIGN_IN, NETRC="\\\\fs01\\home\\netrc")

    assert record.outcome == "unknown"
    assert "cannot tell whether" in record.says


@for_each("answer", [REFUSED, NOT_FOUND, SILENT, REACHED])
@for_each("ask_tool", [pip, uv])
def test_a_netrc_file_changes_no_answer_but_that_of_a_sign_in(
    ask_tool: Callable[..., CheckRecord], answer: Tried
) -> None:
    settings: dict[str, str | bytes] = {USER: INDEX, OF_USER: OWN}

    assert ask_tool(settings, answer) == ask_tool(settings | NETRC, answer)


def test_a_netrc_file_opens_nothing_at_a_public_index_that_is_blocked() -> None:
    assert pip(NETRC, public=BLOCKED).outcome == "problem"
