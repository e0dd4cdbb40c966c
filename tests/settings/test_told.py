"""After `pyready config --write`: the checks see that a tool is told, from its own files, and ask for nothing again."""

from typing import Any

import pytest

from laptops import bare, networks
from laptops.looking import look
from laptops.networks import HIDDEN_PROXY, INSPECTED, Answer, network
from pyready.checks import CHECKS
from pyready.engine import share
from pyready.engine.judge_checks import judge_checks
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.record import CheckRecord
from settings.test_advice import APPDATA, BEHIND_AND_INSPECTED, BUNDLE, LISTED, NEW_PIP, OLD_PIP, PROXY, conda
from settings.test_advice import CONDA as ROOT

HOME = "C:\\Users\\jane.smith"
PIP_INI, CONDARC, UV_TOML = f"{APPDATA}\\pip\\pip.ini", f"{HOME}\\.condarc", f"{APPDATA}\\uv\\uv.toml"
PIP_PROXY = f"[global]\nproxy = {PROXY}\n"
BOTH = f"proxy_servers:\n  http: {PROXY}\n  https: {PROXY}\n"
OLD_PIP_ON_LINUX = LISTED | {"/usr/lib/python3.13/site-packages/pip-22.3.dist-info/METADATA": ""}


def windows(files: dict[str, Any], variables: dict[str, str] | None = None) -> Host:
    return bare.windows(variables or {}, NEW_PIP | files)


def answered(found: Facts, check: str) -> CheckRecord:
    return judge_checks(found, [each for each in CHECKS if each.id == check])[check].check


PIP, UV, CONDA = "packages-by-pip", "packages-by-uv", "conda-forge-by-conda"
MICROMAMBA, MANAGER = "conda-forge-by-micromamba", "python-org-by-python-manager"
MAMBARC, MANAGER_JSON = f"{HOME}\\.mambarc", f"{APPDATA}\\Python\\PyManager.json"
OLD_PROXY = "proxy_servers: {https: 'http://old.trust.example:1'}\n"


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("check", "host", "answer", "outcome", "words"),
    [
        (PIP, windows({PIP_INI: PIP_PROXY}), HIDDEN_PROXY, "passed", "pip probably has every setting that it needs on this network, in "),
        (PIP, windows({PIP_INI: PIP_PROXY}), BEHIND_AND_INSPECTED, "passed", "pip probably has every setting that it needs"),
        (PIP, windows({PIP_INI: "[global]\nproxy = http://old.trust.example:1\n"}), HIDDEN_PROXY, "problem", "does not know the proxy"),
        (PIP, bare.windows({}, OLD_PIP | {PIP_INI: PIP_PROXY}), BEHIND_AND_INSPECTED, "problem", "does not trust the certificates"),
        (PIP, bare.linux({}, OLD_PIP_ON_LINUX | {"/home/jsmith/.config/pip/pip.conf": f"[global]\ncert = {BUNDLE}\n"}), INSPECTED, "passed", "pip probably has every setting"),
        ("packages-by-new-pip", windows({PIP_INI: PIP_PROXY}), HIDDEN_PROXY, "passed", "pip probably has every setting"),
        (UV, windows({UV_TOML: "system-certs = true\n"}), INSPECTED, "passed", "uv probably has every setting that it needs on this network, in "),
        (UV, windows({UV_TOML: "system-certs = false\n"}), INSPECTED, "problem", "uv needs one setting"),
        (UV, windows({}, {"UV_SYSTEM_CERTS": "1"}), INSPECTED, "passed", "uv probably has every setting"),
        (UV, windows({UV_TOML: "system-certs = true\n"}), BEHIND_AND_INSPECTED, "problem", "uv needs one setting"),
        (UV, windows({UV_TOML: f'https-proxy = "{PROXY}"\nsystem-certs = true\n'}), BEHIND_AND_INSPECTED, "passed", "uv probably has every setting"),
        (UV, windows({UV_TOML: f'https-proxy = "{PROXY}"\n'}), HIDDEN_PROXY, "passed", "uv probably has every setting"),
        (UV, windows({UV_TOML: 'https-proxy = "http://old.trust.example:1"\n'}), HIDDEN_PROXY, "problem", "uv needs one setting"),
        (CONDA, windows({CONDARC: BOTH}), HIDDEN_PROXY, "passed", "conda probably has every setting that it needs on this network, in "),
        (CONDA, windows({CONDARC: f"proxy_servers:\n  http: {PROXY}\n"}), HIDDEN_PROXY, "problem", "conda does not know the proxy"),
        (CONDA, windows({CONDARC: f"proxy_servers:\n  all: {PROXY}\n"}), HIDDEN_PROXY, "passed", "conda probably has every setting"),
        (CONDA, windows(conda("26.7.2") | {CONDARC: "ssl_verify: true\n", f"{ROOT}\\.condarc": "ssl_verify: truststore\n"}), INSPECTED, "problem", "conda does not trust your web filter (TLS inspection)"),
        (CONDA, windows(conda("26.7.2") | {f"{ROOT}\\.condarc": "ssl_verify: truststore\n"}), INSPECTED, "passed", "conda probably has every setting"),
        (CONDA, windows({CONDARC: BOTH}), BEHIND_AND_INSPECTED, "problem", "conda probably needs one setting"),
        (CONDA, windows(conda("26.7.2") | {CONDARC: BOTH + "ssl_verify: truststore\n"}), BEHIND_AND_INSPECTED, "passed", "conda probably has every setting"),
        (CONDA, windows(conda("23.1.0") | {CONDARC: BOTH + "ssl_verify: truststore\n"}), BEHIND_AND_INSPECTED, "problem", "conda probably needs one setting"),
        (CONDA, windows({CONDARC: BOTH}), networks.CLOSED, "problem", "cannot be downloaded"),
        (CONDA, windows({CONDARC: OLD_PROXY}), HIDDEN_PROXY, "problem", "conda does not know the proxy"),
        (CONDA, windows({CONDARC: OLD_PROXY}), networks.DIRECT, "unknown", "it uses the proxy in "),
        (MICROMAMBA, windows({MAMBARC: BOTH}), HIDDEN_PROXY, "passed", "micromamba can probably download packages"),
        (MICROMAMBA, windows({CONDARC: BOTH}), HIDDEN_PROXY, "passed", "micromamba can probably download packages"),
        (MICROMAMBA, windows({MAMBARC: OLD_PROXY}), HIDDEN_PROXY, "unknown", "it uses the proxy in "),
        (MICROMAMBA, windows({MAMBARC: "ssl_verify: truststore\n"}), networks.DIRECT, "problem", "stops at the setting"),
        (MANAGER, windows({MANAGER_JSON: '{"install": {"source": "https://own.example/x.json"}}'}), networks.DIRECT, "unknown", "another list of Pythons"),
        (MANAGER, windows({MANAGER_JSON: "[]"}), networks.DIRECT, "problem", "stops at its settings file"),
    ],
)  # fmt: skip
def test_what_is_told_is_not_asked_for_again(check: str, host: Host, answer: Answer, outcome: str, words: str) -> None:
    seen = look(host, network=network(answer))
    record = answered(seen.facts, check)
    shared = answered(share.without_names(seen.facts, seen.did), check)

    assert (record.outcome, words in record.says) == (outcome, True), record.says
    assert (shared.outcome, shared.sure) == (record.outcome, record.sure)
    if outcome == "passed":
        assert record.sure == "likely"


def test_of_two_things_only_the_one_that_is_not_told_is_asked_for() -> None:
    both = answered(look(windows({}), network=network(BEHIND_AND_INSPECTED)).facts, UV)
    one = answered(look(windows({UV_TOML: "system-certs = true\n"}), network=network(BEHIND_AND_INSPECTED)).facts, UV)

    assert both.fix is not None
    assert one.fix is not None
    assert ["CERTS" in step.command for step in both.fix.commands] == [False, True]
    assert ["CERTS" in step.command for step in one.fix.commands] == [False]
