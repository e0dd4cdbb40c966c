"""The policy `AllowedExtensions` of Visual Studio Code: whether an extension of Microsoft's can be installed and used.

code.visualstudio.com/docs/enterprise/extensions and VS Code's allowedExtensionsService.ts, looked at on 2026-11-29:
the extension's own id decides, then its publisher, then `*`; what none of them allows is blocked. A list that is no
JSON object is not applied.
"""

import msgspec

ALLOWED, BLOCKED, UNCLEAR, NOT_APPLIED = "allowed", "blocked", "unclear", "not-applied"
MOST_CHARACTERS = 100_000
_PUBLISHER = "microsoft"
"""VS Code takes this name for the publisher of every extension from Microsoft, whatever its id begins with."""


def extension_allowed(policy: str, extension: str) -> str:
    """One of the four words, for the id of an extension of Microsoft's; `unclear` where only some releases are listed.

    `unclear` as well where the publisher stands in the list by the beginning of the id alone: the documentation and
    the code differ there.
    """
    if len(policy) > MOST_CHARACTERS:
        return UNCLEAR
    try:
        found = msgspec.json.decode(policy, type=dict[str, bool | str | list[str]])
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return NOT_APPLIED if _no_object(policy) else UNCLEAR
    listed = {key.casefold(): value for key, value in found.items()}
    own, publisher = listed.get(extension.casefold()), listed.get(_PUBLISHER)
    if isinstance(own, list):
        return UNCLEAR
    if own is not None or publisher is not None:
        return _by(own if own is not None else publisher)
    if extension.casefold().partition(".")[0] in listed:
        return UNCLEAR
    return ALLOWED if listed.get("*") is True else BLOCKED


def _by(value: object) -> str:
    return BLOCKED if value is False else ALLOWED


def _no_object(policy: str) -> bool:
    try:
        return not isinstance(msgspec.json.decode(policy), dict)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return True
