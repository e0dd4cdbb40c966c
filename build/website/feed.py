"""The feed of new and changed guides (Atom, RFC 4287), the map of the site, and the page of lost links."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from pyready.guides.library import Guide
from website.places import ADDRESS

FEED, MAP, LOST = "feed.xml", "sitemap.xml", "404.html"
_NEWEST = 40

# shown in the feed and on the page of lost links
_TITLE = "pyready: new and changed guides"
_LOST = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>This page does not exist</title><meta name="viewport" content="width=device-width">
<style>:root {{ color-scheme: light dark }} body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem;
margin: 3rem auto; padding: 0 1rem }} a {{ color: inherit }}</style></head>
<body><main><h1>This page does not exist</h1>
<p>It was probably renamed. <a href="{address}/">Begin at the first page</a>,
or <a href="{address}/search.html">search</a>.</p></main></body>
</html>
"""


def atom(guides: Sequence[Guide]) -> str:
    """The guides, the one that was reviewed last first."""
    newest = sorted(guides, key=lambda guide: (guide.reviewed, guide.id), reverse=True)[:_NEWEST]
    entries = "".join(map(_entry, newest))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f'<title>{escape(_TITLE)}</title>\n<id>{ADDRESS}/</id>\n<link href="{ADDRESS}/"/>\n'
        f'<link rel="self" href="{ADDRESS}/{FEED}"/>\n<updated>{_noon(newest[0].reviewed)}</updated>\n'
        f"<author><name>The pyready contributors</name></author>\n{entries}</feed>\n"
    )


def _entry(guide: Guide) -> str:
    address = f"{ADDRESS}/guides/{guide.id}.html"
    return (
        f'<entry><title>{escape(guide.title)}</title><id>{address}</id><link href="{address}"/>'
        f"<updated>{_noon(guide.reviewed)}</updated><summary>{escape(guide.summary)}</summary></entry>\n"
    )


def _noon(day: dt.date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def site_map(built: Path) -> str:
    """Every page that a person may want to find."""
    names = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    left_out = {LOST, "genindex.html", "search.html"}
    lines = "".join(f"<url><loc>{ADDRESS}/{name}</loc></url>\n" for name in names if name not in left_out)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'


def lost() -> str:
    """The page that a host shows for an address that is none; its links are whole, as it is shown at any depth."""
    return _LOST.format(address=ADDRESS)
