"""Whose answer an answer is."""

from urllib.parse import urljoin

import pytest

from pyready.net.asking import Asking
from pyready.net.judge import judge
from pyready.net.stop import Stop
from pyready.net.wire import Answer


@pytest.mark.parametrize("expect", ["any", "html", "json", "binary"])
def test_a_network_that_wants_a_sign_in_first_is_not_taken_for_the_server(expect: str) -> None:
    url = "https://index.example/simple/"
    with pytest.raises(Stop) as stopped:
        judge(Answer(511), url, Asking("index", url, expect=expect))

    assert (stopped.value.layer, stopped.value.reason, stopped.value.status) == ("http", "portal", 511)


HERE = "https://index.example/simple/"


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("status", [403, 451])
@pytest.mark.parametrize(("body", "reason"), [(b"<html>Blocked by policy</html>", "block-page"), (b"no", "status")])
def test_a_page_in_place_of_an_answer_is_a_block_page(status: int, body: bytes, reason: str) -> None:
    with pytest.raises(Stop) as stopped:
        judge(Answer(status, body=body), HERE, Asking("index", HERE, expect="html"))

    assert (stopped.value.reason, stopped.value.status) == (reason, status)
