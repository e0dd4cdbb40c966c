"""What a tool is told already, from its settings as facts."""

import msgspec

from for_each import for_each
from laptops.looking import given
from pyready.diagnosis.already_set import (
    Told,
    conda_told,
    conda_trusts,
    git_stops,
    pip_told,
    system_list,
    untold,
    uv_told,
)
from pyready.diagnosis.tool_needs import Wants
from pyready.model.anchors import Anchored
from pyready.model.conda import CondaFacts, Condarc, Installation
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence
from pyready.probes.certificates import Certificates
from pyready.probes.settings import Place, Setting, Settings, SettingsFile

PROXY, OTHER = "proxy.trust.example:8080", "old.trust.example:1"
BUNDLE, OWN = "/etc/ssl/cert.pem", "/home/jo/trust.pem"
NOTHING = given("linux")
STOPS, OF = "git stops at", "its settings file"


def setting(tool: str, name: str, source: str, **value: object) -> Setting:
    return msgspec.structs.replace(Setting(tool, name, source), **value)


def told(*found: Setting, files: tuple[SettingsFile, ...] = (), bundle: str = "") -> Facts:
    return NOTHING.with_entry(Settings, Settings(files, found)).with_entry(Certificates, Certificates(bundle))


def named(*places: Place) -> Setting:
    return setting("certificates", "SSL_CERT_FILE", "environment SSL_CERT_FILE", places=places)


@for_each(
    ("facts", "listed"),
    [
        (NOTHING, ""),
        (NOTHING.with_entry(Certificates, Certificates(BUNDLE)), BUNDLE),
        (told(named(Place(OWN, "set"))), ""),
        (told(bundle=BUNDLE), BUNDLE),
        (told(named(Place(OWN, "set")), bundle=BUNDLE), OWN),
        (told(named(Place(OWN, "missing")), bundle=BUNDLE), BUNDLE),
        (told(named(Place("/gone", "missing"), Place(OWN, "set")), bundle=BUNDLE), OWN),
        (told(setting("certificates", "CURL_CA_BUNDLE", "x", places=(Place(OWN, "set"),)), bundle=BUNDLE), BUNDLE),
    ],
)
def test_the_list_of_this_computer_is_the_variables_where_that_is_there(facts: Facts, listed: str) -> None:
    assert system_list(facts) == listed


@for_each(
    ("files", "says"),
    [
        ((), ""),
        ((SettingsFile("git", "/a", "set"),), ""),
        ((SettingsFile("pip", "/p", "malformed", fault="form", line=2),), ""),
        (
            (
                SettingsFile("git", "/a", "set"),
                SettingsFile("git", "/b", "malformed", fault="form", line=3),
                SettingsFile("git", "/c", "malformed", fault="form", line=4),
            ),
            "git stops at line 3 of its settings file /b.",
        ),
        (
            (
                SettingsFile("git", "/a", "malformed", fault="form", line=3, when="repository"),
                SettingsFile("git", "/b", "set", fault="include", line=4, reason="it is included again"),
            ),
            "git stops at line 4 of its settings file /b: it is included again.",
        ),
        ((SettingsFile("git", "/a", "malformed", fault="form", line=3, reason="odd"),), f"{STOPS} line 3 of {OF} /a."),
    ],
)
def test_the_first_file_at_which_git_stops_is_named(files: tuple[SettingsFile, ...], says: str) -> None:
    assert git_stops(told(files=files)) == says
    assert git_stops(NOTHING) == ""


def test_of_several_files_of_pip_the_last_one_counts() -> None:
    facts = told(
        setting("pip", "proxy", "/a", proxy=OTHER),
        setting("pip", "proxy", "/b", proxy=PROXY),
        setting("pip", "cert", "/a", places=(Place(OWN, "set"), Place(BUNDLE, "set"))),
        setting("uv", "proxy", "/u", proxy=OTHER),
    )

    assert pip_told(facts, "proxy") == Told(f"http://{PROXY}", "/b")
    assert pip_told(facts, "cert") == Told(OWN, "/a")
    assert pip_told(facts, "index-url") is None
    assert pip_told(told(setting("pip", "cert", "/a")), "cert") == Told("", "/a")
    assert pip_told(NOTHING, "proxy") is None


def test_of_several_files_of_uv_the_first_one_counts() -> None:
    facts = told(
        setting("uv", "offline", "/a", flag=True),
        setting("uv", "https-proxy", "/a", proxy=PROXY),
        setting("uv", "https-proxy", "/b", proxy=OTHER),
        setting("uv", "UV_NATIVE_TLS", "malformed"),
        setting("uv", "native-tls", "/a", flag=False),
        setting("uv", "system-certs", "/b", flag=True),
    )

    assert uv_told(facts) == {"proxy": Told(f"http://{PROXY}", "/a"), "trust": Told("false", "/a")}
    assert uv_told(NOTHING) == {"proxy": None, "trust": None}


@for_each("name", ["UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "system-certs", "native-tls"])
def test_each_name_by_which_uv_is_told_whom_to_trust(name: str) -> None:
    assert uv_told(told(setting("uv", name, "/a", flag=True)))["trust"] == Told("true", "/a")
    assert uv_told(told(setting("uv", "offline", "/a", flag=True)))["trust"] is None


def condarc(path: str, **says: object) -> Condarc:
    return msgspec.structs.replace(Condarc(path, Anchored("", path), "set"), **says)


def of_conda(*files: Condarc, own: tuple[Condarc, ...] = (), conda: str = "26.7.2") -> Facts:
    return NOTHING.with_entry(CondaFacts, CondaFacts((Installation("/opt/conda", "conda", conda, own),), files))


def test_a_file_that_outranks_another_has_the_last_word_with_conda() -> None:
    own = condarc("/opt/conda/.condarc", proxy_http=OTHER, proxy_https=OTHER, ssl_verify="no")
    facts = of_conda(condarc("/home/jo/.condarc", proxy_https=PROXY, ssl_verify="truststore"), own=(own,))

    assert conda_told(facts) == {
        "http": Told(f"http://{OTHER}", "/opt/conda/.condarc"),
        "https": Told(f"http://{PROXY}", "/home/jo/.condarc"),
        "ssl_verify": Told("truststore", "/home/jo/.condarc"),
    }
    plain = condarc("/a", proxy_http=PROXY)
    assert conda_told(of_conda(own, plain))["http"] == Told(f"http://{PROXY}", "/a")
    assert conda_told(of_conda(plain))["https"] is None
    assert conda_told(of_conda(own=(own,)))["https"] == Told(f"http://{OTHER}", "/opt/conda/.condarc")
    assert conda_told(of_conda(own=(own,)))["ssl_verify"] == Told("no", "/opt/conda/.condarc")
    assert conda_told(NOTHING) == {"http": None, "https": None, "ssl_verify": None}


def test_a_file_that_says_nothing_leaves_the_word_to_the_one_before() -> None:
    facts = of_conda(condarc("/a", proxy_https=PROXY, ssl_verify="truststore"), condarc("/b"))

    assert conda_told(facts)["https"] == Told(f"http://{PROXY}", "/a")
    assert conda_told(facts)["ssl_verify"] == Told("truststore", "/a")


def test_a_plain_yes_takes_back_what_an_earlier_file_of_conda_says() -> None:
    taken_back = of_conda(condarc("/a", ssl_verify="truststore"), condarc("/b", ssl_verify="yes"))

    assert conda_told(taken_back)["ssl_verify"] is None
    said_again = of_conda(condarc("/a", ssl_verify="yes"), condarc("/b", ssl_verify="truststore"))
    assert conda_told(said_again)["ssl_verify"] == Told("truststore", "/b")


def test_a_file_of_authorities_that_conda_names_is_taken_for_the_computers_own() -> None:
    facts = of_conda(condarc("/a", ssl_verify="file"))

    assert conda_told(facts)["ssl_verify"] == Told("truststore", "/a")
    assert conda_told(facts.with_entry(Certificates, Certificates(BUNDLE)))["ssl_verify"] == Told(BUNDLE, "/a")


@for_each(
    ("condas", "trusts"),
    [
        ((), "truststore"),
        ((Installation("/a", "miniforge", "26.7.2"),), "truststore"),
        ((Installation("/a", "miniforge", "26.7.2"), Installation("/b", "anaconda", "23.1.0")), ""),
        ((Installation("/a", "conda", ""),), ""),
        ((Installation("/a", "micromamba", "2.3.2"), Installation("/b", "miniforge", "26.7.2")), "truststore"),
        ((Installation("/a", "micromamba", "2.3.2"),), "truststore"),
    ],
)
def test_truststore_is_named_only_where_every_conda_heeds_it(condas: tuple[Installation, ...], trusts: str) -> None:
    facts = NOTHING.with_entry(CondaFacts, CondaFacts(condas))

    assert conda_trusts(facts) == trusts
    assert conda_trusts(facts.with_entry(Certificates, Certificates(BUNDLE))) == BUNDLE
    assert conda_trusts(NOTHING) == "truststore"


BY = Told(f"http://{PROXY}", "/p")
TRUST = Told("true", "/t")
SEEN = Evidence("index by requests", "reached")


@for_each(
    ("wants", "said", "left", "sources"),
    [
        (Wants(PROXY), {"proxy": BY, "trust": TRUST}, Wants(), ("/p",)),
        (Wants(PROXY), {"proxy": Told(f"http://{OTHER}", "/p")}, Wants(PROXY), ()),
        (Wants(PROXY), {"proxy": None}, Wants(PROXY), ()),
        (Wants(PROXY), {}, Wants(PROXY), ()),
        (Wants(trust=True), {"proxy": BY, "trust": TRUST}, Wants(), ("/t",)),
        (Wants(trust=True), {"trust": Told("false", "/t")}, Wants(trust=True), ()),
        (Wants(trust=True), {}, Wants(trust=True), ()),
        (Wants(PROXY, trust=True), {"proxy": BY, "trust": TRUST}, Wants(), ("/p", "/t")),
        (Wants(PROXY, trust=True), {"proxy": BY}, Wants(trust=True), ("/p",)),
        (Wants(PROXY, trust=True), {"trust": TRUST}, Wants(PROXY), ("/t",)),
        (Wants(PROXY, trust=True), {"proxy": BY, "trust": Told("true", "/p")}, Wants(), ("/p",)),
        (Wants(), {"proxy": Told("", "/p"), "trust": TRUST}, Wants(), ()),
    ],
)
def test_only_the_value_that_is_wanted_counts_as_told(
    wants: Wants, said: dict[str, Told | None], left: Wants, sources: tuple[str, ...]
) -> None:
    rest = untold(wants, "true", said)

    assert (rest.wants, rest.sources) == (left, sources)
    assert rest.nothing == (bool(sources) and left == Wants())


def test_where_nobody_is_known_to_trust_nothing_said_counts() -> None:
    rest = untold(Wants(trust=True), "", {"trust": Told("", "/t")})

    assert (rest.wants, rest.sources, rest.nothing) == (Wants(trust=True), (), False)


def test_the_answer_names_every_place_and_is_likely_only() -> None:
    found = untold(Wants(PROXY, trust=True), "true", {"proxy": BY, "trust": TRUST}).passed("uv", SEEN)

    assert found.says == "uv probably has every setting that it needs on this network, in /p and /t."
    assert (found.outcome, found.sure, found.because) == ("passed", "likely", (SEEN,))
