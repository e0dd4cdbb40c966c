"""What a tool is told already, in its files and variables, as far as that can be compared with what it needs here."""

from collections.abc import Mapping
from typing import NamedTuple

from pyready.diagnosis.tool_needs import Wants
from pyready.knowledge import tools
from pyready.model.conda import CondaFacts, Condarc
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Evidence, Outcome, passed
from pyready.model.shell_lines import url_of
from pyready.model.tool_settings import Setting, Settings, SettingsFile
from pyready.probes.certificates import Certificates

# shown where everything that a tool needs is set already; probably, because the look did not go by that file
_SET_ALREADY = "{tool} probably has every setting that it needs on this network, in {where}."
# shown where every command of git ends
_GIT_STOPS = "git stops at {place}"
_GIT_PLACE = "line {line} of its settings file {path}{why}."

_UV_TRUST = ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "system-certs", "native-tls")


class Told(NamedTuple):
    """What a file or variable says for a setting: enough to compare, and where it stands."""

    value: str
    source: str


def system_list(facts: Facts) -> str:
    """The file of authorities that this computer goes by: the variable's, else the system's own; empty for none."""
    certificates, settings = facts.get(Certificates), facts.get(Settings)
    if certificates is None or not certificates.bundle:
        return ""
    named = settings.of("certificates", "SSL_CERT_FILE") if settings else ()
    return next((place.path for each in named for place in each.places if place.state == "set"), certificates.bundle)


def git_stops(facts: Facts) -> str:
    """What is said of the first file at which every command of git ends; empty where there is none."""
    settings = facts.get(Settings)
    files = settings.files if settings else ()
    file = next((each for each in files if each.tool == "git" and each.fault and not each.when), None)
    return _GIT_STOPS.format(place=git_place(file)) if file else ""


def git_place(file: SettingsFile) -> str:
    """Where git stops, and why where that is an include; the end of a sentence."""
    why = f": {file.reason}" if file.fault == "include" else ""
    return _GIT_PLACE.format(line=file.line, path=file.path, why=why)


def pip_told(facts: Facts, key: str) -> Told | None:
    """What pip goes by for `proxy` or `cert`: the last of several counts."""
    settings = facts.get(Settings)
    found = settings.of("pip", key) if settings else ()
    return Told(_value(found[-1]), found[-1].source) if found else None


def _value(setting: Setting) -> str:
    return url_of(setting.proxy) if setting.proxy else next((place.path for place in setting.places), "")


def uv_told(facts: Facts) -> dict[str, Told | None]:
    """What uv goes by for `proxy`, in its files, and for `trust` (`true`: the system's list): the first of several."""
    settings = facts.get(Settings)
    proxies = settings.of("uv", "https-proxy") if settings else ()
    trust = [each for each in (settings.of("uv", *_UV_TRUST) if settings else ()) if each.flag is not None]
    return {
        "proxy": Told(url_of(proxies[0].proxy), proxies[0].source) if proxies else None,
        "trust": Told("true" if trust[0].flag else "false", trust[0].source) if trust else None,
    }


def conda_told(facts: Facts) -> dict[str, Told | None]:
    """What every conda of this person goes by, by the key of the setting."""
    condas = facts.get(CondaFacts)
    files: tuple[Condarc, ...] = ()
    if condas:
        files = (*(file for each in condas.installations for file in each.condarcs), *condas.condarcs)
    last = files[::-1]
    trust = next((each for each in last if each.ssl_verify), None)
    return {
        "http": next((Told(url_of(each.proxy_http), each.path) for each in last if each.proxy_http), None),
        "https": next((Told(url_of(each.proxy_https), each.path) for each in last if each.proxy_https), None),
        "ssl_verify": Told(_trust_of(trust, facts), trust.path) if trust and trust.ssl_verify != "yes" else None,
    }


def conda_trusts(facts: Facts) -> str:
    """The computer's own list, where it is a file, which every conda can use; else `truststore` if all heed it."""
    if trusted := system_list(facts):
        return trusted
    condas = facts.get(CondaFacts)
    versions = [each.conda for each in condas.installations if each.product != "micromamba"] if condas else []
    every = versions or [tools.shipped("miniforge", "conda")]
    rows = [tools.way("conda", each, facts[Asked].platform) for each in every]
    return "truststore" if all(row.heeds(behind_proxy=True) for row in rows) else ""


def _trust_of(file: Condarc, facts: Facts) -> str:
    """Of a list that a file names only that there is one is known: it is taken for the computer's own."""
    return conda_trusts(facts) if file.ssl_verify == "file" else file.ssl_verify


class Untold(NamedTuple):
    """What a tool still needs to be told, and where it is told the rest."""

    wants: Wants
    sources: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Everything is said already."""
        return bool(self.sources) and not self.wants.proxy and not self.wants.trust

    def passed(self, tool: str, *because: Evidence) -> Outcome:
        """The answer then. The look did not go by that file, so it is likely and not certain."""
        says = _SET_ALREADY.format(tool=tool, where=" and ".join(self.sources))
        return passed(says, *because, sure="likely")


def untold(wants: Wants, trust: str, told: Mapping[str, Told | None]) -> Untold:
    """Take out of `wants` what is told. `trust` is the value that stands for whom to trust; `told` by `proxy`, `trust`.

    Another value than the wanted one counts as nothing: it was not tried.
    """
    proxy, list_of = told.get("proxy"), told.get("trust")
    by_proxy = proxy.source if wants.proxy and proxy and proxy.value == url_of(wants.proxy) else ""
    by_list = list_of.source if wants.trust and trust and list_of and list_of.value == trust else ""
    left = Wants("" if by_proxy else wants.proxy, wants.trust and not by_list)
    return Untold(left, tuple(dict.fromkeys(each for each in (by_proxy, by_list) if each)))
