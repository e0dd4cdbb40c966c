"""Lines typed into a window of cmd.exe, one after the other, with a stand-in where each line's program would be."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from guard import allowing
from needs import UNDER_WINE
from wine import TRIES

VARIABLE = re.compile(r"%([^%]+)%")
WORD = re.compile(r'(?:[^\s"]|"[^"]*")+')
SETTING = re.compile(r'set "(\w+)=([^"]*)"')
START = ("start", "/wait", '""')


def stand_in() -> Path:
    """The program that `build/windows.py test` compiles; a real Windows need not have it."""
    named = os.environ.get("PYREADY_STAND_IN", "")
    if not named:
        assert not UNDER_WINE
        pytest.skip("PYREADY_STAND_IN does not name a compiled stand_in.c")
    return Path(named)


class Started(NamedTuple):
    """What a stand-in wrote down."""

    program: str
    line: str
    arguments: list[str]
    environment: Mapping[str, str]


def _started(data: bytes) -> Iterator[Started]:
    for each in data.decode("utf-8").split("\f")[:-1]:
        (program, line, *arguments), variables = (part.split("\0") for part in each.split("\0\0", 1))
        pairs = (variable.partition("=") for variable in variables if variable)
        yield Started(program, line, arguments, {name.upper(): value for name, _, value in pairs})


class Window:
    """A window of a person whose folders stand below one with a given name."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.programs = home.parent / "programs"
        for folder in (home, self.programs):
            folder.mkdir()
        folders = {
            "USERPROFILE": home,
            "LOCALAPPDATA": home / "AppData" / "Local",
            "APPDATA": home / "AppData" / "Roaming",
        }
        self.cmd = Path(os.environ["SYSTEMROOT"], "System32", "cmd.exe")
        self.environment = {**os.environ, **{name: str(folder) for name, folder in folders.items()}}
        self.environment["PATH"] = f"{self.programs};{os.environ['PATH']}"
        self.environment["STAND_IN_SEEN"] = str(home / "seen")

    def types(self, lines: Iterable[str], starts: int = 0) -> list[Started]:
        """Type the lines; what was started, in order. Again where Wine started fewer than `starts`."""
        lines, started = tuple(lines), []
        for _ in range(TRIES if UNDER_WINE else 1):
            started = self._types_once(lines)
            if len(started) >= starts:
                break
        return started

    def _types_once(self, lines: Iterable[str]) -> list[Started]:
        typed, seen = self.home / "typed", self.home / "seen"
        seen.unlink(missing_ok=True)
        typed.write_text("".join(f"{line}\r\n" for line in (*lines, "exit")), "ascii", newline="")
        with typed.open("rb") as keyboard:  # a file: Wine's cmd loses what comes through a pipe
            done = subprocess.run(
                [self.cmd, "/d"], stdin=keyboard, env=self.environment, capture_output=True, timeout=60, check=False
            )
        assert done.returncode == 0, done
        return list(_started(seen.read_bytes())) if seen.exists() else []


def filled(text: str, variables: Mapping[str, str]) -> str:
    """The text with the values of the variables that it names, each once."""
    return VARIABLE.sub(lambda found: variables[found[1].upper()], text)


class Expected(NamedTuple):
    """What a line should start."""

    program: Path
    arguments: list[str]


def expected(line: str, window: Window, variables: Mapping[str, str]) -> Expected | None:
    """Each word as it is printed is one argument, whatever the folders are called; None for what starts nothing."""
    words = WORD.findall(line)
    if tuple(words[:3]) == START:
        words = words[3:]
    if words[0] in {"set", "mkdir", "start"}:
        return None
    program, *arguments = (filled(word, variables).replace('"', "") for word in words)
    place = Path(program) if "\\" in program else window.programs / f"{program}.exe"
    return Expected(place, arguments)


@contextmanager
def standing_at(places: Iterable[Path]) -> Iterator[None]:
    """A stand-in at each place, and nothing of it left afterwards. Wine sets %SystemRoot% and %ProgramFiles% itself."""
    source, made = stand_in(), []
    wanted = list(dict.fromkeys(places))
    new = [each for place in wanted for each in (place, *place.parents) if not each.exists()]
    with allowing(*new):
        try:
            for place in wanted:
                made += [folder for folder in reversed(place.parents) if not folder.exists()]
                place.parent.mkdir(parents=True, exist_ok=True)
                assert not place.exists(), f"{place} is there already"
                made.append(place)
                shutil.copyfile(source, place)
            yield
        finally:
            for each in reversed(made):
                with suppress(OSError):  # a folder that a line has put something into
                    each.rmdir() if each.is_dir() else each.unlink()
