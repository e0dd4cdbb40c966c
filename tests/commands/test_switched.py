"""What IT has switched off is refused before anything is looked at, in one sentence, with exit code 2."""

import contextlib
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from homes import live_in
from laptops import bare
from laptops.networks import DIRECT, network
from pyready.commands import check as check_command
from pyready.commands import config as config_command
from pyready.commands import verify as verify_command
from pyready.commands.cli import parser, run
from pyready.model.host import Host, RegistryValue
from pyready.probes.network import NetworkFacts
from pyready.probes.site import POLICY
from pyready.probes.switches import SWITCHES, Switch, Switches

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "open-laptop.json")
USAGE = 2
OPTIONS: dict[tuple[str, ...], Switch] = {
    ("check", "--private"): "Private",
    ("check", "--private", "--format", "json"): "Private",
    ("check", "--private", "--facts", EXAMPLE): "Private",
    ("config", "--private"): "Private",
    ("config", "pip", "--private", "--facts", EXAMPLE): "Private",
    ("check", "--try-run"): "TryRun",
    ("verify",): "VerifyRun",
    ("verify", "3.13", "--offline"): "VerifyRun",
    ("config", "--write"): "ConfigWrite",
    ("config", "pip", "--write", "--yes"): "ConfigWrite",
}
Start = Callable[..., tuple[int, str, str]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Runs a command on a laptop with these switches: exit code, output and messages."""
    live_in(tmp_path, monkeypatch)

    def started(*words: str, denied: bool = False, **values: RegistryValue) -> tuple[int, str, str]:
        host = bare.windows(registry={POLICY: values}, denied_keys=[POLICY] if denied else [])
        for command in (check_command, config_command, verify_command):
            monkeypatch.setattr(command, "this_machine", lambda: host)
        output, messages = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(messages):
            code = run(words, time.monotonic())
        output.seek(0)
        return code, output.read(), messages.getvalue()

    return started


@pytest.fixture
def nothing_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(host: Host, *_: object) -> None:
        raise AssertionError(host.platform)

    monkeypatch.setattr(check_command, "look_at", look)


@pytest.mark.usefixtures("nothing_is_looked_at")
@pytest.mark.parametrize(("words", "switch"), OPTIONS.items(), ids=str)
def test_an_option_that_is_off_is_refused(words: tuple[str, ...], switch: Switch, start: Start) -> None:
    code, output, messages = start(*words, **{switch: 0})

    assert (code, output) == (USAGE, "")
    (said,) = messages.splitlines()
    assert "is switched off by your organisation's policy" in said
    assert f"({POLICY}, {switch} = 0)" in said


@pytest.mark.usefixtures("nothing_is_looked_at")
@pytest.mark.parametrize("words", OPTIONS, ids=str)
def test_a_policy_that_cannot_be_read_refuses_too_and_accuses_nobody(words: tuple[str, ...], start: Start) -> None:
    code, output, messages = start(*words, denied=True)

    assert (code, output) == (USAGE, "")
    assert "could not read whether your organisation's policy allows it" in messages
    assert "switched off by" not in messages


@pytest.mark.unmeasured
@pytest.mark.parametrize("words", [("check", "--private", "--format", "json"), ("config", "--private")], ids=str)
def test_one_that_is_on_or_not_set_is_done(words: tuple[str, ...], start: Start) -> None:
    for values in ({}, dict.fromkeys(SWITCHES, 1), {"TryRun": 0, "ConfigWrite": 0}):
        code, output, messages = start(*words, "--offline", **values)
        assert code != USAGE, messages
        assert output


@pytest.mark.unmeasured
def test_the_report_says_what_is_off_and_what_was_read(start: Start) -> None:
    _, output, _ = start("check", "--offline", "--format", "json", Private=0, TryRun=0)
    record = json.loads(output)

    assert record["notices"] == ["Your organisation's policy switches off in pyready: --private, --try-run."]
    assert record["facts"]["switches"]["value"]["private"] == {
        "state": "set", "value": False, "source": f"{POLICY}\\Private",
    }  # fmt: skip
    assert [each["by"] for each in record["did"]["read"] if each["where"].startswith(POLICY)].count("switches") == len(
        SWITCHES
    )
    assert "switches" in record["timings"]


@pytest.mark.unmeasured
def test_a_shared_report_needs_no_switch(start: Start) -> None:
    assert start("check", "--offline", "--format", "json", **dict.fromkeys(SWITCHES, 0))[0] != USAGE
    assert start("config", "--offline", **dict.fromkeys(SWITCHES, 0))[0] != USAGE


def test_what_was_written_can_still_be_taken_back(start: Start) -> None:
    assert start("config", "--undo", ConfigWrite=0) == (0, "There is nothing to undo.\n", "")


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "pyready cannot tell, because it contacted no server: your organisation's policy switches that off."),
        (
            9,
            "pyready cannot tell, because it contacted no server: it could not read your organisation's policy for that.",
        ),
    ],
)
def test_without_contact_the_answer_says_why(value: int, says: str, start: Start) -> None:
    _, output, _ = start("check", "--format", "json", Online=value)
    record = json.loads(output)

    assert record["did"]["contacted"] == []
    assert record["facts"]["network"]["state"] == "not-collected"
    assert says in {each["says"] for each in record["checks"]}
    assert "--offline" not in json.dumps([record["verdict"], record["checks"], record["notices"]])
    assert len(record["notices"]) == 1


def test_a_program_that_was_slow_to_load_reads_them_all_the_same() -> None:
    options = parser().parse_args(["check", "--private", "--offline"])
    seen = check_command.look_now(options, time.monotonic() - 60, bare.windows())

    assert isinstance(seen.facts.entry(Switches), Switches)


def test_a_network_that_was_given_is_judged_as_ever() -> None:
    from laptops.looking import look

    seen = look(bare.windows(registry={POLICY: {"Online": 1}}), network=network(DIRECT))

    assert seen.facts.get(NetworkFacts) is not None
