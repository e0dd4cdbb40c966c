"""Where a catalogue of the organisation's is on the computer, the answer begins with a look into it. Pure.

Whether it offers Python cannot be seen. So it changes no state and no choice: it is a step in front of those that would
install something.
"""

from collections.abc import Mapping, Sequence

import msgspec

from pyready.model.judged import Judged
from pyready.model.outcome import Step
from pyready.model.record import RouteRecord

# shown after what the check says to do: to open the catalogue and to search it
_THEN = " If it is there, install it and run pyready again. If it is not, go on with step 2."

_CHECK = "catalogue-offers-python"
_INSTALLS_NOTHING = {"existing-python", "software-catalogue"}


def with_catalogue(routes: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> tuple[RouteRecord, ...]:
    """The routes, the first open one with that step in front where it would install something."""
    check = judged[_CHECK].check
    chosen = next((each for each in routes if each.kind == "local" and each.state.startswith("open")), None)
    seen = check.outcome == "unknown" and any(each.what == "catalogue" for each in check.because)
    if chosen is None or not seen or chosen.id in _INSTALLS_NOTHING:
        return tuple(routes)
    step = Step(check.settles + _THEN)
    return tuple(
        msgspec.structs.replace(each, steps=(step, *each.steps)) if each is chosen else each for each in routes
    )
