"""The example profile is one that pyready accepts whole."""

from pathlib import Path

from pyready.knowledge.endpoints import endpoints
from pyready.knowledge.site_file import parse

EXAMPLE = Path(__file__).parents[2] / "examples" / "site.toml"


def test_the_example_is_accepted_and_holds_no_unknown_key() -> None:
    profile = parse(EXAMPLE.read_bytes())

    assert profile.unknown == ()
    assert profile.organisation.name == "Example Trust"


def test_its_servers_take_the_place_of_the_public_ones() -> None:
    found = {each.id: each for each in endpoints(parse(EXAMPLE.read_bytes()))}

    assert found["index"].url == "https://index.example/simple/pip/"
    assert found["index"].group == found["index-files"].group == "package-index"
    assert found["index"].own
    assert not found["python-org"].own
