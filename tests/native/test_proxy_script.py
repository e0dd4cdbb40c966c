"""WinHTTP's own resolver, which Wine has not: the whole list of a script (PAC), on loopback, and giving up."""

import threading

import pytest

from pyready.model.attempts import ScriptAnswer, ScriptChoice
from pyready.windows import proxy_script
from windows.test_proxy_script import asked, served

pytestmark = pytest.mark.native


def test_this_windows_has_the_resolver() -> None:
    handle = proxy_script._resolver()
    proxy_script._close(handle)

    assert handle


def test_the_whole_list_comes_in_its_order() -> None:
    with served() as (script, _):
        outside, _ = asked(script)
        inside, _ = asked(script, "https://a.inside.example/")
        six, _ = asked(script, "https://six.example/")

    assert outside.choices == (
        ScriptChoice("http", "first.example:8080"),
        ScriptChoice("http", "second.example:8081"),
        ScriptChoice("direct"),
    )
    assert inside == ScriptAnswer("set", (ScriptChoice("direct"),))
    assert six.choices == (ScriptChoice("http", "[2001:db8::7]:8080"),)


def test_a_script_that_never_comes_is_given_up_in_time_and_the_next_question_is_answered() -> None:
    with served(hold=threading.Event()) as (script, _):
        answer, took = asked(script, seconds=1.5)
    with served() as (script, _):
        after, _ = asked(script, seconds=30.0)

    assert answer == ScriptAnswer("timed-out", reason="timed-out")
    assert took < 2.5
    assert after.state == "set"
    assert proxy_script._waiting == {}


@pytest.mark.parametrize(
    ("body", "status", "states"),
    [(b"var x = 1;", 200, {"malformed"}), (b"no", 404, {"malformed", "not-set"})],
    ids=["no such function", "not there"],
)
def test_a_bad_script_gives_a_reason(body: bytes, status: int, states: set[str]) -> None:
    with served(body, status=status) as (script, _):
        answer, _ = asked(script, seconds=20.0)

    assert answer.state in states
    assert answer.reason
