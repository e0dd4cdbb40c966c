"""Which of uv's settings counts: text of files in, what is in force out."""

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.tool_settings import Settings
from pyready.probes.settings import PROBE
from pyready.tools.uv import Uv

COMPUTER, USER = "C:\\ProgramData\\uv\\uv.toml", f"{bare.HOME}\\AppData\\Roaming\\uv\\uv.toml"


def uv(computer: str | bytes = "", user: str | bytes = "", **variables: str) -> Uv:
    files = {path: text for path, text in ((COMPUTER, computer), (USER, user)) if text}
    return Uv(facts_of(bare.windows(variables, files=files), Settings, PROBE))


def test_without_settings_nothing_counts() -> None:
    for each in (uv(), Uv(None)):
        assert (each.stops_at, each.refuses, each.offline, each.no_index, each.no_downloads) == (None,) * 5
        assert (each.default_index, each.indexes, each.proxy) == (None, (), None)


@for_each(
    ("text", "fault", "line"),
    [
        ("# ours\n[tool.uv]\noffline = true\n", "tool-header", 2),
        ("offline = true\nplease use the mirror\n", "form", 2),
        ("offline = true\noffline = true\n", "form", 2),
        ('offline = "yes"\n', "value", 1),
        ('offline = true\npython-downloads = "sometimes"\n', "value", 2),
        ('[index]\nurl = "https://a.example/s"\n', "value", 1),
        ("[[index]]\ndefault = true\n", "value", 1),
    ],
)
def test_a_file_that_stops_uv_says_why_and_where(text: str, fault: str, line: int) -> None:
    stops = uv(text).stops_at

    assert stops
    assert (stops.path, stops.scope, stops.fault, stops.line) == (COMPUTER, "computer", fault, line)
    assert uv(text, UV_NO_CONFIG="1").stops_at is None


@for_each(
    ("computer", "user", "variables", "offline"),
    [
        ("offline = true\n", "", {}, COMPUTER),
        ("offline = true\n", "offline = false\n", {}, ""),
        ("", "offline = true\n", {"UV_OFFLINE": "0"}, ""),
        ("", "offline = false\n", {"UV_OFFLINE": "1"}, "environment UV_OFFLINE"),
        ("offline = true\n", "", {"UV_NO_CONFIG": "1"}, ""),
    ],
)
def test_variables_outrank_the_users_file_and_that_the_computers(
    computer: str, user: str, variables: dict[str, str], offline: str
) -> None:
    found = uv(computer, user, **variables).offline

    assert (found.source if found else "") == offline


@for_each(
    ("text", "variables", "stopped"),
    [
        ('python-downloads = "never"\n', {}, True),
        ('python-downloads = "manual"\n', {}, False),
        ('python-downloads = "auto"\n', {}, False),
        ("", {"UV_PYTHON_DOWNLOADS": "never"}, True),
        ("", {"UV_PYTHON_DOWNLOADS": "false"}, True),
        ('python-downloads = "never"\n', {"UV_PYTHON_DOWNLOADS": "manual"}, False),
    ],
)
def test_only_never_keeps_uv_from_a_python_that_it_is_asked_for(
    text: str, variables: dict[str, str], stopped: bool
) -> None:
    assert (uv(text, **variables).no_downloads is not None) == stopped


def test_lists_of_indexes_add_up_and_the_default_takes_the_place_of_the_public_one() -> None:
    more = '[[index]]\nurl = "https://more.example/s"\n[[index]]\nurl = "https://named.example/s"\nexplicit = true\n'
    found = uv(more, '[[index]]\nurl = "https://own.example/s"\ndefault = true\n')

    assert found.default_index
    assert [each.addresses for each in found.indexes] == [("https://own.example/s",), ("https://more.example/s",)]
    assert uv(more).default_index is None
