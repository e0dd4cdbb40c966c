"""Is there room for what a route brings? Figures that nobody measured never make a fault of a doubt."""

from collections.abc import Callable

from pyready.checks import _room
from pyready.knowledge import sizes
from pyready.knowledge.sizes import Size
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Sure, passed, problem, unknown
from pyready.probes.storage import Storage


def space_for(size: Size) -> Callable[[Facts], Outcome]:
    """Make the judge for one route."""

    def judge(facts: Facts) -> Outcome:
        folder = facts[Storage].tools
        space = folder.space.value
        if space is None:
            return unknown("Free space could not be read.", *_room.free(folder))
        free = space.free / 1e9
        because = (
            *_room.free(folder),
            Evidence("needed", f"about {size.needs:g} GB: {size.what}", size.source, "inferred"),
        )
        sure: Sure = "likely" if size.unsure else "certain"
        if free >= size.needs:
            return passed(f"There is room: {free:.1f} GB free, about {size.needs:g} GB is needed.", *because, sure=sure)
        if free < size.least or not size.unsure:
            fix = Fix(
                "you", _room.make_room(folder, f"about {size.needs:g} GB is needed for {size.what}."), guide="folders"
            )
            return problem(f"There is too little room: {free:.1f} GB free.", fix, *because)
        says = f"It may be tight: {free:.1f} GB free, about {size.needs:g} GB is needed."
        return passed(says, *because, sure="likely")

    return judge


CHECKS = tuple(
    Check(f"space-for-{each.route}", f"Is there room for {each.title}?", "blocker", space_for(each), "folders")
    for each in sizes.known().size
)
