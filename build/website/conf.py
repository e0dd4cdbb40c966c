"""How Sphinx builds the site: MyST for Markdown, Furo for the looks, nothing from another server."""

from typing import Any

from pygments.lexers.shell import BatchLexer

from pyready import __version__
from website.feed import FEED
from website.places import ADDRESS, SOURCE

project = "pyready"
author = "The pyready contributors"
project_copyright = author
version = release = __version__
language = "en"
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_links_external_new_tab = False
exclude_patterns: list[str] = []
suppress_warnings = ["misc.highlighting_failure"]  # `%pip` in a notebook is no Python
smartquotes = False  # messages and commands are searched and copied as they are
html_theme = "furo"
html_title = "pyready"
html_baseurl = f"{ADDRESS}/"
html_static_path = [str(SOURCE / "_static")]
html_css_files = ["site.css"]
html_show_search_summary = False  # a page opened as a file cannot read the others
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_theme_options: dict[str, Any] = {
    "footer_icons": [],
    "announcement": None,
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def setup(app: Any) -> None:
    """The lexer of Command Prompt by the name that guides use, and the feed in the head of each page."""
    app.add_lexer("cmd", BatchLexer)
    app.connect("html-page-context", _with_feed)


def _with_feed(_: Any, name: str, __: str, context: dict[str, Any], ___: Any) -> None:
    up = "../" * name.count("/")
    link = f'<link rel="alternate" type="application/atom+xml" title="pyready" href="{up}{FEED}">'
    context["metatags"] = context.get("metatags", "") + link
