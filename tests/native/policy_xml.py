"""A policy of AppLocker's as Set-AppLockerPolicy reads it, made of the rules in `tests/policy/applocker/tables`."""

from collections.abc import Mapping
from typing import Literal

from policy.applocker.tables import rules_of
from pyready.policy.applocker.rules import Name
from pyready.probes._applocker_policy import KEYS

Enforcement = Literal["Enabled", "AuditOnly", "NotConfigured"]
KINDS: tuple[Name, ...] = ("exe", "appx")
"""Programs, and with them packaged apps, which would otherwise all be refused (8027). Rules for libraries and scripts
would judge the runner's own programs for no gain: the questions here are about programs."""
EMPTY = '<AppLockerPolicy Version="1" />'


def stock(mode: Enforcement, kinds: tuple[Name, ...] = KINDS) -> str:
    """The rules that Windows itself suggests."""
    rules = rules_of("microsoft-default-rules")
    return policy({kind: rules[kind] for kind in kinds}, mode)


def policy(rules: Mapping[Name, tuple[str, ...]], mode: Enforcement) -> str:
    """learn.microsoft.com/windows/client-management/mdm/applocker-xsd (looked at on 2026-11-27)."""
    parts = "".join(
        f'<RuleCollection Type="{KEYS[kind]}" EnforcementMode="{mode}">{"".join(texts)}</RuleCollection>'
        for kind, texts in rules.items()
    )
    return f'<AppLockerPolicy Version="1">{parts}</AppLockerPolicy>'
