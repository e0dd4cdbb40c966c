"""Live progress on a terminal's standard error: each probe, its state in a word, its seconds. Clean when it ends.

It decorates the wait and nothing more: whatever goes wrong while drawing is swallowed.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

import msgspec

from pyready.engine.collect import Listener
from pyready.model.probe import Probe
from pyready.report.layout import visible

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

# shown over the probes while they run
_LOOKING, _CHANGES_NOTHING = "pyready is checking this computer.", " It changes nothing."
_AT_MOST = " This takes at most {seconds:g} seconds."
# shown for each probe
_WORDS = {
    "waiting": ("waiting", "dim"),
    "started": ("checking", ""),
    "done": ("done", "green"),
    "timed-out": ("no answer", "yellow"),
    "crashed": ("a fault", "yellow"),
    "offline": ("not checked", "dim"),
    "switched-off": ("not checked", "dim"),
    "policy-unread": ("not checked", "dim"),
    "not-asked": ("not checked", "dim"),
}


_PLAIN = "not bold"
"""The style of a line that follows a bold one."""


@contextmanager
def progress(
    stream: IO[str], enabled: bool, probes: Sequence[Probe[Any]], longest: float = 0.0, *, draws: bool = True
) -> Iterator[Listener]:
    """A listener for `collect`. It shows nothing unless `enabled` and the stream is an open terminal.

    `longest`: how many seconds the whole look may take, if that is to be told. Where the terminal does not draw, as its
    escape sequences are shown and not obeyed, one plain line is all.
    """
    board = Board(probes, longest)
    shows = enabled and _is_terminal(stream)
    live = _started(stream, board) if shows and draws else None
    if shows and not draws:
        Forgiving(stream).write(f"{board.title()}\n")
    try:
        yield board.heard
    finally:
        if live is not None:
            with suppress(Exception):
                live.stop()


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except (ValueError, OSError, AttributeError):  # closed, gone, or no stream at all
        return False


def _started(stream: IO[str], board: "Board") -> "Live | None":
    from rich.console import Console
    from rich.live import Live

    try:
        console = Console(file=Forgiving(stream), highlight=False, markup=False, emoji=False)  # type: ignore[arg-type]  # only write, flush and isatty are used
        live = Live(
            console=console,
            get_renderable=lambda: board.drawn(console.size.height - 1),
            refresh_per_second=5,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        )
        live.start()
    except Exception:  # no progress is better than no report
        return None
    return live


class Board(msgspec.Struct):
    """How far each probe is. Told by the main thread, drawn by rich's own."""

    probes: Sequence[Probe[Any]]
    longest: float = 0.0
    states: dict[str, str] = msgspec.field(default_factory=dict)
    began: dict[str, float] = msgspec.field(default_factory=dict)
    took: dict[str, float] = msgspec.field(default_factory=dict)

    def heard(self, probe: Probe[Any], event: str) -> None:
        """The listener: `started`, `done` or why there is nothing."""
        now = time.monotonic()
        if event == "started":
            self.began[probe.id] = now
        elif probe.id in self.began:
            self.took[probe.id] = now - self.began[probe.id]
        self.states[probe.id] = event

    def drawn(self, height: int) -> "Text":
        """What stands on the screen now, in at most `height` lines: what is finished makes room first."""
        from rich.text import Text

        shown = Text(self.title(), style="bold", no_wrap=True, overflow="crop")
        for probe in self._fitting(height - 1):
            word, style = _WORDS.get(self._state(probe), (self._state(probe), ""))
            shown.append(f"\n  {visible(word):<10}", f"{_PLAIN} {style}")
            shown.append(f"{self._seconds(probe.id):>6}  {visible(probe.about)}", _PLAIN)
        return shown

    def title(self) -> str:
        """What is done, and how long it may take."""
        harmless = not any(probe.runs or probe.writes for probe in self.probes)
        patience = _AT_MOST.format(seconds=self.longest) if self.longest else ""
        return _LOOKING + (_CHANGES_NOTHING if harmless else "") + patience

    def _state(self, probe: Probe[Any]) -> str:
        return self.states.get(probe.id, "waiting")

    def _fitting(self, lines: int) -> list[Probe[Any]]:
        """The probes to show, in their order; one that had no need to start is not among them."""
        shown = [p for p in self.probes if self._state(p) != "done" or p.id in self.began]
        urgency = {"started": 0, "waiting": 1}
        kept = sorted(shown, key=lambda p: urgency.get(self._state(p), 2))[: max(0, lines)]
        return [probe for probe in shown if probe in kept]

    def _seconds(self, probe: str) -> str:
        if probe not in self.began:
            return ""
        return f"{self.took.get(probe, time.monotonic() - self.began[probe]):.1f} s"


class Forgiving:
    """A stream whose writes cannot fail: closed, full or unable to show a character."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what can be written."""
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush if that is possible."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
