"""Where trusted authorities are kept."""

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of, look
from pyready.model.facts import Inapplicable
from pyready.probes.certificates import BUNDLES, PROBE, Certificates


@for_each("path", BUNDLES)
def test_each_known_place_is_found(path: str) -> None:
    assert facts_of(bare.linux(files={path: "PEM"}), Certificates, PROBE).bundle == path


def test_of_two_the_first_known_one_counts() -> None:
    files = dict.fromkeys(reversed(BUNDLES), "PEM")

    assert facts_of(bare.linux(files=files), Certificates, PROBE).bundle == BUNDLES[0]


def test_none_is_none() -> None:
    assert facts_of(bare.linux(), Certificates, PROBE).bundle == ""


def test_a_folder_of_that_name_is_no_bundle() -> None:
    assert facts_of(bare.linux(files={f"{BUNDLES[0]}/x": ""}), Certificates, PROBE).bundle == ""


def test_one_that_may_not_be_looked_at_is_not_pointed_to() -> None:
    assert facts_of(bare.linux(denied_files=[BUNDLES[0]]), Certificates, PROBE).bundle == ""


def test_it_is_looked_at_and_never_opened() -> None:
    read = look(bare.linux(files={BUNDLES[1]: "PEM"}), (PROBE,)).did.read

    assert {(each.where, each.found) for each in read} == {(BUNDLES[0], "not-set"), (BUNDLES[1], "set")}


def test_on_windows_the_question_does_not_arise() -> None:
    assert isinstance(look(bare.windows(), (PROBE,)).facts.entry(Certificates), Inapplicable)
