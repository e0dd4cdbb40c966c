"""The rules of the project's voice, for the lint of guides and for the counts of tests/voice.py."""

import re
from collections.abc import Iterator

RULES = {
    "may": r"\bmay\b",
    "layout": r"(?i)\b(below|above)\b",
    "here": r"\bhere\b",
    "start": r"^(Of|On which|Whether|Perhaps)\b|^Probably:",
    "words": r"(?i)\b((is|are) none|told|telling|authorit(y|ies)|mend(s|ed|ing)?|fetch(es|ed|ing)?|in the way|"
    r"judg(es?|ed|ing)|stands?|lands?)\b",
    "glossary": r"(?i)\b(own folders?|command window|log on|signpost|(?<!-)stub(?!-)|taken out|way out|perhaps|"
    r"list of (certificate )?authorities)\b",
    "labels": r"\b(You|IT) can change this:|\bDo this next\b|\bWhat to expect:|\bAlso noticed\b|"
    r"\bThis would settle it:",
    "nobody": r"\bNobody can change",
    "short": r"\w(n['’]t|['’](re|ve|ll))\b|\b([Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Ll]et)['’]s\b",
    "spelling": r"(?i)\b(?!(re|over|down)?siz|priz|seiz)[a-z]+iz(e[ds]?|ing|ations?)\b|\bcolors?\b|\bcatalogs?\b|"
    r"(?<!software )\bcenters?\b|\b(?-i:[Ll]icenses?)\b",
    "long": r"^(\S+\s+){25}\S",
    "please": r"\b[Pp]lease\b",
    "laptop": r"\b[Ll]aptops?\b",
    "variable": r"(?<![Ee]nvironment )\bvariables?\b",
    "sign-in": r"(?i)\blog(s|ged|ging)?[ -](on|off|in|out)\b",
    "option": r"(?<![-/])\b[Rr]outes?\b",
    "latin": r"\b(e\.g|i\.e|etc|via)\b",
    "nothing": r"\bNothing appears\b(?!: it worked\.)",
}
ADVICE = {
    "may": 'write "can", or "might" for chance',
    "layout": "say what it is, not where on the page",
    "here": "name the place",
    "start": "begin with who does what",
    "words": "use the word of the glossary: download, check, trusted roots, fix",
    "glossary": "use the word of the glossary: user folder, Command Prompt, Store shortcut, left out",
    "labels": 'use the label that is written everywhere: "You can fix this:", "Next step"',
    "nobody": "say who can change it",
    "short": "write both words in full",
    "spelling": "use the British spelling",
    "long": "make two sentences of it: 25 words are the most",
    "please": "say what to do, without please",
    "laptop": "write computer",
    "variable": "write environment variable",
    "sign-in": "write sign in, sign out or sign-in",
    "option": "write option",
    "latin": "write such as, that is, or by",
    "nothing": 'write "Nothing appears: it worked."',
}
"""What to write instead, for each rule."""
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|`[^`]*`|https?://\S+|\{\{.*?\}\}|\{[^{}\s]*\}|pyready guide [a-z-]+')
"""What others say (messages of Windows, file names, commands) does not count, and is one word."""
_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=:)(?<!Probably:)\s+(?=[A-Z\d(])|\s*\n\s*|\s{3,}")
_MARKS = re.compile(r"^\s*(#+|[-*>]|\d+\.|\[.\])\s+|\*\*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a table gives its cells."""
    plain = _QUOTED.sub("X", re.sub(r"\]\([^)]*\)", "]", text))
    parts = plain.strip().strip("|").split("|") if plain.lstrip().startswith("|") else [plain]
    found = (_MARKS.sub("", each).strip() for part in parts for each in _ENDS.split(part))
    return [each for each in found if each]


def broken(text: str) -> list[str]:
    """The rules of words that one sentence breaks."""
    return [rule for rule, pattern in RULES.items() if re.search(pattern, text)]


TRAVELLING = {"layout", "here"}
"""Rules for sentences that are shown at several places: tickets, not guides."""
ASKING = {"please", "laptop"}
"""Rules that hold for all but tickets, which ask a team politely, for a laptop."""
# shown to whoever edits a page
_SAYS = 'the sentence breaks a rule of the voice ({rule}): {advice}: "{text}"'


def complaints(text: str, left_out: set[str] = TRAVELLING) -> list[str]:
    """What is said of each sentence that breaks a rule."""
    found = [(rule, each) for each in sentences(text) for rule in broken(each) if rule not in left_out]
    return [_SAYS.format(rule=rule, advice=ADVICE[rule], text=each) for rule, each in found]


def in_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Each line outside blocks of code; of the front matter the title and the summary only."""
    code, front = False, text.startswith("---\n")
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            code = not code
        elif front and number > 1:
            front = line != "---"
            if line.startswith(("title: ", "summary: ")):
                yield number, line.partition(": ")[2]
        elif not code and not front:
            yield number, line
