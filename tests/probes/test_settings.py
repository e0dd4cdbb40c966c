"""What pip, uv, git and Python are told, from recorded machines and from real folders."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.formats import git_files
from pyready.formats.git_config import parsed
from pyready.knowledge.index_hosts import index_hosts
from pyready.model.host import Host, Reading
from pyready.probes.settings import PROBE, Place, Settings
from pyready.recorded.files import RecordedFiles
from pyready.settings.places import place

PIP = "/etc/pip.conf"
SECRET = "hunter2-hunter2"


def settings(host: Host) -> Settings:
    return facts_of(host, Settings, PROBE)


def pip(text: str | bytes, variables: dict[str, str] | None = None, **more: Any) -> Settings:
    return settings(bare.linux(variables, {PIP: text}, **more))


def test_without_files_and_variables_nothing_is_found() -> None:
    assert settings(bare.windows()) == settings(bare.linux()) == Settings()


USERS = ["/home/jsmith/.pip/pip.conf", "/home/jsmith/.config/pip/pip.conf"]


def test_files_come_in_pips_order_and_variables_last() -> None:
    files = {
        PIP: "[global]\nno-index = no\n",
        "/home/jsmith/.config/pip/pip.conf": "[global]\nno-index = yes\n",
        "/home/jsmith/.pip/pip.conf": "[global]\nno-index = 1\n",
        "/srv/.venv/pip.conf": "[global]\nno-index = off\n",
    }
    found = settings(bare.linux({"PIP_NO_INDEX": "true", "VIRTUAL_ENV": "/srv/.venv"}, files))

    assert [each.flag for each in found.of("pip", "no-index")] == [False, True, True, False, True]
    assert [each.path for each in found.files] == [PIP, *USERS, "/srv/.venv/pip.conf"]


def test_a_file_that_is_named_takes_the_place_of_the_users_own() -> None:
    files = {PIP: "[global]\n", "/home/jsmith/.config/pip/pip.conf": "[global]\n", "/named.conf": "[global]\n"}
    found = settings(bare.linux({"PIP_CONFIG_FILE": "/named.conf"}, files))

    assert [each.path for each in found.files] == [PIP, "/named.conf"]


def test_a_named_file_that_is_gone_is_one_line_and_the_users_own_counts() -> None:
    files = {"/home/jsmith/.config/pip/pip.conf": "[global]\n"}
    found = settings(bare.linux({"PIP_CONFIG_FILE": "/named.conf"}, files))

    assert [each.state for each in found.files] == ["set", "not-set"]


@for_each(
    "text",
    [
        f"[global]\nindex-url = https://jo:{SECRET}@own.example/simple\n",
        f"[global]\nextra-index-url = https://{SECRET}@own.example/simple https://own.example/t/{SECRET}/x\n",
        f"[global]\nproxy = http://jo:{SECRET}@own.example:8080\n",
        f"[global]\nproxy = http://jo:{SECRET}#x@own.example:8080\n",
        f"[global]\nfind-links = https://jo:{SECRET}@own.example/x\n",
    ],
)
def test_a_sign_in_is_told_and_never_kept(text: str) -> None:
    found = pip(text)

    assert found.found[0].with_sign_in
    assert SECRET not in repr(found)


def test_the_public_index_is_told_from_an_index_of_ones_own() -> None:
    public = index_hosts()
    found = pip(f"[global]\nindex-url = {public.index}/simple\ntrusted-host = {public.files}\n  own.example:8443\n")
    index, trusted = found.found

    assert (index.public_index, index.hosts) == (True, ())
    assert (trusted.public_index, trusted.hosts) == (True, ("own.example:8443",))


@for_each(
    ("text", "state"),
    [
        ("[global]\nno-index = perhaps\n", "malformed"),
        ("[global]\nindex-url = https://[x/simple\n", "malformed"),
        ("[global]\nproxy = ftp://x\n", "malformed"),
        ("[global]\nno-index = %(else)s\n", "malformed"),
    ],
)
def test_what_makes_no_sense_is_malformed_and_nothing_is_filled_in(text: str, state: str) -> None:
    assert [each.state for each in pip(text).found] == [state]


@for_each(
    "data",
    [
        "[global]\nno-index = yes\n".encode("utf-16"),
        b"\xef\xbb\xbf[global]\nno-index = yes\n",
        b"[global]\nno-index = \xff\n",
        b"no-index = yes\n",
        b"[global]\nno-index\n",
        b"[global]\nno-index=1\n[global]\nno-index=1\n",
        b"\x00" * 2_000_000,
    ],
)
def test_a_file_that_pip_could_not_read_is_one_line_and_the_others_count(data: bytes) -> None:
    found = settings(bare.linux(files={PIP: data, "/home/jsmith/.pip/pip.conf": "[global]\nuser = yes\n"}))

    assert [each.state for each in found.files] == ["malformed", "set"]
    assert found.files[0].reason
    assert [(each.name, each.flag) for each in found.found] == [("user", True)]


def test_on_windows_a_letter_of_the_british_code_page_does_no_harm() -> None:
    file = "C:\\ProgramData\\pip\\pip.ini"
    found = settings(bare.windows(files={file: b"; set by Zo\xeb\r\n[global]\r\nuser = no\r\n"}))

    assert (found.files[0].state, found.found[0].flag) == ("set", False)


def test_a_denied_file_is_denied_and_not_absent() -> None:
    found = settings(bare.linux(denied_files=[PIP, "/home/jsmith/.gitconfig", "/etc/uv/uv.toml"]))

    assert [(each.tool, each.state) for each in found.files] == [("pip", "denied"), ("uv", "denied"), ("git", "denied")]


def test_a_path_on_a_server_is_not_looked_at() -> None:
    host = bare.windows({"SSL_CERT_FILE": "\\\\fs01\\x\\ca.pem", "PYTHONPATH": "lib;C:\\Gone;\\\\fs01\\y"})
    found = settings(host)

    assert [[place.state for place in each.places] for each in found.found] == [
        ["network"],
        ["missing", "not-set", "network"],
    ]


def test_a_file_full_of_settings_is_cut_short() -> None:
    found = settings(bare.linux(files={"/etc/gitconfig": "[http]\nsslVerify = true\n" * 5000}))

    assert len(found.found) == git_files.MOST
    many = pip("[global]\nextra-index-url =" + "".join(f"\n  https://{number}.example/" for number in range(5000)))
    assert len(many.found[0].hosts) == 20


@for_each(
    ("text", "entries"),
    [
        ("[http] proxy = a:1 ; note\n", [("http.proxy", None, "a:1")]),
        ('[HTTP "https://x/"]\n\tSSLVerify\n', [("http.sslverify", "https://x/", None)]),
        ('[http]\nproxy = "a # b" c # d\n', [("http.proxy", None, "a # b c")]),
        ("[http]\nproxy = one\\\ntwo\n", [("http.proxy", None, "onetwo")]),
        ('[a]\nk = "x\\"y\\\\z"\n', [("a.k", None, 'x"y\\z')]),
        ("# only\n\n;words\n", []),
        ("[http]\nproxy =\n", [("http.proxy", None, "")]),
        ('[includeIf "gitdir:~/w/"]\npath = more\n', [("includeif.path", "gitdir:~/w/", "more")]),
    ],
)
def test_gits_own_form_is_read(text: str, entries: list[tuple[str, str | None, str | None]]) -> None:
    assert [tuple(each) for each in parsed(text)] == entries


@for_each(
    ("variables", "folder", "expected"),
    [
        ({}, "", "C:\\Users\\jane.smith\\.gitconfig"),
        ({"HOMEDRIVE": "H:", "HOMEPATH": "\\jsmith"}, "H:\\jsmith", "H:\\jsmith\\.gitconfig"),
        ({"HOMEDRIVE": "H:", "HOMEPATH": "\\jsmith"}, "", "C:\\Users\\jane.smith\\.gitconfig"),
        ({"HOME": "E:\\me", "HOMEDRIVE": "H:", "HOMEPATH": "\\jsmith"}, "H:\\jsmith", "E:\\me\\.gitconfig"),
        ({"HOMEDRIVE": "C:", "HOMEPATH": "\\Users\\jane.smith"}, "", "C:\\Users\\jane.smith\\.gitconfig"),
    ],
)
def test_git_takes_the_home_folder_that_its_makers_wrote_down(
    variables: dict[str, str], folder: str, expected: str
) -> None:
    files = {f"{folder}\\a.txt": ""} if folder else {}

    assert git_files.paths(bare.windows(variables, files))[-1] == expected
    assert place(bare.windows(variables, files), "git").path == expected


@pytest.mark.parametrize("text", ["[http\nproxy = x\n", "[http]\n= x\n", "[http]\n$$$\n"])
def test_what_is_not_gits_form_is_malformed(text: str) -> None:
    found = settings(bare.linux(files={"/etc/gitconfig": text}))

    assert [(each.state, bool(each.reason)) for each in found.files] == [("malformed", True)]


@for_each("text", ["index-url = ", "a = [" + "[" * 3000, "index = 7\n[[index]]\n", b"\xff"])
def test_a_toml_that_uv_could_not_read_is_one_line(text: str | bytes) -> None:
    found = settings(bare.linux(files={"/etc/uv/uv.toml": text}))

    assert [(each.tool, each.state) for each in found.files] == [("uv", "malformed")]


def test_a_file_of_uv_that_holds_the_wrong_types_is_read_as_far_as_it_goes() -> None:
    text = 'native-tls = "perhaps"\nindex-url = 7\nindex = "x"\nsystem-certs = true\nallow-insecure-host = ["a.example", 3]\n'
    found = settings(bare.linux(files={"/etc/uv/uv.toml": text}))

    assert {each.name: (each.state, each.flag, each.hosts) for each in found.found if each.name != "index-url"} == {
        "native-tls": ("malformed", None, ()),
        "index": ("set", None, ()),
        "system-certs": ("set", True, ()),
        "allow-insecure-host": ("set", None, ("a.example",)),
    }


class Sealed(RecordedFiles):
    """Files of which no netrc may be opened."""

    def data(self, path: str, limit: int) -> Reading[bytes]:
        assert "netrc" not in path
        return super().data(path, limit)


@for_each(
    ("host", "variables", "there", "found"),
    [
        (bare.linux, {}, [], None),
        (bare.linux, {}, ["/home/jsmith/.netrc"], Place("/home/jsmith/.netrc", "set")),
        (bare.linux, {}, ["/home/jsmith/_netrc"], None),
        (bare.linux, {"NETRC": "/srv/n"}, ["/home/jsmith/.netrc"], None),
        (bare.linux, {"NETRC": "~/n"}, ["/home/jsmith/n"], Place("/home/jsmith/n", "set")),
        (bare.linux, {"NETRC": "n"}, [], Place("n", "missing")),
        (bare.windows, {}, [f"{bare.HOME}\\.netrc"], Place(f"{bare.HOME}\\.netrc", "set")),
        (bare.windows, {}, [f"{bare.HOME}\\_netrc"], Place(f"{bare.HOME}\\_netrc", "set")),
        (bare.windows, {"NETRC": "\\\\fs01\\n"}, [], Place("\\\\fs01\\n", "network")),
    ],
)
def test_a_netrc_file_is_looked_for_and_never_opened(
    host: Callable[[dict[str, str]], Host], variables: dict[str, str], there: list[str], found: Place | None
) -> None:
    files = Sealed(dict.fromkeys(there, f"machine x login jo password {SECRET}\n"))
    made = settings(replace(host(variables), files=files))

    assert made.netrc == found
    assert SECRET not in repr(made)


def test_a_netrc_file_that_may_not_be_looked_at_is_denied_and_not_absent() -> None:
    path = "/home/jsmith/.netrc"
    assert settings(bare.linux(denied_files=[path])).netrc == Place(path, "denied")


@pytest.mark.skipif(sys.platform == "win32", reason="the host of POSIX")
def test_on_a_real_file_system_a_link_to_itself_is_not_there(tmp_path: Path) -> None:
    from pyready.posix.host import posix_host
    from pyready.recorded.host import NoNet

    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    files = posix_host(NoNet()).files

    assert files.look(str(tmp_path / "loop")).state == "not-set"
    assert files.folder(str(tmp_path / "loop" / "envs")).state == "not-set"
