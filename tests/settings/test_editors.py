"""Editors of settings files: what the real tool's parser reads stays, comments and order stay, twice is once."""

import configparser
import difflib
import functools
import io
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from for_each import for_each
from needs import once
from pyready.formats.git_config import BadGitConfig, Entry, parsed
from pyready.settings import git_file, ini_file, toml_file, yaml_file
from pyready.settings.edits import Refused, Wanted, decoded, is_plain

PROXY = "http://proxy.trust.example:8080"
PIP = (Wanted("global", "proxy", PROXY), Wanted("global", "cert", "/etc/ssl/certs/ca-certificates.crt"))
UV = (Wanted("", "system-certs", "true"),)
CONDA = (
    Wanted("proxy_servers", "http", PROXY),
    Wanted("proxy_servers", "https", PROXY),
    Wanted("", "ssl_verify", "truststore"),
)
GIT = (Wanted("http", "proxy", PROXY), Wanted("http", "sslBackend", "schannel"))
OF_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="asked of the git of POSIX, which reads the same")
Edited = Callable[..., str]


def pip_reads(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pip.conf"
        path.write_bytes(text.encode())
        parser.read(path, encoding="utf-8")
    return {name: dict(parser.items(name)) for name in parser.sections()}


def conda_reads(text: str) -> dict[str, Any]:
    return dict(YAML(typ="safe", pure=True).load(io.BytesIO(text.encode())) or {})


def git_reads(text: str) -> list[str] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config"
        path.write_bytes(text.encode())
        asked = ["git", "config", "--no-includes", "--file", str(path), "--list", "--null"]
        result = subprocess.run(asked, capture_output=True, check=False, env={"PATH": "/usr/bin:/bin", "HOME": folder})
    return None if result.returncode else result.stdout.decode().split("\0")[:-1]


@functools.cache
def keeps_tabs() -> bool:
    """Whether the git that is here keeps a tab inside a value; an older one (2.39) makes it a space."""
    return git_reads("[a]\nb = 1\t1\n") == ["a.b\n1\t1"]


def as_here(value: str) -> str:
    """A value as this git writes it."""
    return value if keeps_tabs() else value.replace("\t", " ")


def spelled(entry: Entry) -> str:
    """The name of a setting as git lists it."""
    section, dot, key = entry.name.rpartition(".")
    if not dot:
        return key
    return f"{section}.{key}" if entry.below is None else f"{section}.{entry.below}.{key}"


def outside(listed: list[str] | None) -> bool:
    """True where git refuses the file, or where a setting stands before any section, which is refused here as well."""
    return listed is None or any("." not in each.partition("\n")[0] for each in listed)


def only_added(before: str, after: str) -> list[str]:
    """The lines that came in; fails when one went out or changed."""
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]
    assert [line for line in changed if line[0] == "-"] == []
    return [line[2:] for line in changed]


def lines_of(*some: str) -> st.SearchStrategy[str]:
    """Texts made of such lines, with either end of line, and with or without one at the end."""

    def joined(lines: list[str], end: str, last: bool) -> str:
        return end.join(lines) + (end if last else "")

    return st.builds(
        joined, st.lists(st.sampled_from(some), max_size=9), st.sampled_from(("\n", "\r\n")), st.booleans()
    )


def twice(edited: Edited, text: str, wanted: tuple[Wanted, ...]) -> str:
    """The edited text, of which a second edit leaves every character; texts that are refused are of no interest."""
    try:
        made = edited(text, wanted)
    except Refused:
        assume(False)
        raise
    assert edited(made, wanted) == made
    assert ("\r\n" in made) == ("\r\n" in text) or "\n" not in text
    only_added(text, made)
    return made


INI = ("[global]", "[install]", "[ global ]", "# a comment", "; another", "", "timeout = 60", "  indented = 1", "index-url=https://user:secret@index.example/",
       "find-links =", "    one", "    [global]", "trusted: a=b", "novalue", "proxy = http://other.example:1", "\t[x]", "[global", "cert =", "  # deep")  # fmt: skip


@pytest.mark.slow
@once
@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(lines_of(*INI))
@example("[global]\n  index-url = a\n  timeout = 1")
@example("[global]\nfind-links =\n    one\n\n    two\n# end\n[install]\nuser = no\n")
def test_pip_reads_all_it_read_before_and_the_new_settings(text: str) -> None:
    made = twice(ini_file.edited, text, PIP)
    before, after = pip_reads(text), pip_reads(made)
    assert {key: after["global"].pop(key) for key in ("proxy", "cert")} == {each.key: each.value for each in PIP}
    assert {name: {k: v for k, v in part.items() if k not in {"proxy", "cert"}} for name, part in before.items()} | {
        "global": after["global"]
    } == after


@pytest.mark.unmeasured
@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(lines_of(*INI))
def test_a_pip_file_that_pip_refuses_is_refused(text: str) -> None:
    try:
        pip_reads(text)
    except configparser.Error:
        with pytest.raises(Refused):
            ini_file.edited(text, PIP)


TOML = ("# a comment", "", "[pip]", "[[index]]", 'url = "https://index.example/simple"', "offline = false", 'x = """', '"""', "extra = [", "  [1],", "]", 'name = "a"',
        "  [tool]  ", "native-tls = true", "number = nan", "half = 0.10")  # fmt: skip


@pytest.mark.slow
@once
@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(lines_of(*TOML))
@example("extra = [\n  [1],\n]\n")
@example('# top\nx = """\n[no table]\n"""\n\n# about the index\n[[index]]\nurl = "https://index.example"\n')
def test_uv_reads_all_it_read_before_and_the_new_setting(text: str) -> None:
    made = twice(toml_file.edited, text, UV)
    before = tomllib.loads(text, parse_float=str)
    assert tomllib.loads(made, parse_float=str) == {**before, "system-certs": True}


CONDA_LINES = ("# a comment", "", "channels:", "  - conda-forge", "- defaults", "proxy_servers:", "  http: http://other.example:1", "  ftp: ftp://f.example", "    deep: 1", "auto_activate_base: false",
               "text: |", "  words", "text: |+", "---", "...", "{a: 1}", "ssl_verify: true", "&a b: 1", "c: *a", "proxy_servers: {}", "\tx: 1", "  - [1, 2", "nan: .nan", "when: 2026-11-22")  # fmt: skip


@pytest.mark.slow
@once
@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(lines_of(*CONDA_LINES))
@example("proxy_servers:  # ours\n    ftp: ftp://f.example\nchannels: [a]")
@example("proxy_servers:\nchannels:\n  - a\n")
@example("text: |\n  words")
def test_conda_reads_all_it_read_before_and_the_new_settings(text: str) -> None:
    made = twice(yaml_file.edited, text, CONDA)
    try:
        before = conda_reads(text)
    except YAMLError:  # stricter than PyYAML here and there: conda had no use for this file before, either
        return
    after = conda_reads(made)
    assert after.pop("ssl_verify") == "truststore"
    servers = after.pop("proxy_servers")
    assert (servers.pop("http"), servers.pop("https")) == (PROXY, PROXY)
    old = before.pop("proxy_servers", None) or {}
    before.pop("ssl_verify", None)
    assert servers == {key: value for key, value in old.items() if key not in {"http", "https"}}
    assert repr(after) == repr(before)  # nan is not equal to itself


GIT_LINES = ("[http]", "[HTTP]", '[http "https://git.example"]', "[user]", '\tname = A "B" \\', "  more", "proxy = http://other.example:1", "  sslBackend = openssl", "# c", "; d", "", "key", "\tsslVerify",
             'a = "open', "b = x\\q", "[bad", "1x = 2", "[http] postBuffer = 1", "[include]", "path = other", "email = a@b # c", "[a.b]", "c = \\", 'q = "a;b" ; c', '[x "y\\"z"]', "_ = 1")  # fmt: skip


@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(lines_of(*GIT_LINES))
@example("[http]\n\tpostBuffer = 1\n")
@example("[http]\nx = a \\")
@OF_POSIX
def test_git_reads_all_it_read_before_and_the_new_settings(text: str) -> None:
    listed = git_reads(text)
    try:
        made = git_file.edited(text, GIT)
    except Refused as refused:
        assert "already" in str(refused) or "without changing" in str(refused) or outside(listed), text
        return
    assert listed is not None, text
    assert git_file.edited(made, GIT) == made
    only_added(text, made)
    new = [f"http.proxy\n{PROXY}", "http.sslbackend\nschannel"]
    after = git_reads(made)
    assert after is not None
    assert [each for each in after if each not in new] == [each for each in listed if each not in new]
    assert set(new) <= set(after)


@settings(max_examples=120, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text('[]http "\\#;=\n\ta-.1', max_size=25))
@example("a=1\t1")
@OF_POSIX
def test_a_git_file_is_read_as_git_reads_it(text: str) -> None:
    listed = git_reads(text)
    try:
        found = parsed(text)
    except BadGitConfig:
        assert outside(listed), text
        return
    assert listed is not None
    pairs = [each.partition("\n")[::2] for each in listed]
    assert [(name, as_here(value)) for name, value in pairs] == [
        (spelled(each), as_here(each.value or "")) for each in found
    ]


@for_each(
    ("edited", "wanted"),
    [(ini_file.edited, PIP), (toml_file.edited, UV), (yaml_file.edited, CONDA), (git_file.edited, GIT)],
    ids=["pip", "uv", "conda", "git"],
)
def test_an_empty_file_gets_the_lines_alone_with_the_ends_that_are_asked_for(
    edited: Edited, wanted: tuple[Wanted, ...]
) -> None:
    for newline in ("\n", "\r\n"):
        made = edited("", wanted, newline)
        assert made.count(newline) == made.count("\n") == len(made.splitlines())
        assert all(each.value in made for each in wanted)
        assert edited(made, wanted, newline) == made


@for_each(
    ("edited", "wanted", "text"),
    [
        (ini_file.edited, PIP, "[global]\nproxy = http://user:secret@proxy.trust.example:8080\n"),
        (ini_file.edited, PIP, "[install]\nproxy = http://other.example:1\n"),
        (ini_file.edited, PIP, "[DEFAULT]\nproxy = http://other.example:1\n"),
        (ini_file.edited, PIP, "\ufeff[global]\n"),
        (ini_file.edited, PIP, "[global]\ntimeout = 1\ntimeout = 2\n"),
        (ini_file.edited, PIP, "timeout = 1\n"),
        (ini_file.edited, PIP, "[global]\rtimeout = 1\r"),
        (toml_file.edited, UV, "system-certs = false\n"),
        (toml_file.edited, UV, "offline = true\noffline = true\n"),
        (toml_file.edited, UV, "x = " + "[" * 5000),
        (toml_file.edited, UV, "[x" + ".a" * 3000 + "]\ny = 1\n"),
        (toml_file.edited, UV, "x = " + "9" * 6000 + "\n"),
        (ini_file.edited, PIP, "[global]\nx" + " " * 500_000 + "y\n"),
        (yaml_file.edited, CONDA, "ssl_verify: false\n"),
        (yaml_file.edited, CONDA, "proxy_servers: http://secret@x.example\n"),
        (yaml_file.edited, CONDA, "proxy_servers: {ftp: x}\n"),
        (yaml_file.edited, CONDA, "a: 1\na: 2\n"),
        (yaml_file.edited, CONDA, "- a\n"),
        (yaml_file.edited, CONDA, "a: &x 1\nb: *x\n"),
        (yaml_file.edited, CONDA, "a: !!python/object/apply:os.system ['true']\n"),
        (yaml_file.edited, CONDA, "a: 1\n...\n"),
        (yaml_file.edited, CONDA, "  a: 1\n"),
        (yaml_file.edited, CONDA, "[" * 5000),
        (git_file.edited, GIT, "[http]\n\tproxy = http://user:secret@other.example\n"),
        (git_file.edited, GIT, "key = before any section\n"),
        (git_file.edited, GIT, '[a]\nb = "open\n'),
        (git_file.edited, GIT, "[a]\nb = \x00\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_safely_is_refused_without_a_word_out_of_it(
    edited: Edited, wanted: tuple[Wanted, ...], text: str
) -> None:
    with pytest.raises(Refused) as refused:
        edited(text, wanted)
    assert "secret" not in str(refused.value)
    assert "other.example" not in str(refused.value)


@pytest.mark.parametrize(
    ("edited", "wanted"), [(toml_file.edited, UV), (yaml_file.edited, CONDA), (git_file.edited, GIT)]
)
def test_a_mark_at_the_beginning_stays_there(edited: Edited, wanted: tuple[Wanted, ...]) -> None:
    made = edited("\ufeff# mine\r\n", wanted)
    assert made.startswith("\ufeff# mine\r\n")
    assert made.count("\ufeff") == 1
    assert "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize("data", ["[a]\n".encode("utf-16"), "[a]\n".encode("utf-16-le"), b"[a]\nname = Zo\xeb\n"])
def test_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        decoded(data)


def test_a_value_that_would_mean_something_else_in_one_of_the_forms_is_not_plain() -> None:
    plain = ("truststore", "true", PROXY, "http://[::1]:3128", "https://index.example/simple/", "/etc/ssl/cert.pem")
    assert all(map(is_plain, plain))
    odd = (
        "",
        "a b",
        'a"b',
        "a#b",
        "a;b",
        "a\\b",
        "a\nb",
        "<proxy-1>",
        "$(x)",
        "-x",
        "a:",
        "'a'",
        "%x",
        "{a}",
        "a|b",
        "é",
    )
    assert not any(map(is_plain, odd))
