"""VS Code's list of allowed extensions, by its documentation: code.visualstudio.com/docs/enterprise/extensions."""

from for_each import for_each
from pyready.formats.vscode_policy import MOST_CHARACTERS, extension_allowed


@for_each(
    ("policy", "word"),
    [
        ("{}", "blocked"),
        ('{"*": true}', "allowed"),
        ('{"*": false}', "blocked"),
        ('{"microsoft": true}', "allowed"),
        ('{"Microsoft": true}', "allowed"),
        ('{"microsoft": "stable"}', "allowed"),
        ('{"microsoft": false, "*": true}', "blocked"),
        ('{"ms-python.python": true}', "allowed"),
        ('{"ms-python.python": "stable"}', "allowed"),
        ('{"ms-python.python": false, "microsoft": true}', "blocked"),
        ('{"microsoft": false, "ms-python.python": true}', "allowed"),
        ('{"github": true}', "blocked"),
        ('{"ms-python.python": ["2026.1.0"]}', "unclear"),
        ('{"ms-python": true}', "unclear"),
        ('{"ms-python": false, "*": true}', "unclear"),
        ('{"microsoft": {"x": 1}}', "unclear"),
        ('{"microsoft": true', "not-applied"),
        ("[]", "not-applied"),
        ("", "not-applied"),
        ("[" * 50_000, "not-applied"),
        (" " * (MOST_CHARACTERS + 1), "unclear"),
    ],
)
def test_the_more_specific_entry_decides_and_what_is_not_listed_is_blocked(policy: str, word: str) -> None:
    assert extension_allowed(policy, "ms-python.python") == word
