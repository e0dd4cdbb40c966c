"""What was taken out of a report before it may be shared, and what free text is left: for whoever sends it."""

from pyready.model.record import Record
from pyready.report.layout import on_one_line

# shown of a report without names: what was replaced
_REPLACED = "Names that were replaced: {kinds}."
_NOTHING = "No names were found that had to be replaced."
# shown when the last look found something more
_ONE_LEFT_OUT = "One value more was left out to be safe."
_LEFT_OUT = "{number} values more were left out to be safe."
# shown for free text that stays in
_FREE = "This report still contains text from this computer: {texts}."
_MORE = "and {number} more, all in the JSON report"

# shown with a number
_KINDS = {
    "user": ("person", "people"),
    "computer": ("computer", "computers"),
    "domain": ("organisation or domain", "organisations or domains"),
    "proxy": ("proxy", "proxies"),
    "share": ("network share", "network shares"),
    "host": ("server", "servers"),
    "servers": ("server in a list", "servers in lists"),
    "issuer": ("issuer of certificates", "issuers of certificates"),
    "number": ("long number", "long numbers"),
    "sid": ("account number", "account numbers"),
    "secret": ("password or token", "passwords or tokens"),
    "text": ("text that pyready could not check", "texts that pyready could not check"),
    "path": ("path that pyready could not check", "paths that pyready could not check"),
}
_MOST, _LONGEST = 12, 80


def taken_out(record: Record) -> list[str]:
    """Sentences on a report without names; none for one that holds them."""
    if record.private or not record.facts:
        return []
    kinds = [f"{number} {_KINDS.get(kind, (kind, kind))[number != 1]}" for kind, number in record.replaced.items()]
    says = [_REPLACED.format(kinds=", ".join(kinds)) if kinds else _NOTHING]
    if number := len(record.left_out):
        says.append(_ONE_LEFT_OUT if number == 1 else _LEFT_OUT.format(number=number))
    return says


def left_in(record: Record) -> str:
    """The free text that stays in, or nothing."""
    texts = [f"\u201c{on_one_line(text, _LONGEST)}\u201d" for text in record.free_text[:_MOST]]
    more = len(record.free_text) - len(texts)
    return _FREE.format(texts=", ".join([*texts, *([_MORE.format(number=more)] if more else [])])) if texts else ""
