"""Site profiles: what is read, and what is refused in one sentence."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from for_each import for_each
from pyready.knowledge.site_file import BadProfile, parse
from pyready.knowledge.site_profile import SiteProfile

WHOLE = r"""
only_these_endpoints = true
[organisation]
name = "Example NHS Trüst"
[catalogue]
name = "Company Portal"
offers_python = "3.13"
[network]
proxy = "http://proxy.example:8080"
pac = ""
no_proxy = ["*.example"]
[index]
url = "https://packages.example/simple/"
[conda]
channel_alias = "https://packages.example/conda"
anaconda_licence = false
[folders]
tools = 'C:\Appl'
[contact]
name = "Service desk"
how = "extension 1234"
[[endpoint]]
id = "index"
url = "https://packages.example/simple/pip/"
for = ["pip", "uv"]
redirects = []
"""


@for_each(
    "data",
    [
        WHOLE.encode(),
        codecs.BOM_UTF8 + WHOLE.encode(),
        WHOLE.encode("utf-16"),
        WHOLE.encode("utf-16-le"),
        WHOLE.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + WHOLE.encode("utf-16-be"),
        WHOLE.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 bom", "utf-16-le", "utf-16-be", "utf-16-be bom", "crlf"],
)
def test_the_profile_of_the_design_is_read_in_every_encoding(data: bytes) -> None:
    profile = parse(data)
    assert profile.organisation.name == "Example NHS Trüst"
    assert (profile.folders.tools, profile.catalogue.offers_python) == (r"C:\Appl", "3.13")
    assert (profile.network.proxy, profile.network.no_proxy) == ("http://proxy.example:8080", ("*.example",))
    assert profile.endpoint[0].tools == ("pip", "uv")
    assert profile.unknown == ()


def test_an_empty_profile_says_nothing() -> None:
    assert parse(b"") == SiteProfile()


def test_unknown_keys_are_listed_and_do_no_harm() -> None:
    text = 'zip = 1\nunknown = ["x"]\n[network]\nproxies = "x"\n'
    text += '[[endpoint]]\nid = "a"\nurl = "https://a.example/"\nfro = 1'
    assert parse(text.encode()).unknown == ("endpoint.fro", "network.proxies", "unknown", "zip")


@for_each(
    ("text", "says"),
    [
        ("[index", "is not valid TOML"),
        ("a = 1\na = 2", "is not valid TOML"),
        ("[index]\nurl = 3", "does not fit"),
        ("index = 3", "does not fit"),
        ("[[endpoint]]\nid = 'a'", "does not fit"),
        ("[[endpoint]]\nid = 'a'\nurl = ''", "endpoint a must be a plain https address"),
        ("[[endpoint]]\nid = 'A b'\nurl = 'https://a.example'", "small letters"),
        ("[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['a/b']", "host names"),
        ("[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['b.example:']", "with or without a port"),
        ("[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['b.example:0']", "with or without a port"),
        (
            "[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['b.example:65536']",
            "with or without a port",
        ),
        (
            "[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['b.example:8443/x']",
            "with or without a port",
        ),
        (
            "[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['me:secret@b.example:1']",
            "with or without a port",
        ),
        ("[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nexpect = 'pdf'", "can expect only html"),
        ("[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\n" * 2, "two endpoints have the same id"),
        ("[index]\nurl = 'http://packages.example/simple/'", "index.url must be a plain https"),
        ("[index]\nurl = 'ftp://packages.example/simple/'", "index.url must be a plain https"),
        ("[index]\nurl = 'https://me:secret@packages.example/simple/'", "index.url must be a plain https"),
        ("[index]\nurl = 'https://packages.example/a b'", "index.url must be a plain https"),
        ("[index]\nurl = 'https://packages.example/\"&calc'", "index.url must be a plain https"),
        ("[index]\nurl = 'https://[broken/'", "index.url must be a plain https"),
        ("[index]\nurl = 'https://p.example:99999/'", "index.url must be a plain https"),
        ("[network]\npac = 'file:///proxy.pac'", "network.pac must be a plain https"),
        ("[network]\nproxy = 'http://me:secret@proxy.example:8080'", "network.proxy must look like"),
        ("[network]\nproxy = 'proxy server'", "network.proxy must look like"),
        ('[contact]\nhow = "a\\u001b[2Jb"', "control character in contact.how"),
        ('[contact]\nhow = "a\\u0000b"', "control character in contact.how"),
        ("a = " + "[" * 5000, "TOML|nested too deeply"),
        ("[network" + ".a" * 3000 + "]", "nested too deeply"),
        ("[network]\na = " + "{b.c.d.e.f = " * 60 + "1" + "}" * 60, "nested too deeply"),
        ("a = " + "9" * 6000, "not valid TOML"),
        ("[[knowledge.windows]]\nbuild = 0x" + "f" * 6000, "not valid TOML"),
    ],
)
def test_what_could_do_harm_is_refused_in_one_sentence_that_keeps_the_value_to_itself(text: str, says: str) -> None:
    with pytest.raises(BadProfile, match=says) as refused:
        parse(text.encode())
    message = str(refused.value)
    assert message.startswith(("The site profile", "In the site profile"))
    assert message.endswith(".")
    assert "secret" not in message
    assert "\n" not in message


@pytest.mark.parametrize("url", ["http://localhost:8080/simple/", "http://127.0.0.1:1/", "http://[::1]:8080/"])
def test_plain_http_is_for_this_computer_only(url: str) -> None:
    assert parse(f"[index]\nurl = '{url}'".encode()).index.url == url


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(BadProfile, match="neither UTF-8 nor UTF-16"):
        parse(b"\xff\xfe\x00\xd8")
    with pytest.raises(BadProfile, match="neither UTF-8 nor UTF-16"):
        parse(b"name = '\xff'")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_a_profile_or_one_sentence(data: bytes) -> None:
    with contextlib.suppress(BadProfile):
        assert isinstance(parse(data), SiteProfile)


def test_a_redirect_may_name_a_port() -> None:
    text = "[[endpoint]]\nid = 'a'\nurl = 'https://a.example'\nredirects = ['b.example', 'B.example:8443', 'c.example:65535']"
    assert parse(text.encode()).endpoint[0].redirects == ("b.example", "B.example:8443", "c.example:65535")
