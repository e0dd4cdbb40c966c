"""From advice to the text of a file: which file, how it reads now, how it would read. Nothing is written here."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pyready.model.host import Host
from pyready.settings import git_file, ini_file, toml_file, user_files, yaml_file
from pyready.settings.advice import ToolPlan
from pyready.settings.edits import Refused, decoded, is_plain
from pyready.settings.places import Place, place

# shown after "because": why a file is left as it is
_UNSAFE = "a value cannot be written there safely"
_LARGE = "it is larger than {size} kB, which is too large to change safely"

_EDITORS: Mapping[str, tuple[Callable[..., str], int]] = {
    "pip": (ini_file.edited, ini_file.LIMIT),
    "conda": (yaml_file.edited, yaml_file.LIMIT),
    "uv": (toml_file.edited, toml_file.LIMIT),
    "git": (git_file.edited, git_file.LIMIT),
}
_SIGN_IN = re.compile(r"//[^/\s]*@")


class Prepared(NamedTuple):
    """One file as it is and as it would be; `before` is None for a file that is not there."""

    plan: ToolPlan
    place: Place
    before: bytes | None
    after: bytes

    @property
    def added(self) -> tuple[str, ...]:
        """The lines that come in. Of the file's own lines none is among them: none goes out and none changes."""
        old = ((self.before or b"").decode("utf-8")).splitlines()
        return tuple(_new(old, self.after.decode("utf-8").splitlines()))

    @property
    def is_done(self) -> bool:
        """Everything is said there already."""
        return self.after == (self.before or b"")


def prepared(host: Host, plan: ToolPlan) -> Prepared:
    """Read the file and work out its new text. Raises Refused, then the file is to stay as it is."""
    where = place(host, plan.tool)
    edited, limit = _EDITORS[plan.tool]
    settings = [line.setting for line in plan.lines]
    if not all(is_plain(each.value) and not _SIGN_IN.search(each.value) for each in settings):
        raise Refused(_UNSAFE)
    before = user_files.read(where.path, where.top)
    if before is not None and len(before) > limit:
        raise Refused(_LARGE.format(size=limit // 1000))
    newline = "\r\n" if host.platform == "windows" else "\n"
    after = edited(decoded(before or b""), settings, newline)
    return Prepared(plan, where, before, after.encode("utf-8"))


def _new(old: list[str], new: list[str]) -> list[str]:
    """Lines of `new` that are not taken, in order, from `old`."""
    found, at = [], 0
    for line in new:
        if at < len(old) and line == old[at]:
            at += 1
        else:
            found.append(line)
    return found
