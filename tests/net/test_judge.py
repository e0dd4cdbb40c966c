"""Whose answer an answer is."""

from urllib.parse import urljoin

import pytest

from for_each import for_each
from pyready.net.asking import Asking
from pyready.net.judge import also, judge
from pyready.net.stop import Stop
from pyready.net.wire import Answer


@for_each("expect", ["any", "html", "json", "binary"])
def test_a_network_that_wants_a_sign_in_first_is_not_taken_for_the_server(expect: str) -> None:
    url = "https://index.example/simple/"
    with pytest.raises(Stop) as stopped:
        judge(Answer(511), url, Asking("index", url, expect=expect))

    assert (stopped.value.layer, stopped.value.reason, stopped.value.status) == ("http", "portal", 511)


HERE = "https://index.example/simple/"


@for_each(
    ("target", "followed"),
    [
        ("/other/", True),
        ("https://index.example/other/", True),
        ("https://index.example:443/other/", True),
        ("https://files.example/x", True),
        ("https://files.example:443/x", True),
        ("http://index.example/simple/", False),
        ("http://files.example/x", False),
        ("https://index.example:8443/simple/", False),
        ("https://files.example:8443/x", False),
        ("https://elsewhere.example/", False),
        ("ftp://index.example/", False),
        ("https://[broken/", False),
        ("https://index.example:port/", False),
    ],
)
def test_a_redirect_is_followed_only_where_host_scheme_and_port_are_listed(target: str, followed: bool) -> None:
    answer = Answer(302)
    answer.headers["Location"] = target
    asking = Asking("index", HERE, redirects=("files.example",))

    if followed:
        assert judge(answer, HERE, asking) == urljoin(HERE, target)
    else:
        with pytest.raises(Stop) as stopped:
            judge(answer, HERE, asking)
        assert (stopped.value.layer, stopped.value.reason) == ("http", "redirected-away")


@pytest.mark.parametrize(("port", "followed"), [("8443", True), ("443", False), ("8444", False)])
def test_a_server_on_a_port_of_its_own_sends_on_to_that_port_only(port: str, followed: bool) -> None:
    url = "https://mirror.example:8443/simple/"
    answer = Answer(302)
    answer.headers["Location"] = f"https://mirror.example:{port}/x"

    if followed:
        assert judge(answer, url, Asking("index", url)).endswith(":8443/x")
    else:
        with pytest.raises(Stop):
            judge(answer, url, Asking("index", url))


@for_each(
    ("listed", "target", "followed"),
    [
        ("files.example:8443", "https://files.example:8443/x", True),
        ("Files.example:8443", "https://FILES.example:8443/x", True),
        ("files.example:8443", "https://files.example/x", False),
        ("files.example:8443", "https://files.example:8444/x", False),
        ("files.example:8443", "http://files.example:8443/x", False),
        ("files.example:443", "https://files.example/x", True),
        ("mirror.example:9443", "https://mirror.example:9443/x", True),
        ("files.example", "https://files.example/x", True),
        ("files.example", "https://files.example:8443/x", False),
    ],
)
def test_a_port_in_the_list_is_that_port_and_none_is_the_usual_one(listed: str, target: str, followed: bool) -> None:
    url = "https://mirror.example:8443/simple/"
    answer = Answer(302)
    answer.headers["Location"] = target
    asking = Asking("index", url, redirects=(listed,))

    if followed:
        assert judge(answer, url, asking) == target
    else:
        with pytest.raises(Stop):
            judge(answer, url, asking)


@for_each("status", [403, 451])
@for_each(("body", "reason"), [(b"<html>Blocked by policy</html>", "block-page"), (b"no", "status")])
def test_a_page_in_place_of_an_answer_is_a_block_page(status: int, body: bytes, reason: str) -> None:
    with pytest.raises(Stop) as stopped:
        judge(Answer(status, body=body), HERE, Asking("index", HERE, expect="html"))

    assert (stopped.value.layer, stopped.value.reason, stopped.value.status) == ("http", reason, status)


@for_each("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_followed_whatever_is_expected(status: int) -> None:
    assert judge(_sent(status, "/x"), HERE, Asking("index", HERE, expect="html", holds="Simple")) == urljoin(HERE, "/x")


@for_each("status", [300, 304, 305, 306, 309, 404])
def test_another_status_leads_nowhere_even_with_a_location(status: int) -> None:
    with pytest.raises(Stop) as stopped:
        judge(_sent(status, "/x"), HERE, Asking("index", HERE, expect="html"))

    assert _told(stopped.value) == ("status", f"the server answered {status}", status)
    assert judge(_sent(status, "/x"), HERE, Asking("index", HERE)) == ""


def test_a_redirect_without_a_location_is_an_answer_with_an_odd_status() -> None:
    with pytest.raises(Stop) as stopped:
        judge(Answer(302), HERE, Asking("index", HERE, expect="html"))

    assert _told(stopped.value) == ("status", "the server answered 302", 302)


@for_each(
    ("asked", "target", "redirects", "followed"),
    [
        ("http://mirror.example/", "http://mirror.example:80/x", (), True),
        ("http://mirror.example:80/", "http://mirror.example/x", (), True),
        ("https://mirror.example:443/", "https://mirror.example/x", (), True),
        ("http://mirror.example/", "http://mirror.example:443/x", (), False),
        ("http://mirror.example/", "https://mirror.example/x", (), False),
        ("https://MIRROR.example/", "https://Mirror.Example/x", (), True),
        ("https://mirror.example/", "https://Files.Example/x", ("FILES.example",), True),
        ("https://mirror.example:8443/", "https://files.example:8443/x", ("files.example",), False),
        ("https://mirror.example:8443/", "https://files.example/x", ("files.example",), True),
        ("https://mirror.example:8443/", "https://files.example:9443/x", ("files.example",), False),
        ("https://mirror.example/", "https://files.example:9443/x", ("files.example:9443",), True),
        ("https://mirror.example/", "https://files.example/x", ("files.example:9443",), False),
        ("https://mirror.example/", "http://files.example:9443/x", ("files.example:9443",), False),
        ("https://mirror.example:8443/", "https://other.example:8443/x", (), False),
    ],
)
def test_ports_and_names_are_compared_as_the_standard_says(
    asked: str, target: str, redirects: tuple[str, ...], followed: bool
) -> None:
    asking = Asking("index", asked, redirects=redirects)

    if followed:
        assert judge(_sent(302, target), asked, asking) == urljoin(asked, target)
    else:
        with pytest.raises(Stop):
            judge(_sent(302, target), asked, asking)


@for_each(
    ("target", "detail"),
    [
        ("https://Wifi.Guest.example/login", "sent on to wifi.guest.example"),
        ("about:blank", "sent on to nowhere"),
        ("https://a\x01.example/", "sent on to a\\u0001.example"),
        ("https://[broken/", "sent on to something that is not an address"),
    ],
)
def test_where_an_answer_wanted_to_lead_is_told(target: str, detail: str) -> None:
    with pytest.raises(Stop) as stopped:
        judge(_sent(307, target), HERE, Asking("index", HERE))

    assert _told(stopped.value) == ("redirected-away", detail, 307)


BOM = b"\xef\xbb\xbf"
LATE = b" " * 1019
PAGES = [
    (b"<!DOCTYPE html><p>Blocked</p>", "", True),
    (b"<!doctype HTML>", "", True),
    (b"<HTML lang='en'>", "", True),
    (b"<head><title>Blocked</title>", "", True),
    (b"<!-- blocked -->", "", True),
    (BOM + b" \t\r\n<head>", "", True),
    (b"<?xml version='1.0'?><Html>", "", True),
    (b"Go <b>away</b>", "text/html", False),
    (b'{"info": {}}', "text/html; charset=utf-8", False),
    (b"", "text/html", True),
    (b"", "Text/HTML; charset=utf-8", True),
    (b" \n", "text/html", True),
    (b"", "application/json", False),
    (b"", "", False),
    (b"no <head> first", "", False),
    (b"X<head>", "", False),
    (b"", "text/html; caf\udce9", True),
    (b"<" + LATE[1:] + b"<html", "", True),
    (b"<" + LATE + b"<html", "", False),
]  # fmt: skip


@for_each(("body", "kind", "page"), PAGES)
@for_each(("expect", "name"), [("json", "data"), ("binary", "a file")])
def test_a_page_in_place_of_data_is_told_by_its_start_or_without_one_by_its_kind(
    body: bytes, kind: str, page: bool, expect: str, name: str
) -> None:
    answer = Answer(200, body=body)
    if kind:
        answer.headers["Content-Type"] = kind

    if page:
        with pytest.raises(Stop) as stopped:
            judge(answer, HERE, Asking("index", HERE, expect=expect))
        assert _told(stopped.value) == ("block-page", f"a web page instead of {name}", 200)
    else:
        assert judge(answer, HERE, Asking("index", HERE, expect=expect)) == ""


@pytest.mark.parametrize("expect", ["any", "html"])
def test_a_page_without_the_word_of_the_true_one_is_a_block_page(expect: str) -> None:
    asking = Asking("index", HERE, expect=expect, holds="Simple index")
    with pytest.raises(Stop) as stopped:
        judge(Answer(200, body=b"<html>Blocked"), HERE, asking)

    assert _told(stopped.value) == ("block-page", "a web page instead of the page asked for", 200)
    assert judge(Answer(200, body=b"<html>Simple index"), HERE, asking) == ""
    assert judge(Answer(200, body=b"<html>Blocked"), HERE, Asking("index", HERE, expect=expect)) == ""


def test_a_location_that_no_header_may_hold_is_taken_as_text() -> None:
    target = "https://index.example/caf\udce9"

    assert judge(_sent(302, target), HERE, Asking("index", HERE)).startswith("https://index.example/caf")


@pytest.mark.parametrize("status", [200, 299])
def test_every_status_of_success_may_come_from_a_filter(status: int) -> None:
    with pytest.raises(Stop) as stopped:
        judge(Answer(status, body=b"<html>Blocked"), HERE, Asking("index", HERE, expect="json"))

    assert stopped.value.reason == "block-page"


@for_each(("status", "taken"), [(199, False), (200, True), (299, True), (300, False), (500, False)])
def test_only_a_status_of_success_is_the_answer_that_was_expected(status: int, taken: bool) -> None:
    asking = Asking("index", HERE, expect="html", holds="Simple")

    if taken:
        assert judge(Answer(status, body=b"Simple"), HERE, asking) == ""
    else:
        with pytest.raises(Stop) as stopped:
            judge(Answer(status, body=b"Simple"), HERE, asking)
        assert _told(stopped.value) == ("status", f"the server answered {status}", status)


@pytest.mark.parametrize("status", [199, 300, 404])
def test_where_any_answer_will_do_only_one_of_success_has_to_hold_the_word(status: int) -> None:
    assert judge(Answer(status, body=b"<html>"), HERE, Asking("index", HERE, holds="Simple")) == ""


def test_the_words_for_a_page_of_the_network_or_of_a_filter_hold_the_status() -> None:
    with pytest.raises(Stop) as of_network:
        judge(Answer(511), HERE, Asking("index", HERE))
    with pytest.raises(Stop) as of_filter:
        judge(Answer(451, body=b"<html>"), HERE, Asking("index", HERE))

    assert of_network.value.detail == "the network asks for a sign-in first"
    assert of_filter.value.detail == "a web page instead of an answer, status 451"


def test_a_page_with_another_status_is_an_answer_of_the_server() -> None:
    assert judge(Answer(404, body=b"<html>"), HERE, Asking("index", HERE)) == ""


@for_each(
    ("before", "url", "after"),
    [
        ((), "https://Files.example:8443/x", ("files.example",)),
        ((), "https://INDEX.example/other/", ()),
        (("files.example",), "https://files.example/y", ("files.example",)),
        (("files.example",), "https://more.example/", ("files.example", "more.example")),
        (("files.example",), HERE, ("files.example",)),
        ((), "https://a\x01.example/", ("a\\u0001.example",)),
    ],
)
def test_hosts_on_the_way_are_kept_once_and_without_the_first(
    before: tuple[str, ...], url: str, after: tuple[str, ...]
) -> None:
    assert also(before, url, Asking("index", "https://Index.example/simple/")) == after


def _sent(status: int, target: str) -> Answer:
    answer = Answer(status)
    answer.headers["Location"] = target
    return answer


def _told(stop: Stop) -> tuple[str, str, int | None]:
    assert stop.layer == "http"
    return stop.reason, stop.detail, stop.status
