"""What verify tries and says on recorded laptops, where everything that is started answers as a test says."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from explain.samples import samples
from for_each import for_each
from laptops.recorded import record_of
from needs import once
from pyready.explain.explained import explained
from pyready.knowledge.messages import known
from pyready.model.outcome import Fix
from pyready.model.running import Run
from pyready.verify.bench import MARK, Came
from pyready.verify.proof import Proof
from pyready.verify.proofs import PROOFS
from pyready.verify.proving import prove
from verify.scripted import Scripted, bench, failed, proved

PYTHON_THERE = "vpn-laptop-at-home"
"""A laptop with a Python in Program Files, on which nothing is in the way."""


def results(name: str, changed: Mapping[str, Run], **more: Any) -> dict[str, str]:
    return {each.id: each.result for each in proved(name, changed, **more)}


def test_where_all_of_it_works_every_step_is_taken() -> None:
    found = results(PYTHON_THERE, {})

    assert set(found.values()) == {"works"}
    assert {"python-starts", "compiled-package", "kernel-computes", "server-answers"} <= set(found)
    assert not {"editor-uses-python", "conda-would-create"} & set(found)


@pytest.mark.parametrize(
    ("aim", "steps"),
    [
        ("scripts", {"python-starts", "version-fits", "modules-load"}),
        (
            "vscode",
            {
                "python-starts", "version-fits", "modules-load", "environment-made", "environment-starts",
                "pip-answers", "pure-package", "start-files-run", "editor-uses-python",
            },
        ),
    ],
)  # fmt: skip
def test_a_smaller_aim_takes_fewer_steps(aim: str, steps: set[str]) -> None:
    assert set(results(PYTHON_THERE, {}, aim=aim)) == steps


def test_offline_what_needs_the_index_is_left_out_and_not_needed() -> None:
    records = proved(PYTHON_THERE, {}, offline=True)
    left_out = {each.id for each in records if each.result == "not-tested"}

    assert left_out == {
        "pure-package", "compiled-package", "jupyterlab-installs", "kernel-computes", "server-answers",
    }  # fmt: skip
    assert [each.id for each in records if each.needed and each.result != "works"] == []
    assert {each.says for each in records if each.id in left_out} == {
        "It needs the package index, and you asked for --offline."
    }


def test_after_a_step_that_fails_nothing_is_started_that_needs_it() -> None:
    runner = Scripted({"-m venv": failed("Error: [Errno 28] No space left on device")})
    records = prove(bench(PYTHON_THERE, runner), PROOFS, lambda *_: None)

    assert [each.id for each in records if each.result == "fails"] == ["environment-made"]
    assert "The disk, or your share of it, is full." in next(
        each.says for each in records if each.id == "environment-made"
    )
    assert not any("pip" in each.arguments for each in runner.asked)
    assert [each.id for each in records if each.needed and each.result == "not-tested"]


SIGN_IN = "OSError('Tunnel connection failed: 407 Proxy Authentication Required')"
CERTIFICATE = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate"
UNREACHED = "Failed to establish a new connection: [Errno 11001] getaddrinfo failed"


@for_each(
    ("name", "says", "check", "request_id", "guide"),
    [
        ("sign-in-proxy", SIGN_IN, "packages-by-pip", "hosts-through-proxy", "proxy"),
        ("file-host-closed", UNREACHED, "package-index-by-system", "hosts-through-proxy", "proxy"),
        ("pac-and-inspection", CERTIFICATE, "", "", "tls-inspection"),
        ("static-proxy", UNREACHED, "proxy-found-by-pip", "", "proxy"),
        ("browser-proxy-only", UNREACHED, "proxy-found-by-pip", "", "proxy"),
        (PYTHON_THERE, UNREACHED, "", "", "proxy"),
    ],
)
def test_a_failure_names_what_check_would_name(name: str, says: str, check: str, request_id: str, guide: str) -> None:
    (record,) = [each for each in proved(name, {"six": failed(says)}) if each.result == "fails"]
    told = {each.id: each for each in record_of(name, private=True).checks}.get(check)

    assert (record.check, record.request, record.guide.partition("#")[0]) == (check, request_id, guide)
    if told:
        assert told.outcome == "problem"
        assert record.check_says == told.says
        assert isinstance(told.fix, Fix)
        assert record.fix.endswith(told.fix.says)


@pytest.mark.slow
@once
@pytest.mark.parametrize("name", ["sign-in-proxy", "app-control-enforced", PYTHON_THERE])
def test_of_each_message_it_says_what_explain_says(name: str) -> None:
    made = bench(name, Scripted({}))
    compared = 0
    for row in known().message:
        for text in samples(row):
            told = [each for each in explained(text, made.facts) if each.who != "nothing"]
            if not told:
                continue
            failing = replace(STEP, attempt=lambda _, text=text: Came("fails", "It failed.", failed(text)))
            (record,) = prove(made, (failing,), lambda *_: None)
            here = told[0].here
            assert record.guide == told[0].guide, text
            assert record.says.startswith(f"It failed. {told[0].says}"), text
            if here and here.outcome == "problem":
                check = made.judged[here.check].check
                assert (record.check, record.request) == (here.check, check.fix.request if check.fix else ""), text
            compared += 1
    assert compared > 200


STEP = Proof("a-step", "A step", lambda _: Came("works", ""), "existing-python", 0)


@pytest.mark.parametrize(
    ("name", "step", "check", "word"),
    [
        ("app-control-enforced", "compiled-package", "loads-user-modules", "markupsafe"),
        ("stock-applocker", "environment-made", "environment-runs", "-m venv"),
    ],
)
def test_what_a_rule_is_known_to_block_is_not_started(name: str, step: str, check: str, word: str) -> None:
    runner = Scripted({})
    given = bench(name, runner) if name != "stock-applocker" else bench_of_another(name, runner)
    records = prove(given, PROOFS, lambda *_: None)
    (record,) = [each for each in records if each.result == "fails" and each.needed]

    assert (record.id, record.check) == (step, check)
    assert "pyready did not try this, because a rule is known to block it." in record.says
    assert not any(word in " ".join(each.arguments) for each in runner.asked)


def bench_of_another(name: str, runner: Scripted) -> Any:
    """The laptop has no Python: one that IT has just put into Program Files is tried."""
    from laptops.recorded import laptop, seen
    from pyready.verify.story import Wanted, ready

    path = "C:\\Program Files\\Python313\\python.exe"
    made = ready(replace(laptop(name).host, runner=runner), seen(name), Wanted(path, offline=False))
    made.folder, made.temp = "C:\\work", "C:\\temp"
    return made


def test_an_answer_that_is_not_2_is_no_notebook() -> None:
    wrong = Run("ended", 0, output=MARK + json.dumps({"result": ["3"], "ended": True}))
    assert results(PYTHON_THERE, {"jupyter_client": wrong})["kernel-computes"] == "fails"


def test_a_kernel_that_goes_on_is_told() -> None:
    wrong = Run("ended", 0, output=MARK + json.dumps({"result": ["2"], "ended": False}))
    (record,) = [each for each in proved(PYTHON_THERE, {"jupyter_client": wrong}) if each.result == "fails"]
    assert record.says == "A notebook computes 1 + 1, and then its kernel does not end."


@for_each(
    ("about", "step", "says"),
    [
        ({"version": "3.8.5"}, "version-fits", "is too old and gets no security fixes"),
        ({"version": "3.13.9", "bits": 32}, "version-fits", "it is 32-bit"),
        ({"version": "3.13.9", "bits": 64, "free": True}, "version-fits", "free-threaded"),
        ({"version": "3.13"}, "python-starts", "it gave no answer that pyready understands"),
    ],
)
def test_what_the_python_says_of_itself_counts(about: dict[str, Any], step: str, says: str) -> None:
    changed = {"sysconfig": Run("ended", 0, output=MARK + json.dumps({"implementation": "CPython", **about}))}
    record = next(each for each in proved(PYTHON_THERE, changed) if each.result == "fails")

    assert record.id == step
    assert says in record.says


def test_the_conda_of_an_anaconda_names_its_channels() -> None:
    records = {each.id: each for each in proved("old-anaconda", {})}

    assert records["conda-would-create"].says == "Its channels: conda-forge."
    assert not records["conda-would-create"].needed
    said_no = {
        each.id: each for each in proved("old-anaconda", {"create --dry-run": failed("CondaHTTPError: HTTP 403")})
    }
    assert said_no["conda-would-create"].result == "fails"
    assert "conda-forge" in said_no["conda-would-create"].says


def test_on_a_full_list_of_steps_each_has_a_title_a_guide_and_words_for_the_list_of_deeds() -> None:
    from pyready.checks import CHECKS
    from pyready.guides.library import guide_ids

    # Those of a route's room are made for each route.
    known = {each.id for each in CHECKS} | {"room-for-existing-python"}
    for each in PROOFS:
        assert each.guide in guide_ids()
        assert each.runs
        assert {*each.gates, *each.checks} <= known, each.id
    assert len({each.id for each in PROOFS}) == len(PROOFS)
