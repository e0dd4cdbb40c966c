r"""The privacy scan: a second mind that looks once more through everything that came from the machine.

It does not know how names are taken out, and shares no pattern with what takes them out (`tests/test_shape.py` holds
it): what one of the two overlooks the other may see. It goes by the words of the names that the facts held in fields of
their own, by places where people's names stand, and by shapes; against a vocabulary made from our own words
(`vocabulary.txt`). It is over-careful on purpose: what it finds is only left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, get_args
from urllib.parse import unquote

from pyready.model.facts import Kind
from pyready.model.outcome import Evidence, Step
from pyready.model.record import Record
from pyready.privacy.issuers import public_issuer
from pyready.privacy.walk import LONGEST

_KINDS = {
    "user": "an account or profile folder",
    "computer": "a computer's name",
    "domain": "the organisation's name",
    "proxy": "a proxy",
    "host": "a server of the organisation",
    "issuer": "the organisation's own certificates",
    "share": "a network share",
    "address": "a network address",
    "number": "a long number",
    "sid": "an account's id",
    "secret": "a secret",
    "length": "a text too long to check",
}


class Leak(NamedTuple):
    """Something that must not be shared: where it stands and what it is, never the thing itself."""

    field: str
    what: str


class Known(NamedTuple):
    """Words and servers that must not be left, each with the kind of name that it comes from."""

    words: Mapping[str, str]
    phrases: Mapping[str, str]
    """Servers, authorities and the organisation, as they are called."""
    owners: frozenset[str] = frozenset()
    r"""Domains and computers, which stand before `\\` and an account, also where they are ordinary words."""


NOBODY = Known({}, {})
"""For texts of which only places and shapes tell."""


def known(found: Iterable[tuple[str, str, str]]) -> Known:
    """The words of all names that stand in fields of their own; pass the `texts` as they were before redaction."""
    words: dict[str, str] = {}
    phrases: dict[str, str] = {}
    owners: set[str] = set()
    for text, privacy in sorted({(text, privacy) for _, text, privacy in found if privacy not in {"public", "text"}}):
        bare = _plain(_TOKEN.sub(" ", text)).strip()
        if privacy in {"user", "computer", "domain"}:
            words |= dict.fromkeys(_words_of(bare), privacy)
            owners |= {bare} - _HIVES if privacy != "user" and bare else set()
        elif privacy in {"proxy", "share", "host"}:
            phrases |= {name: privacy for name in _HOST_NAME.findall(bare) if _is_private_host(name)}
        elif privacy == "issuer" and bare and _is_private(bare) and not public_issuer(text):
            phrases[bare] = privacy
        elif privacy == "path":
            phrases |= dict.fromkeys(filter(_is_private, _ORGANISATION.findall(bare)), "domain")
    return Known(words, phrases, frozenset(owners))


_HIVES = frozenset({"hklm", "hkcu", "hkcr"})
"""Before a backslash they begin a place in the registry, also on a computer that is called so."""


def _words_of(name: str) -> set[str]:
    """Its parts of three letters and more that say something, and how its 8.3 name begins; numbers from six digits."""
    parts = {*re.findall(r"[^\W_]+", name), *re.findall(r"[^\W\d_]+", name), re.sub(r"[\W_]", "", name)[:6]}
    return {part for part in parts if len(part) >= (6 if part.isdecimal() else 3) and _is_private(part)}


def is_our_word(word: str) -> bool:
    """Whether our own code, knowledge and guides use a word, in small letters: then it names nobody."""
    return word in _vocabulary()


def _is_private(words: str) -> bool:
    return words not in _vocabulary()


def _is_private_host(name: str) -> bool:
    return len(name) > 2 and name not in _vocabulary() and not name.startswith("127.") and not _NUMBER.fullmatch(name)


@cache
def _vocabulary() -> frozenset[str]:
    """Words and hosts of our own code, knowledge and guides, in small letters; `tasks.py renew` writes them.

    The kinds of absence stand in evidence as they are, hyphen and all.
    """
    words = Path(__file__).with_name("vocabulary.txt").read_text("utf-8").split()
    return frozenset((*words, *get_args(Kind)))


def leaks(values: Iterable[tuple[str, str]], names: Known) -> tuple[Leak, ...]:
    """What is left of these names, and of anything private by its place or shape, in pairs of path and text."""
    finders = (*_BY_SHAPE, *_by_words(names.words), *_by_phrases(names.phrases), *_by_owners(names.owners))
    return _leaks(values, finders)


def secrets(values: Iterable[tuple[str, str]]) -> tuple[Leak, ...]:
    """Secrets alone: not even a private report may hold one."""
    found = _leaks(values, tuple(each for each in _BY_SHAPE if each.kind == "secret"))
    return tuple(leak for leak in found if leak.what == _KINDS["secret"])


def values(found: Iterable[tuple[str, str, str]], record: Record | None = None) -> Iterator[tuple[str, str]]:
    """Path and text of everything in a report that came from the machine, its `texts` first; no sentence of ours."""
    yield from ((path, text) for path, text, _ in found)
    if record is not None:
        yield from handed_in(record)


def handed_in(record: Record) -> Iterator[tuple[str, str]]:
    """What checks and routes took over from facts: the values and sources of evidence, and commands."""
    for number, check in enumerate(record.checks):
        yield from _evidence(f"checks[{number}].because", check.because)
        yield from _commands(f"checks[{number}].fix.commands", check.fix.commands if check.fix else ())
    for number, route in enumerate(record.routes):
        yield from _commands(f"routes[{number}].steps", route.steps)
    yield from ((f"found[{number}].where", each.where) for number, each in enumerate(record.found))
    for number, request in enumerate(record.requests):
        yield from _evidence(f"requests[{number}].evidence", request.evidence)


def _evidence(path: str, found: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    for number, evidence in enumerate(found):
        yield f"{path}[{number}].value", evidence.value
        yield f"{path}[{number}].source", evidence.source


def _commands(path: str, steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    return ((f"{path}[{number}].command", step.command) for number, step in enumerate(steps))


class _Shape(NamedTuple):
    """A pattern, the kind of what it finds, and words at which it is not meant (the group `name`, else the whole).

    `needs` keeps it quick: a text without any of these holds nothing that the pattern finds; empty: any text may.
    """

    kind: str
    pattern: str
    needs: tuple[str, ...]
    but: frozenset[str]
    unless_ours: bool
    """What stands in our own vocabulary is let through."""

    def is_in(self, text: str) -> bool:
        """Whether a text that holds what is needed holds a name of this shape."""
        return any(map(self._means, _compiled(self.pattern).finditer(text)))

    def _means(self, match: re.Match[str]) -> bool:
        name = match["name"].strip() if "name" in match.re.groupindex else ""
        return name not in self.but and not (self.unless_ours and name in _vocabulary())


@lru_cache(512)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Late: most patterns meet no text that holds what they need."""
    return re.compile(pattern)


_TOKEN = re.compile(r"<[a-z]+(?:-[a-z]+)?(?:-\d{1,6})?>")
_GAP = "\x00"
"""Stands where a token stood: no name goes on across it, and no placeholder begins there."""
_HOST_NAME = re.compile(r"[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,8}")
_NUMBER = re.compile(r"[\d.:]+")
_TOP = r"(?:uk|com|net|org|local|internal|intranet|lan|corp|ad|gov|edu|ac|io|eu|ie|int|wales|scot|cloud|health)"
_NOBODY = frozenset(
    {"public", "default", "default user", "all users", "shared", "linuxbrew", "defaultapppool", "desktop.ini"}
)
_NOT_A_NAME = r"(?![{%$~.])"
_ENDS = r"\\/\x00<>|:*?\"\r\n;,"
_HOMES = "homes?|profiles?|userdata"
_HOMES_NEED = ("home", "profile", "userdata")
_PLACES_NEED = ("people", "staff", "colleagues", "employees", "personal")
_PLACES = rf"(?:{'|'.join(_PLACES_NEED)})"


def _shape(
    kind: str, pattern: str, *needs: str, but: frozenset[str] = frozenset(), unless_ours: bool = False
) -> _Shape:
    return _Shape(kind, pattern, needs, but, unless_ours)


_LEFT, _RIGHT = r"(?<![^\W_])", r"(?![^\W_])"
_FOLDER = rf"{_NOT_A_NAME}(?P<name>[^{_ENDS}]{{1,64}})"
_SERVER = r"(?P<name>(?!wsl[$.]|localhost|tsclient|127\.)[^\W_][\w.-]*)"

_ORGANISATION = re.compile(rf"(?:onedrive - |cloudstorage[\\\\/]+onedrive-)(?! |personal){_FOLDER}")

_BY_SHAPE = (
    _shape("secret", r"://[^\s/@\x00]{1,400}@", "@"),
    _shape("secret", r"//[^\s/@:\x00]{1,200}:(?!\d{1,5}[/?#,;\s])[^\s\x00]{1,400}@", "@"),
    _shape("secret", rf"{_LEFT}(?:pypi-ag|gh[pousr]_|github_pat_|glpat-|npm_)[\w-]{{16}}", "-", "_"),
    _shape(
        "secret",
        rf"{_LEFT}(?:passw(?:or)?d|pwd|token|secret|api[_-]?key)[\"']?\s{{0,3}}[=:]\s{{0,3}}[^\s,;&\x00]",
        *("passw", "pwd", "token", "secret", "api"),
    ),
    _shape(
        "secret",
        rf"{_LEFT}(?:basic|bearer|ntlm|negotiate)\s{{1,3}}[\w+/=.-]{{16}}",
        *("basic", "bearer", "ntlm", "negotiate"),
    ),
    _shape("secret", r"/t/[a-z]{2}-[\w-]{20}", "/t/"),
    _shape("sid", rf"{_LEFT}s-1-(?:5-21|12-1)-\d", "s-1-"),
    _shape("number", r"(?<![\w.-])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-])"),
    _shape("number", r"(?<![\w.-])\d{11,30}(?![\w.-])"),
    _shape("user", rf"(?:^|[\\/:])(?:users|documents and settings)[\\/]+{_FOLDER}", "users", "doc", but=_NOBODY),
    _shape("user", rf"{_LEFT}(?<![.)}}~\x00$%_-])[\\/]home[\\/]+{_FOLDER}", "home", but=_NOBODY),
    _shape("user", rf"[\\/]{{2,8}}[^\\/\s\x00]{{1,80}}[\\/]+(?:{_HOMES})\$?[\\/]+{_FOLDER}", *_HOMES_NEED, but=_NOBODY),
    _shape("user", rf"\x00[\\/]+(?:{_HOMES})\$?[\\/]+{_FOLDER}", *_HOMES_NEED, but=_NOBODY),
    _shape("user", rf"[\\/]{_PLACES}[\\/]+{_FOLDER}", *_PLACES_NEED, unless_ours=True),
    _shape("user", r"(?<![\w.+/-])(?P<name>[\w.+'-]{1,64})@[^\W\d_][\w-]*\.[\w.-]+", "@", but=frozenset({"git"})),
    _shape(
        "domain",
        r"(?<![\w.-])(?P<name>[^\W_][\w-]{0,62})\.(?:sharepoint|onmicrosoft)\.com",
        *(".sharepoint", ".onmicrosoft"),
        unless_ours=True,
    ),
    _shape("domain", _ORGANISATION.pattern, "onedrive"),
    _shape("share", rf"(?:(?<![\w:\\/\x00%)}}~>$.])|(?<=file:))(?:\\{{2,4}}|//){_SERVER}[\\/]", "\\\\", "//"),
    _shape(
        "address",
        r"(?<![\w.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\w.])",
        *("10.", "192.168.", "172."),
    ),
    _shape(
        "host", rf"(?<![\w.@-])(?P<name>(?:[^\W_][\w-]{{0,62}}\.){{1,8}}{_TOP})(?![\w-]|\.\w)", ".", unless_ours=True
    ),
    _shape("host", r"(?<!file)://(?P<name>[^\W\d_][\w-]{0,62})(?=[:/]|$)", "://", unless_ours=True),
)


def _by_words(words: Mapping[str, str]) -> Iterator[_Shape]:
    r"""A word by itself, and from four letters on at the beginning or end of another: `jsmith`, `smithj2`."""
    for kind in sorted(set(words.values())):
        plain = [word for word in words if words[word] == kind]
        yield _shape(kind, rf"{_LEFT}(?P<name>{_any_of(plain)}){_RIGHT}", *plain)
        if long := [word for word in plain if len(word) >= 4]:
            longer = rf"(?:{_any_of(long)})[^\W_]+|[^\W_]+(?:{_any_of(long)})"
            yield _shape(kind, rf"{_LEFT}(?P<name>{longer}){_RIGHT}", *long, unless_ours=True)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _by_phrases(phrases: Mapping[str, str]) -> Iterator[_Shape]:
    for kind in sorted(set(phrases.values())):
        names = [name for name in phrases if phrases[name] == kind]
        yield _shape(kind, rf"(?<![\w-])(?P<name>{_any_of(names)})(?![\w-])", *names)


def _by_owners(owners: Iterable[str]) -> Iterator[_Shape]:
    account = r"(?P<name>[^\W_][\w.' -]*)(?![\w\\/])"
    yield _shape("user", rf"(?:^|(?<=[^-] ))\x00\\{{1,4}}{account}", "\x00\\", but=_NOBODY, unless_ours=True)
    if every := tuple(owners):
        names = _any_of(every)
        telling = tuple(filter(_is_private, every))
        begins = r"(?<![\w\\/:.\x00-])(?:{})\\{{1,4}}"
        yield _shape("domain", rf"{begins.format(names)}(?:\x00|[\w.]+(?![\w.\\/]))", *every)
        yield _shape("domain", rf"{begins.format(names)}(?P<name>\w+)", *every, unless_ours=True)
        if telling:
            yield _shape("domain", rf"{begins.format(_any_of(telling))}\w", *telling)
        yield _shape("user", rf"(?<![\w\\/:.-])(?:{names})[\\/]{{1,8}}{account}", *every, but=_NOBODY)


def _leaks(pairs: Iterable[tuple[str, str]], finders: tuple[_Shape, ...]) -> tuple[Leak, ...]:
    kinds: dict[str, tuple[str, ...]] = {}
    found: dict[Leak, None] = {}
    for path, text in pairs:
        if text not in kinds:
            kinds[text] = tuple(dict.fromkeys(_kinds(text, finders)))
        for kind in kinds[text]:
            found[Leak(path, _KINDS[kind])] = None
    return tuple(found)


def _kinds(text: str, finders: tuple[_Shape, ...]) -> Iterator[str]:
    if len(text) > LONGEST:
        yield "length"
        return
    for form in _forms(text):
        for each in finders:
            for need in each.needs:  # written out: it is asked hundreds of thousands of times
                if need in form:
                    break
            else:
                if each.needs:
                    continue
            if each.is_in(form):
                yield each.kind


def _forms(text: str) -> tuple[str, ...]:
    """The text as it reads, and as it reads once its escapes are undone; without tokens."""
    bare = _TOKEN.sub(_GAP, text)
    if not _ESCAPE.search(bare):
        return (_plain(bare),)
    import html  # late: most texts hold no escapes

    undone = bare
    for _ in range(3):
        undone = unquote(html.unescape(undone))
    undone = _CODE.sub(lambda match: chr(int(match[1] or match[2], 16)), undone)
    return _plain(bare), _plain(undone)


_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|&#?\w|\\[ux][0-9A-Fa-f]{2}")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


def _plain(text: str) -> str:
    """Small letters without accents and without what cannot be seen."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text)
    seen = (char for char in letters if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")
    return "".join(seen).casefold()
