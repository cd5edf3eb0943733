"""Which decoder sees which view of a frame, and when to stop.

Live frames get the quick looks and one rescue in rotation within 20 ms: the next frame comes
anyway. A picture is all there is, so it gets every look until something is read. The order and the
filters are those that read the most of 3,240 degraded frames in the time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from time import perf_counter

from core.services.scanning.engines import (
    CodeKind,
    Reading,
    Unread,
    look_with_zxing,
    read_with_zbar,
    read_with_zxing,
)
from core.services.scanning.views import (
    Pixels,
    View,
    bordered,
    enlarged,
    inverted,
    middle_of,
    sharpened,
    shrunk,
    smoothed,
    straightened,
    thresholded,
    turned,
    whole,
)

LIVE_BOX = 0.020
"""Seconds after which no further look at a live frame is begun."""

QUICK_WIDTH = 640
RESCUE_WIDTH = 960
LARGEST_ENLARGED = 1280

Wanted = Callable[[str], bool]
Look = Callable[[], list[Reading]]
Rescue = Callable[[View], list[Reading]]


def anything(text: str) -> bool:
    """Every text is welcome."""
    return bool(text)


def read_codes(
    frame: Pixels, *, wanted: Wanted = anything, turn: int = 0, box: float = LIVE_BOX
) -> list[Reading]:
    """Codes in one live frame, grey or BGR; the `turn`th frame in a row tries the `turn`th rescue.

    The first look that reads a wanted text ends the search, and so does the time `box`, in seconds.
    """
    search = _Search(wanted, ends=perf_counter() + box)
    view = whole(frame)
    if search.satisfied_by(read_with_zbar(shrunk(view, QUICK_WIDTH))):
        return search.readings
    found, unread = look_with_zxing(view)
    if search.satisfied_by(found):
        return search.readings
    rescue: Look = partial(RESCUES[turn % len(RESCUES)], view)
    for look in chain(_straight_looks(view, unread), (rescue,)):
        if search.is_over() or search.satisfied_by(look()):
            break
    return search.readings


def read_every_code(picture: Pixels, *, wanted: Wanted = anything) -> list[Reading]:
    """All codes in a picture, grey or BGR, each text once; about a second where there is none."""
    search = _Search(wanted)
    view = whole(picture)
    found, unread = look_with_zxing(view)
    search.satisfied_by(read_with_zbar(shrunk(view, QUICK_WIDTH)) + found)
    for look in _straight_looks(view, unread):
        search.satisfied_by(look())
    for rescue in dict.fromkeys((*RESCUES, *LAST_RESCUES)):
        if search.satisfied or search.satisfied_by(rescue(view)):
            break
    return search.readings


@dataclass(slots=True)
class _Search:
    wanted: Wanted
    ends: float = float("inf")
    readings: list[Reading] = field(default_factory=list)
    seen: set[tuple[CodeKind, str]] = field(default_factory=set)
    satisfied: bool = False

    def satisfied_by(self, found: list[Reading]) -> bool:
        for reading in found:
            if (reading.kind, reading.text) not in self.seen:
                self.seen.add((reading.kind, reading.text))
                self.readings.append(reading)
                self.satisfied = self.satisfied or self.wanted(reading.text)
        return self.satisfied

    def is_over(self) -> bool:
        return perf_counter() > self.ends


def _straight_looks(view: View, unread: list[Unread]) -> Iterator[Look]:
    for code in unread:
        straight = straightened(view, code.corners)
        yield partial(read_with_zbar, straight)
        yield partial(read_with_zxing, straight)


def _uneven_light(view: View) -> list[Reading]:
    return read_with_zbar(thresholded(shrunk(view, RESCUE_WIDTH)))


def _held_to_the_middle(view: View) -> list[Reading]:
    # Twice the size costs four times the time, and a ticket is held to the middle.
    return read_with_zxing(sharpened(enlarged(middle_of(shrunk(view, LARGEST_ENLARGED)), 2.0)))


def _far_away(view: View) -> list[Reading]:
    return read_with_zxing(enlarged(shrunk(view, LARGEST_ENLARGED), 1.5))


def _out_of_focus(view: View) -> list[Reading]:
    return read_with_zxing(sharpened(shrunk(view, LARGEST_ENLARGED)))


def _noisy(view: View) -> list[Reading]:
    return read_with_zxing(smoothed(shrunk(view, LARGEST_ENLARGED)))


def _slanted(degrees: float, view: View) -> list[Reading]:
    # Bars are read along a line: a Code 128 that lies at a slant is missed by both engines.
    return read_with_zxing(turned(shrunk(view, RESCUE_WIDTH), degrees))


def _dark_mode(view: View) -> list[Reading]:
    return read_with_zbar(inverted(shrunk(view, QUICK_WIDTH)))


def _without_quiet_zone(view: View) -> list[Reading]:
    framed = bordered(shrunk(view, RESCUE_WIDTH))
    return read_with_zxing(framed) or read_with_zbar(framed)


def _tiny(view: View) -> list[Reading]:
    large = enlarged(shrunk(view, LARGEST_ENLARGED), 3.0 if view.width <= QUICK_WIDTH else 2.0)
    return read_with_zxing(large) or read_with_zxing(sharpened(large)) or read_with_zbar(large)


RESCUES: tuple[Rescue, ...] = (
    _held_to_the_middle,
    _uneven_light,
    partial(_slanted, 45.0),
    _far_away,
    _held_to_the_middle,
    partial(_slanted, -45.0),
    _noisy,
    _out_of_focus,
    partial(_slanted, 22.5),
    _held_to_the_middle,
    _uneven_light,
    partial(_slanted, -22.5),
)
"""For live frames, in this order; what helps most comes round most often."""

LAST_RESCUES: tuple[Rescue, ...] = (read_with_zbar, _dark_mode, _without_quiet_zone, _tiny)
"""For pictures, after all others."""
