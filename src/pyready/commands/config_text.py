"""The advice as text for a person."""

import textwrap
from collections.abc import Sequence

from pyready.model.shell_lines import export_line, powershell_line, set_line
from pyready.report.layout import visible
from pyready.settings.advice import ToolPlan
from pyready.settings.writing import Undone

# shown after the name of a tool
_STATES = {
    "change": "a setting to add",
    "nothing": "nothing to do",
    "window": "lines for one window",
    "yours": "for you to decide",
    "unknown": "not known",
    "closed": "no setting of yours can fix this",
}
# shown for each line: why, and where it holds
_REASON = "{key}: {why}{source}. It applies {holds}"
_FROM_PROFILE = "; the value is from the site profile"
# shown when a line holds an address that is left out
_LINE_LEFT_OUT = "    (a line with an address is left out; your own terminal shows it, and so does --private)"
_HEADS = {"pip": "[{}]", "git": "[{}]", "conda": "{}:"}


def plan_text(plan: ToolPlan, where: str, platform: str, width: int) -> str:
    """One tool: what was seen, the lines, where they go and hold. `where` is the file or a sentence about it."""
    parts = [f"{plan.tool}: {_STATES[plan.state]}", _wrapped(plan.says, width)]
    if plan.lines:
        parts.append(_wrapped(where, width))
        parts += [f"    {line}" for line in file_lines(plan)]
        parts += [_wrapped(f"{each}.", width) for each in _reasons(plan)]
    if plan.state in {"window", "yours"} and plan.window:
        parts += _window(plan, platform)
    return "\n".join(parts)


def file_lines(plan: ToolPlan) -> list[str]:
    """The lines as they stand in a file of their own."""
    made: list[str] = []
    head = ""
    for setting, *_ in plan.lines:
        section, key, value = (visible(part) for part in setting)
        if section and section != head:
            made.append(_HEADS[plan.tool].format(section))
        head = section
        shown = value if value in {"true", "false"} or plan.tool != "uv" else f'"{value}"'
        indent = "  " if plan.tool == "conda" and section else ""
        made.append(f"{indent}{key}: {shown}" if plan.tool == "conda" else f"{indent}{key} = {shown}")
    return made


def _reasons(plan: ToolPlan) -> list[str]:
    made: dict[str, None] = {}
    for line in plan.lines:
        source = _FROM_PROFILE if line.profile else ""
        made[_REASON.format(key=line.setting.key, why=line.why, source=source, holds=line.holds)] = None
    return list(made)


def _window(plan: ToolPlan, platform: str) -> list[str]:
    shells = (("cmd", set_line), ("PowerShell", powershell_line), ("sh", export_line))
    made = []
    for name, line in shells if platform == "windows" else shells[2:]:
        lines = [line(variable, value) for variable, value in plan.window]
        made += [f"  {name}:", *(f"    {each}" for each in lines if each)]
        if None in lines:
            made.append(_LINE_LEFT_OUT)
    return made


def undone_text(found: Sequence[Undone], *, private: bool) -> str:
    """What was undone. The values of lines stay out unless they may be seen."""
    made = []
    for each in found:
        made.append(f"{each.entry.shown} {each.says}{':' if each.lines else '.'}")
        made += [f"    {visible(line) if private else _without_value(line)}" for line in each.lines]
    return "\n".join(made) + "\n"


def _without_value(line: str) -> str:
    for mark in (" = ", ": "):
        if mark in line:
            return visible(line.partition(mark)[0]) + mark + "..."
    return visible(line)


def _wrapped(says: str, width: int) -> str:
    return textwrap.fill(visible(says), width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
