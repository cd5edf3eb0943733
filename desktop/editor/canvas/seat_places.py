"""The places of seats, made once and shared by all selections that hold them."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import compress, repeat

from core.domain.collecting import collector_paused
from core.domain.venues.editing.places import SeatAt
from desktop.editor.canvas.chosen import Mask
from desktop.editor.canvas.marks import ZoneMarks

MOST = 40_000  # seats whose places are kept, about 90 bytes each

# A named tuple's own constructor takes three times as long.
_seat_at = partial(tuple.__new__, SeatAt)
_Shape = tuple[int, tuple[int, ...]]  # a section's index, and where its rows start


class SeatPlaces:
    """Every band over the same seats would make ten thousand tuples, and throw as many away."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Shape, Sequence[SeatAt]] = OrderedDict()
        self._seats = 0

    def where(self, index: int, marks: ZoneMarks, mask: Mask) -> Iterable[SeatAt]:
        """The places of the seats that are flagged, in the section of this index."""
        places = self._of(index, marks)
        return places if mask.all() else compress(places, mask.tolist())

    def _of(self, index: int, marks: ZoneMarks) -> Sequence[SeatAt]:
        key = index, marks.starts
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _made(index, marks)
            self._seats += len(found)
            while self._seats > MOST and len(self._kept) > 1:
                _, old = self._kept.popitem(last=False)
                self._seats -= len(old)
        else:
            self._kept.move_to_end(key)
        return found


def _made(index: int, marks: ZoneMarks) -> Sequence[SeatAt]:
    with collector_paused():
        return list(map(_seat_at, zip(repeat(index), *marks.places.tolist(), strict=False)))
