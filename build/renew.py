"""Writes everything that is generated, and says which paragraph changed in how many laptops; or checks it (`--check`).

Generated are the recorded laptops (examples/), what people read of them (tests/golden/), docs/what-it-reads.md, the
index of messages (guides/messages.md), the JSON Schema of the report, the words that the privacy scan takes for no
name, the index of checks and facts (src/pyready/engine/_index.py), and the numbers of the voice
(tests/voice_hits.toml), which only fall.
"""

import argparse
import difflib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "build"))

import examples  # noqa: E402 - after the path is set
import index  # noqa: E402
import messages  # noqa: E402
import reads  # noqa: E402
import schema  # noqa: E402
import vocabulary  # noqa: E402

import voice  # noqa: E402 - from tests/, by the path that `examples` set

_MOST_LINES = 12
"""Lines of one changed paragraph that are shown."""
_GROUPED = {".txt", ".md"}
"""Endings of what is compared by paragraph; of the rest the names are enough."""


def wanted() -> dict[Path, str]:
    """Every generated file by its place."""
    words = {vocabulary.PLACE: vocabulary.text(), messages.PLACE: messages.page(), index.PLACE: index.text()}
    return (
        words
        | examples.wanted()
        | {reads.PLACE: reads.page()}
        | dict.fromkeys(schema.PLACES, schema.text())
        | dict.fromkeys(schema.EXPLAINED, schema.explained())
        | dict.fromkeys(schema.OF_VERIFY, schema.text_of_verify())
    )


def changed_paragraphs(old: str, new: str) -> list[tuple[str, str]]:
    """Pairs of what stood there and what stands there now; either may be empty. A list of words has no paragraphs."""
    part = "\n\n" if "\n\n" in old + new else "\n"
    before, after = old.split(part), new.split(part)
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        _different(part.join(before[start:end]), part.join(after[first:last]))
        for tag, start, end, first, last in codes
        if tag != "equal"
    ]


def _different(old: str, new: str) -> tuple[str, str]:
    """Both without the lines at their beginning and end that are the same."""
    before, after = old.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return "\n".join(before), "\n".join(after)


def grouped(changes: Mapping[str, Iterable[tuple[str, str]]]) -> dict[tuple[str, str], list[str]]:
    """The files in which each paragraph changed in the same way, most files first."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, pairs in changes.items():
        for pair in pairs:
            found.setdefault(pair, []).append(name)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def _shown(mark: str, text: str) -> list[str]:
    lines = text.splitlines()
    more = [f"{mark} ... {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
    return [f"{mark} {line}".rstrip() for line in lines[:_MOST_LINES]] + more


def _report(old: Mapping[Path, str], new: Mapping[Path, str]) -> None:
    texts = [place for place in new if place.suffix in _GROUPED and place in old]
    changes = {place.name: changed_paragraphs(old[place], new[place]) for place in texts}
    for (before, after), names in grouped(changes).items():
        print(f"\nin {len(names)}: {', '.join(names[:6])}{' ...' if len(names) > 6 else ''}")
        print("\n".join(_shown("-", before) + _shown("+", after)))
    others = [str(place.relative_to(TOP)) for place in new if place not in texts]
    if others:
        print(f"\nwritten too: {', '.join(others[:6])}{f' and {len(others) - 6} more' if len(others) > 6 else ''}")


def _numbers_are_current() -> bool:
    current = voice.HITS.read_text("utf-8") == voice.lowered(voice.hits(), voice.longest(), voice.written())
    if not current:
        print(f"not current, run: python tasks.py renew: {voice.HITS.relative_to(TOP)}")
    return current


def main() -> int:
    """Return 0 when every file is, or has been made, current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not current")
    check = parser.parse_args().check
    files = wanted()
    old = {place: place.read_text("utf-8") for place in files if place.exists()}
    stale = {place: text for place, text in files.items() if old.get(place) != text}
    gone = [place for place in examples.kept() if place not in files]
    if check:
        for place in (*stale, *gone):
            print(f"not current, run: python tasks.py renew: {place.relative_to(TOP)}")
        return 1 if stale or gone or not _numbers_are_current() else 0
    for place, text in stale.items():
        place.write_text(text, "utf-8", newline="\n")
    for place in gone:
        place.unlink()
        print(f"removed: {place.relative_to(TOP)}")
    _report(old, stale)
    if voice.lower():  # after the reports, whose sentences it counts
        print(f"lowered: {voice.HITS.relative_to(TOP)}")
    print(f"\n{len(stale)} of {len(files)} files written." if stale else "Everything was current.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
