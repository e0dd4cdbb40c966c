r"""What gives itself away by its shape: profile folders, network shares, account ids, secrets, tenants.

All patterns are for text without case (see `disguise`), with either slash, any number of them. The group `name` is what
is to be replaced. Every repetition is bounded, because the text may be hostile.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

S = r"[\\/]{1,8}"
LEFT, RIGHT = r"(?<![^\W_])", r"(?![^\W_])"
"""The edges of a name: no letter or digit beside it. `_` is no letter here: `old_jsmith` holds `jsmith`."""

SLASHES = ("\\\\", "//", "\\/", "/\\")
"""Two slashes of any kind: without them there is no share."""


class Rule(NamedTuple):
    """A pattern (the group `name`, else the whole match, is replaced), and what it finds.

    `needs` keeps it quick: unless one of these stands in the text the pattern cannot match, and is not tried.
    """

    pattern: str
    kind: str
    needs: tuple[str, ...]
    key: str | None = ""
    """Tells names of a kind apart; empty for the person, the computer and the first domain; None: the match itself."""
    by_shape: bool = False
    """Only the shape tells: words that say nothing by themselves are left."""

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match; the pattern is compiled at the first text that holds what it needs."""
        return compiled(self.pattern).finditer(text)


@lru_cache(1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return re.compile(pattern)


_FORBIDDEN = r"\\/\x00<>|:*?\"\r\n;,"
"""Characters that no file name holds, or that stand between paths."""
_NAME = rf"[^{_FORBIDDEN}]{{1,64}}"
_NAME_IN_TEXT = rf"[^{_FORBIDDEN}]{{1,64}}(?={S})|[^\s{_FORBIDDEN}]{{1,64}}"
"""In a sentence a name ends at a space, unless a slash shows that the space belongs to it."""
_NO_PLACEHOLDER = r"(?![{%$~])(?!\.{1,3}(?:[\\/]|$))"
"""`C:\\Users\\%USERNAME%` and `/home/*` name nobody."""

_TOP = r"(?<![^\W_])(?<![.)}~\x00$%_-])"
"""A place where a path can begin."""
_ROOT = r"(?:var|export|nfs|data|srv|mnt/\w{1,20}|volumes/[^\\/\x00]{1,40})"
_ON_SHARE = r"(?:users|homes?|profiles?|userdata|redirected[ \w-]{0,20})\$?"
_PEOPLE = r"(?:people|staff|colleagues|employees|personal|home ?(?:drive|folder|dir|director(?:y|ie))s?)\$?"
"""Names of folders that hold a folder for each person, on shares and on drives that are shares."""
_ABOVE_PROFILES = (
    rf"(?:(?:^|[\\/:])(?:users|documents and settings){S}"
    rf"|{_TOP}[\\/]{{1,8}}(?:{_ROOT}{S})?home{S}"
    rf"|[\\/]{{2,8}}[^\\/\s\x00]{{1,80}}{S}(?:[^\\/\x00]{{1,80}}{S}){{0,6}}?{_ON_SHARE}{S})"
)

_SERVER = r"(?!wsl\$|wsl\.localhost|localhost|tsclient|127\.)[^\W_][\w.@$-]{0,80}"
_SHARE_START = (
    r"(?P<name>(?:(?<=file:)(?:[\\/]{2}|[\\/]{4,5})"
    r"|(?<![\w:\\/\x00%)}~>$])(?:[\\/]{2,4}\?[\\/]{1,2}unc[\\/]{1,2}|[\\/]{2,8}))"
    rf"(?P<server>{_SERVER})"
)
"""`file:///x` is a path of this machine; `file://server/x` and `file:////server/x` are not."""

SHARES = {
    True: re.compile(rf"{_SHARE_START}{S}(?P<share>{_NAME}))"),
    False: re.compile(rf"{_SHARE_START}{S}(?P<share>{_NAME_IN_TEXT}))"),
}
r"""`\\server\share`; by whether the text is one path, where spaces belong to names."""

PROFILES = {
    True: re.compile(rf"{_ABOVE_PROFILES}{_NO_PLACEHOLDER}(?P<name>{_NAME})"),
    False: re.compile(rf"{_ABOVE_PROFILES}{_NO_PLACEHOLDER}(?P<name>{_NAME_IN_TEXT})"),
}
"""Anybody's profile folder; by whether the text is one path."""

PROFILES_NEED = ("users", "home", "documents and", "profile", "userdata", "redirected")

PEOPLE = re.compile(rf"[\\/]{_PEOPLE}{S}{_NO_PLACEHOLDER}(?P<name>{_NAME})")
"""Anybody's folder in a folder for people, in a text that is one path."""
PEOPLE_NEED = ("people", "staff", "colleagues", "employees", "personal", "home")

_SYSTEM = r"(?:windows|program files(?: \(x86\))?|programdata|users|documents and settings|\w{1,6}~\d)"
APART = re.compile(
    rf"[a-z]:{S}(?!{_SYSTEM}(?:[\\/]|$))|[\\/]{{2,8}}(?=[^\W_])|/(?:data|export|media|mnt|nfs|srv|volumes)/"
)
"""A path on a share, or in a folder that no system makes: there an ordinary word may be a name."""

SERVER = re.compile(rf"^(?P<name>\\{{2,4}}(?P<server>{_SERVER})\\{{0,2}})$")
r"""`\\server` alone."""


def _secret(pattern: str, *needs: str) -> Rule:
    return Rule(pattern, "secret", needs)


DIGITS = tuple("0123456789")
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}"

MAIL = re.compile(rf"(?:(?<=mailto:)|(?<![\w.+:/\\-]))(?P<name>[\w.+'-]{{1,64}})@(?P<host>{_HOST})(?![\w-])")
"""An e-mail address at any domain."""

SHAPES = (
    # a sign-in in an address: `://token@`, `//user:password@`, the latter with any character in the password
    _secret(r"://(?P<name>[^\s/@\x00]{1,400})@", "@"),
    _secret(r"//(?P<name>[^\s/@:\x00]{1,200}:(?!\d{1,5}(?:[/?#,;\s]|$))[^\s\x00]{0,400})@", "@"),
    # tokens by their published beginnings
    _secret(rf"{LEFT}(?P<name>(?:pypi-ag|gh[pousr]_|github_pat_|glpat-|npm_)[\w-]{{16,300}})", "-", "_"),
    # values that are called secret, and what an authorisation header carries
    _secret(
        rf"{LEFT}(?:password|passwd|pwd|token|secret|api[_-]?key)[\"']?\s{{0,3}}[=:]\s{{0,3}}(?P<name>[^\s,;&\x00]{{1,200}})",
        *("passw", "pwd", "token", "secret", "api"),
    ),
    _secret(
        rf"{LEFT}(?:basic|bearer|ntlm|negotiate)\s{{1,3}}(?P<name>[\w+/=.-]{{16,2000}})",
        *("basic", "bearer", "ntlm", "negotiate"),
    ),
    # conda's channel addresses with a token in the path
    _secret(r"/t/(?P<name>[a-z]{2}-[\w-]{20,100})(?![\w-])", "/t/"),
    # the number of a patient: three, three and four digits, or ten together
    Rule(r"(?<![\w.])\d{3}([ -]?)\d{3}\1\d{4}(?![\w-])", "number", DIGITS),
    # a server by one word, as only an internal one is called
    Rule(r"://(?P<name>[^\W\d_][\w-]{0,62})(?=[:/\s]|$)", "host", ("://",), None, by_shape=True),
    Rule(
        r"(?<![\w.:/\\@-])(?P<name>[^\W\d_][\w-]{1,62}):\d{2,5}(?![\w:])",
        "host",
        (":",),
        None,
        by_shape=True,
    ),
    # the id of an account of a domain, a machine or a tenant; ids such as S-1-5-18 are the same everywhere
    Rule(rf"{LEFT}s-1-(?:5-21|12-1)(?:-\d{{1,10}}){{3,5}}{RIGHT}", "sid", ("s-1-",)),
)
"""Secrets, which a probe never stores (this is the second lock), and account ids."""

ORGANISATIONS = (
    re.compile(rf"(?<![\w-])(?P<name>[^\W_][\w-]{{0,62}}?)(?:-my)?\.(?:sharepoint|onmicrosoft)\.com{RIGHT}"),
    re.compile(
        rf"(?:onedrive - |cloudstorage{S}onedrive-)(?!personal(?:[\\/]|$))"
        r"(?![{<\x00])(?P<name>[^\\/\x00<>|:*?\"\r\n;]{1,80})"
    ),
)
"""An organisation's name in its tenant's address and in the folders that OneDrive makes."""
ORGANISATIONS_NEED = ("onedrive", ".sharepoint", ".onmicrosoft")
