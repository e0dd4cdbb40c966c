"""What this program did, as text: all of it, each with its reason."""

from pyready.probes import PROBES
from pyready.report.activity_groups import Entry, Group, Topic, grouped
from pyready.report.layout import on_one_line, spaced
from pyready.report.text.view import View
from pyready.report.words import DONE

# shown as the heading, and over what was done for one question
_WHY = f"{DONE}, and why"
_TO_FIND_OUT = "To find out {question} ({id})"
# shown for a server that several endpoints have
_FOR = "{host} for {endpoint}"

_LONGEST_VALUE = 400


def did(view: View) -> list[str]:
    """The section; nothing where the report does not say what was done."""
    groups = grouped(view.record.did, PROBES)
    if not any(group.count for group in groups):
        return []
    blocks = [view.sheet.heading(_WHY)]
    for group in groups:
        blocks += [_head(view, group), *(_topic(view, topic) for topic in group.topics)]
    return spaced(blocks)


def _head(view: View, group: Group) -> list[str]:
    if not group.count:
        return view.sheet.prose(group.says)
    return [*view.sheet.prose(f"{group.title} ({group.count})", tone="bold"), *view.sheet.prose(group.says)]


def _topic(view: View, topic: Topic) -> list[str]:
    asks = _TO_FIND_OUT.format(question=topic.about, id=topic.id) if topic.about else topic.id
    lines = view.sheet.prose(on_one_line(asks, _LONGEST_VALUE), 4)
    for reason in topic.reasons:
        lines += view.sheet.prose(f"{reason.why}:", 6, tone="dim")
        lines += [line for entry in reason.entries for line in view.sheet.prose(_line(view, entry), 8, "- ")]
    return lines


def _line(view: View, entry: Entry) -> str:
    place = on_one_line(entry.label, _LONGEST_VALUE)
    if entry.kind == "server":
        host = view.host(entry.place)
        place = host if host == entry.place else _FOR.format(host=host, endpoint=entry.place)
        place = on_one_line(f"{place} ({entry.how})", _LONGEST_VALUE)
    return f"{place}: {on_one_line(entry.found, _LONGEST_VALUE)}" if entry.found else place
