"""Everything that may stop a program has its say; the answer is what all of them together let through."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pyready.model.control_facts import Answer, AppControl
from pyready.model.host import Reading
from pyready.policy.applocker.evaluate import Ruling, Verdict
from pyready.policy.applocker.questions import Question

_USER_MODE, _AUDIT = 0x04, 0x08
_WARN = 6
_PROTECTED = {"program-files", "windows-apps", "windows"}
_UNSIGNED = {"unsigned-program", "installer", "module"}
_GUID = re.compile(r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
_ORDER: tuple[Verdict, ...] = ("blocked", "not-known", "audited", "allowed")


class Layer(NamedTuple):
    """What one of them says."""

    by: str
    ruling: Ruling


def _layer(by: str, outcome: Verdict, mode: str, source: str, *why: str) -> Layer:
    return Layer(by, Ruling(outcome, mode, "", frozenset(why), source))


def answer(question: Question, applocker: Ruling, seen: AppControl, restricted: Ruling | None = None) -> Answer:
    """The strictest decides; what keeps it from being known is gathered from all that do not know."""
    layers = [Layer("none" if applocker.mode == "none" else "applocker", applocker)]
    layers += [each for judge in _OTHERS if (each := judge(question, seen))]
    if restricted:
        layers.append(Layer("software-restriction", restricted))
    outcome = next(each for each in _ORDER if any(layer.ruling.outcome == each for layer in layers))
    deciding = [layer for layer in layers if layer.ruling.outcome == outcome]
    first = _first(deciding)
    return Answer(
        program=question.program,
        place=question.place,
        outcome=outcome,
        by=first.by,
        mode=first.ruling.mode,
        rule=first.ruling.rule if _GUID.fullmatch(first.ruling.rule) else "",
        source=first.ruling.source,
        why=tuple(sorted(frozenset[str]().union(*(layer.ruling.why for layer in deciding)))),
    )


def _first(deciding: list[Layer]) -> Layer:
    """S mode is named before any rule: no rule of IT's lifts it."""
    by_mode = (each for each in deciding if each.by == "s-mode" and each.ruling.outcome == "blocked")
    return next(by_mode, deciding[0])


def _app_control(question: Question, seen: AppControl) -> Layer | None:
    """App Control for Business. Its policy cannot be read; only whether it judges programs at all."""
    # cmd is no host that asks it about scripts, and a policy without Windows' own programs would stop Windows.
    if question.sort in {"batch-file", "of-windows"}:
        return None
    if question.sort == "powershell-script" and seen.script_lockdown.is_set:
        return _script_host(seen.script_lockdown)
    return _by_the_kernel(question, seen)


def _by_the_kernel(question: Question, seen: AppControl) -> Layer | None:
    bits = seen.code_integrity
    if bits.value is None or not bits.is_set:
        return _layer("app-control", "not-known", "not-known", bits.source, "code-integrity-unreadable")
    if bits.value & _AUDIT:
        return _layer("app-control", "audited", "audit", bits.source)
    if not bits.value & _USER_MODE or question.place in {"program-files", "windows"}:
        return None
    # Smart App Control judges by reputation, which a widely used package may have.
    if question.sort == "module" and not _is(seen.smart_app_control, 1):
        return _layer("app-control", "blocked", "enforced", bits.source, "expected")
    return _layer("app-control", "not-known", "enforced", bits.source, "app-control-enforced")


def _script_host(lockdown: Reading[int]) -> Layer | None:
    """What it asks of PowerShell: to watch comes before to limit, as PowerShell itself reads it."""
    bits = lockdown.value or 0
    if bits & _AUDIT:
        return _layer("app-control", "audited", "audit", lockdown.source)
    return _layer("app-control", "blocked", "enforced", lockdown.source) if bits & _USER_MODE else None


def _smart_app_control(question: Question, seen: AppControl) -> Layer | None:
    if question.place in _PROTECTED or question.sort not in _UNSIGNED:
        return None
    return _when(seen.smart_app_control, {1}, "smart-app-control")


def _s_mode(question: Question, seen: AppControl) -> Layer | None:
    """Apps of the Store run; no other program does, nor do Windows' own command lines.

    learn.microsoft.com/windows-hardware/manufacture/desktop/windows-10-s-planning, checked 2026-11-29. Which values
    `SkuPolicyRequired` has besides 0 and 1 is not documented.
    """
    mode = seen.s_mode
    if question.sort == "packaged-app" or (mode.is_set and mode.value == 0):
        return None
    if mode.is_set and mode.value == 1:
        return _layer("s-mode", "blocked", "enforced", mode.source)
    return _when(mode, {mode.value or 0}, "s-mode")


def _attack_surface(question: Question, seen: AppControl) -> Layer | None:
    """The rule against rare programs asks Microsoft's cloud about each file, so its answer cannot be foreseen."""
    if question.place in _PROTECTED or question.sort not in _UNSIGNED:
        return None
    return _strictest(_by_prevalence(each) for each in seen.prevalence_rule)


def _by_prevalence(rule: Reading[int]) -> Layer | None:
    if rule.is_set and rule.value == _WARN:
        return _layer("attack-surface", "not-known", "warn", rule.source, "attack-surface-warns")
    return _when(rule, {1}, "attack-surface", audit=2)


def _smart_screen(question: Question, seen: AppControl) -> Layer | None:
    if question.place != "downloads":
        return None
    return _strictest(_when(each, {True}, "smart-screen") for each in seen.smart_screen_blocks)


def _app_install_control(question: Question, seen: AppControl) -> Layer | None:
    """It is about what the person downloads and opens. What a program unpacks or installs it does not look at."""
    if question.place != "downloads":
        return None
    return _strictest(_store_only(each) for each in seen.app_install_control)


def _store_only(choice: Reading[bool]) -> Layer | None:
    if choice.is_set and choice.value:
        return _layer("app-install-control", "blocked", "enforced", choice.source)
    return _when(choice, set(), "app-install-control")


def _agent(question: Question, seen: AppControl) -> Layer | None:
    if question.place in {"program-files", "windows"}:
        return None
    if seen.agents:
        return _layer("agent", "not-known", "not-known", "services", "agent-present")
    if seen.two_roles:
        return _layer("agent", "not-known", "not-known", "services and folders", "agent-with-two-roles")
    return _layer("agent", "not-known", "", "services", "agents-unreadable") if seen.agents_unread else None


def _when(reading: Reading[int] | Reading[bool], stops: set[int], by: str, audit: int | None = None) -> Layer | None:
    """Not known where the setting may stop it, or could not be read."""
    if reading.state == "not-set":
        return None
    if not reading.is_set:
        return _layer(by, "not-known", "not-known", reading.source, f"{by}-unreadable")
    if reading.value == audit and audit is not None:
        return _layer(by, "audited", "audit", reading.source)
    return _layer(by, "not-known", "enforced", reading.source, by) if reading.value in stops else None


def _strictest(layers: "Iterable[Layer | None]") -> Layer | None:
    found = [each for each in layers if each]
    return min(found, key=lambda layer: _ORDER.index(layer.ruling.outcome), default=None)


def _is(reading: Reading[int], value: int) -> bool:
    return reading.is_set and reading.value == value


_OTHERS = (
    _app_control, _smart_app_control, _s_mode, _attack_surface, _smart_screen, _app_install_control, _agent,
)  # fmt: skip
