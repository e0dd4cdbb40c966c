"""Is there room for a plan? What its steps save is added up by drive, and judged once.

A check is one question with one id, asked of facts alone. How much room is needed differs from plan to plan, so this
check is made with the plan. A record holds it once for each route, as `room-for-ROUTE`: the answer for the plan that
gives the route its state. What a step saves for itself alone (temporary files) counts while the step runs.
Figures that nobody measured never make a fault of a doubt: between the least and the enough of a thing there is room.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from pyready.knowledge.placeholders import gigabytes
from pyready.knowledge.sizes import Size, size_of
from pyready.model.actions import saved
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, passed, problem, unknown
from pyready.model.route import Plan, Route
from pyready.probes.storage import Folder, Storage

FREE = "Free "
"""How the fix of too little room begins."""
# shown as the question and its answers; "enough" and "tight" by what was measured
_ASKS = "Is there enough free space for {what}?"
_TIGHT = "There is probably just enough free space: {free:.1f} GB. About {needed} is needed."
_ENOUGH = "There is enough free space: {free:.1f} GB. About {needed} is needed."
_TOO_LITTLE = "There is too little free space: {free:.1f} GB."
_UNREAD = "pyready could not read the free space."
# shown as what to do about too little
_MAKE = FREE + "{short}{quota}. About {needed} is needed for {what}."
_QUOTA = ", or ask IT for a larger quota"


class Drive(NamedTuple):
    """One drive with all that a plan saves on it, in megabytes."""

    folders: tuple[Folder, ...]
    things: tuple[Size, ...]
    needs: int
    least: int

    @property
    def free(self) -> float | None:
        """Megabytes that the person can use in each of the folders; None where that is not known of one of them."""
        known = [folder.space.value for folder in self.folders]
        return min((space.free / 1e6 for space in known if space), default=None) if all(known) else None

    @property
    def too_small(self) -> bool:
        """Whether what is free cannot be enough."""
        return self.free is not None and self.free < self.least

    @property
    def left(self) -> float:
        """Megabytes that stay free."""
        return (self.free or 0) - self.needs


def room_checks(route: Route, plan: Plan) -> tuple[Check, ...]:
    """The check of a plan that saves something, else none."""
    if not any(map(saved, plan.steps)):
        return ()
    asks = _ASKS.format(what=route.spoken or route.title)
    return (Check(f"room-for-{route.id}", asks, "blocker", partial(room, plan.steps), "folders"),)


def room(steps: Sequence[Step], facts: Facts) -> Outcome:
    """Whether each drive has what these steps save on it; the one with the least to spare is told."""
    drives = drives_of(steps, facts[Storage])
    short = [drive for drive in drives if drive.too_small]
    if not short and any(drive.free is None for drive in drives):
        return unknown(_UNREAD, *(item for drive in drives for item in _free(drive)))
    told = min(short or drives, key=lambda drive: drive.left)
    needed = gigabytes([told.needs])
    because = (*_free(told), *(Evidence("needed", _amount(each), each.source, "inferred") for each in told.things))
    free = (told.free or 0) / 1000
    if short:
        return problem(_TOO_LITTLE.format(free=free), _make_room(told, needed), *because).rests_on(*told.things)
    says = (_TIGHT if told.left < 0 else _ENOUGH).format(free=free, needed=needed)
    return passed(says, *because, sure="certain" if told.needs == told.least else "likely").rests_on(*told.things)


def drives_of(steps: Iterable[Step], storage: Storage) -> tuple[Drive, ...]:
    """What the steps save, by drive. Folders of which one stands on a drive that is not known are taken for one."""
    found = [(number, _folder(storage, each.place), each) for number, step in enumerate(steps) for each in saved(step)]
    tops = [folder.drive.value.top if folder.drive.value else "" for _, folder, _ in found]
    apart = all(tops)
    drives: dict[str, list[tuple[int, Folder, bool, Size]]] = {}
    for top, (number, folder, each) in zip(tops, found, strict=True):
        entry = (number, folder, each.place == "temp", size_of(each.thing))
        drives.setdefault(top.casefold() * apart, []).append(entry)
    return tuple(map(_drive, drives.values()))


def _drive(entries: Sequence[tuple[int, Folder, bool, Size]]) -> Drive:
    needs = [(number, held, size.needs) for number, _, held, size in entries]
    least = [(number, held, size.at_least) for number, _, held, size in entries]
    things = tuple(dict.fromkeys(size for _, _, _, size in entries))
    return Drive(
        tuple({folder.path: folder for _, folder, _, _ in entries}.values()), things, _most(needs), _most(least)
    )


def _most(entries: Sequence[tuple[int, bool, int]]) -> int:
    """The largest sum at any step: what stays, and what is held while that step runs."""
    numbers = {number for number, _, _ in entries}
    return max(
        sum(size for at, held, size in entries if (at == number if held else at <= number)) for number in numbers
    )


def _folder(storage: Storage, place: str) -> Folder:
    """Where a place is; one that is not there, or was not looked at, is taken to be where one's own programs go."""
    named = {"home": storage.home, "downloads": storage.home, "temp": storage.temp, "user-site": storage.roaming}
    folder = named.get(place)
    return storage.tools if folder is None or folder.state == "not-set" else folder


def _amount(size: Size) -> str:
    return f"about {gigabytes([size.needs])}: {size.what}"


def _free(drive: Drive) -> tuple[Evidence, ...]:
    """What is free for the person, and that a quota decides it."""
    found = []
    for folder in drive.folders:
        space, source = folder.space.value, folder.space.source
        free = f"{space.free / 1e9:.1f} GB" if space else folder.space.state
        found.append(Evidence("free for you" if space else "space", free, source))
        if space and space.quota:
            found.append(Evidence("what limits it", "a quota on your account", source))
    return tuple(dict.fromkeys(found))


def _make_room(drive: Drive, needed: str) -> Fix:
    quota = any(folder.space.value and folder.space.value.quota for folder in drive.folders)
    what = ", ".join(dict.fromkeys(each.what for each in drive.things))
    says = _MAKE.format(short=gigabytes([-drive.left]), quota=_QUOTA * quota, needed=needed, what=what)
    return Fix("you", says, guide="folders")
