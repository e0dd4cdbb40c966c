"""`pyready reads` and docs/what-it-reads.md: everything that is declared, for people and in a pipe."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import force_setattr

from commands.program import clean, environment, pyready
from pyready.commands import cli
from pyready.knowledge import index_hosts
from pyready.knowledge.endpoints import known
from pyready.knowledge.index_hosts import IndexHosts, NoIndexHosts
from pyready.model.host import Platform
from pyready.model.probe import Probe, file, system
from pyready.probes import PROBES
from pyready.report import what_it_reads_words as reads_text
from pyready.report.what_it_reads import sections

TOP = Path(__file__).parents[2]
DECLARED = [
    (probe.id, each) for probe in PROBES for each in (*probe.reads, *probe.contacts, *probe.runs, *probe.writes)
]


@pytest.fixture(scope="module")
def printed() -> str:
    result = pyready("reads")

    assert (result.returncode, result.stderr) == (0, b"")
    return result.stdout.decode("ascii").replace("\r\n", "\n")


def squeezed(text: str) -> str:
    """Without spaces and line ends, as long paths are broken anywhere."""
    return re.sub(r"\s", "", text)


def of_probe(printed: str, name: str) -> str:
    """The part of the text that is under a heading."""
    parts = re.split(r"^(\S.*)$", printed, flags=re.MULTILINE)
    return squeezed(dict(zip(parts[1::2], parts[2::2], strict=True))[name])


def test_every_declaration_of_every_probe_is_printed_with_its_reason_and_kind(printed: str) -> None:
    for probe, each in DECLARED:
        part = of_probe(printed, probe)
        assert squeezed(f"{each.what} {each.where}") in part
        assert squeezed(each.why) in part


def test_every_server_is_printed_with_its_address_reason_and_where_it_may_lead(printed: str) -> None:
    part = of_probe(printed, "Servers")
    hosts = index_hosts.index_hosts()
    for each in known().endpoint:
        assert f"{each.id}{each.url.format(index=hosts.index, files=hosts.files)}" in part
        assert squeezed(each.title) in part
        assert [host for host in each.hosts[1:] if host not in part] == []


def test_every_question_to_the_system_says_what_answers_it(printed: str) -> None:
    questions = {re.sub("^service .*", "service", each.where) for _, each in DECLARED if each.what == "system"}

    assert questions <= set(reads_text.QUESTIONS)
    part = of_probe(printed, "Questions to the system")
    assert [question for question in questions if squeezed(f"- {question}:") not in part] == []


def test_the_text_says_what_is_never_read_what_others_fetch_and_that_nothing_is_run(printed: str) -> None:
    said = " ".join(printed.split())
    for words in (
        "pyready refuses it and stops that probe",
        "the store MY, smart cards",
        "Defender's exclusions",
        "revocation lists",
        "Never with --offline",
        "No probe starts a program or writes a file.",
        "-o FILE writes the report to that file",
    ):
        assert words in said


def test_the_text_fits_80_columns_and_only_headings_stand_at_the_margin(printed: str) -> None:
    lines = printed.splitlines()

    assert [line for line in lines if len(line) > 80 and "https://" not in line] == []
    assert {line for line in lines if line and not line.startswith("  ")} == {each.title for each in sections()}
    assert "`" not in printed
    assert "\x1b" not in printed


def test_an_encoding_of_windows_and_a_closed_pipe_are_no_trouble() -> None:
    result = pyready("reads", variables={"PYTHONIOENCODING": "cp1252"})
    assert result.returncode == 0
    assert result.stdout.decode("cp1252").startswith("What pyready reads")

    reader, writer = os.pipe()
    os.close(reader)
    broken = pyready("reads", stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    clean(broken)
    assert broken.returncode == 2
    assert b"closed before" in broken.stderr


def test_nothing_is_looked_at_for_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("the computer was looked at")

    monkeypatch.setattr("pyready.commands.check.this_machine", refuse)
    monkeypatch.setattr("pyready.engine.collect.collect", refuse)
    looks = [(probe, probe.collect) for probe in PROBES]
    try:
        for probe, _ in looks:
            force_setattr(probe, "collect", refuse)
        assert cli.run(["reads"], 0.0) == 0
    finally:
        for probe, look in looks:
            force_setattr(probe, "collect", look)
    assert "identity\n" in capsys.readouterr().out


def test_no_host_is_even_imported_for_it() -> None:
    program = (
        "import sys; from pyready.commands import cli; code = cli.run(['reads'], 0.0)\n"
        "print(code, [name for name in sys.modules if name.startswith(('pyready.posix', 'pyready.windows', "
        "'pyready.net.transport', 'pyready.commands.check', 'requests'))], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment("/nonexistent"), capture_output=True, check=True, timeout=60
    )

    assert result.stderr.split() == [b"0", b"[]"]


def test_without_pip_the_index_keeps_its_placeholders(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> IndexHosts:
        raise NoIndexHosts("pip is gone")

    monkeypatch.setattr("pyready.commands.reads.index_hosts", gone)

    assert cli.run(["reads"], 0.0) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "{index}/simple/pip/" in out
    assert "whose names pyready takes from pip" in out


def test_a_probe_that_would_run_or_write_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    on: tuple[Platform, ...] = ("linux",)
    reads, writes = (system("who", "the account"),), (file("{x}", "a trial"),)
    probe: Probe[Any] = Probe(
        "trial", object, lambda *_: 0, "whether it runs", reads=reads, writes=writes, platforms=on
    )
    monkeypatch.setattr("pyready.report.what_it_reads.PROBES", (probe,))
    told = {section.title: section for section in sections()}

    assert told["Runs and writes"].says == ("These probes do: trial.",)
    assert [row.why for row in told["trial"].rows] == ["the account", "a trial"]
    assert told["trial"].says == ("Finds out whether it runs. On Linux only.",)


def test_the_page_in_docs_holds_the_same() -> None:
    page = (TOP / "docs" / "what-it-reads.md").read_text("utf-8")

    for _, each in DECLARED:
        assert f"| {each.what} | `{each.where}` | {each.why}" in page
    for section in sections():
        assert f"# {section.title}\n" in page
        assert [text for text in (*section.says, *section.items) if text not in page] == []
    assert [each.id for each in known().endpoint if f"| {each.id} | `{each.url}` | {each.title}" not in page] == []
