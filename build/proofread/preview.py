"""Shows the pages as pyready's own report does, in the browser of this computer, anew after each change.

It listens on this computer's own address only, answers with pages alone, and ends with Ctrl-C.
"""

import html
import sys
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from proofread import files, run
from proofread.finding import Finding
from proofread.form import body_of
from proofread.front import filled
from pyready.report.page.guides import markdown
from pyready.report.page.render import _FOLDER

PORT = 8765

# shown when it starts
_OPEN = "Open this page: {address}\nIt shows each change after a second. Press Ctrl-C here to stop."
_TAKEN = "Port {port} of this computer is in use. Is another preview open?"
# shown on the pages
_TITLE, _ALL, _FINE = "Preview", "All pages", "Nothing to correct."

_RELOAD = """let seen = ""; setInterval(async () => {
  const now = await (await fetch("/changed")).text();
  if (seen && seen !== now) location.reload(); seen = now; }, 1000);"""
_PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head>
<body><main><p><a href="/">{all}</a></p>{body}</main><script>{reload}</script></body></html>"""


def index(top: Path) -> str:
    """The list of the pages."""
    paths = [path.relative_to(top).as_posix() for path in files.pages_of(top)]
    items = "".join(f'<li><a href="/{html.escape(each)}">{html.escape(each)}</a></li>' for each in paths)
    return _whole(_TITLE, f"<h1>{_TITLE}</h1><ul>{items}</ul>")


def page(top: Path, path: Path) -> str:
    """One page: what to correct, then what it says."""
    wrong = run.looked_over([path], top)[path]
    found = "".join(f"<li>{each.line}: {html.escape(each.says)}</li>" for each in wrong) or f"<li>{_FINE}</li>"
    opened = files.opened(top, path)
    body = "" if isinstance(opened, Finding) else markdown().render(body_of(filled(opened))[0])
    return _whole(path.name, f"<h1>{html.escape(path.name)}</h1><ul>{found}</ul><article>{body}</article>")


def _whole(title: str, body: str) -> str:
    style = (_FOLDER / "style.css").read_text("utf-8")
    return _PAGE.format(title=html.escape(title), style=style, all=_ALL, body=body, reload=_RELOAD)


def answer(top: Path, asked: str) -> tuple[str, str] | None:
    """The kind and text of what is asked for; None for what is no page of the three folders."""
    path = asked.partition("?")[0]
    if path == "/":
        return "text/html", index(top)
    if path == "/changed":
        return "text/plain", str(sum(each.stat().st_mtime_ns for each in files.pages_of(top)))
    wanted = next((each for each in files.pages_of(top) if f"/{each.relative_to(top).as_posix()}" == path), None)
    return ("text/html", page(top, wanted)) if wanted else None


def server(top: Path, port: int = PORT) -> ThreadingHTTPServer:
    """A server on this computer's own address. Raises OSError where the port is in use; 0 takes any."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer for this computer's own names alone, so that no page from elsewhere can ask."""
            host = (self.headers.get("Host") or "").partition(":")[0]
            found = answer(top, self.path) if host in {"127.0.0.1", "localhost"} else None
            kind, text = found or ("text/plain", "")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    class Server(ThreadingHTTPServer):
        allow_reuse_address = sys.platform != "win32"  # there a second preview would take the port over

    return Server(("127.0.0.1", port), Answers)


def main(names: Sequence[str], say: Callable[[str], object], top: Path = run.TOP) -> int:
    """Serve until Ctrl-C; a file that is named is opened first."""
    try:
        serving = server(top)
    except OSError:
        say(_TAKEN.format(port=PORT))
        return 2
    first = f"/{Path(names[0]).absolute().relative_to(top).as_posix()}" if names else "/"
    say(_OPEN.format(address=f"http://127.0.0.1:{PORT}{first}"))
    with serving:
        serving.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], print))
