"""Whose answer an answer is."""

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
