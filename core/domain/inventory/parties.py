"""Where a party sits: the best windows of neighbouring seats, as few of them as possible.

Split into `k` groups, the best choice is a knapsack over stretches of open seats: each gives at
most one group, and a group's worth is the quality of its best window. For each group size only the
`k` best stretches can matter (a worse one could be exchanged for one of them that is still free),
so the knapsack stays small however large the house is.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import attrgetter, sub
from typing import NamedTuple
from uuid import UUID

from core.domain.inventory.runs import OpenSeat, Run

_quality = attrgetter("quality")
_best_quality = attrgetter("best")

# Qualities are compared as whole millionths, so that equal seats are equal whatever their sum.
_QUALITY_STEPS = 1_000_000
# One orphan outweighs any quality, and a guest who sits alone anything but an orphan.
_ALONE = 10**12
_ORPHAN = 10**18


class Stretch(NamedTuple):
    """Neighbouring seats that the party may take, and how many open seats of the row go on beside.

    `best` is the highest quality among them, in millionths.
    """

    seats: Run
    best: int
    before: int
    after: int


class Window(NamedTuple):
    """A group's seats: `size` of them from `start` in a stretch, with their worth."""

    value: int
    stretch: Stretch
    start: int
    size: int

    @property
    def seats(self) -> Run:
        return self.stretch.seats[self.start : self.start + self.size]


def stretches(runs: Iterable[Run], level: UUID | None) -> list[Stretch]:
    """The parts of the runs that belong to a price level; all of them where `level` is None."""
    if level is None:
        return [Stretch(run, _best(run), 0, 0) for run in runs]
    return [stretch for run in runs for stretch in _of_level(run, level)]


def room(pool: Iterable[Stretch]) -> int:
    """How many seats these stretches have."""
    return sum(len(stretch.seats) for stretch in pool)


def fewest_groups(pool: Iterable[Stretch], party: int) -> int:
    """Into how many groups the party must part to sit here; there must be `room` for it."""
    seated = list(accumulate(sorted((len(stretch.seats) for stretch in pool), reverse=True)))
    return bisect_left(seated, party) + 1


def best_windows(pool: Sequence[Stretch], party: int, groups: int) -> tuple[int, list[Window]]:
    """The worth and the windows of the best seating in exactly `groups`, the fewest possible.

    Fewest orphans first, then fewest guests alone, then the highest total quality, then plan order.
    """
    lengths = sorted((len(stretch.seats) for stretch in pool), reverse=True)
    smallest = party - sum(lengths[: groups - 1])
    best_first = sorted(pool, key=_best_quality, reverse=True)
    candidates = [
        window
        for size in range(smallest, min(lengths[0], party) + 1)
        for window in _top(best_first, size, groups, alone=size == 1 < party)
    ]
    return _knapsack(candidates, party, groups)


def _best(seats: Run) -> int:
    best: float = max(map(_quality, seats))
    return round(best * _QUALITY_STEPS)


def _of_level(run: Run, level: UUID) -> Iterator[Stretch]:
    end = 0
    for wanted, seats in groupby(run, key=lambda seat: seat.level_id == level):
        part = tuple(seats)
        start, end = end, end + len(part)
        if wanted:
            yield Stretch(part, _best(part), start, len(run) - end)


def _top(best_first: Sequence[Stretch], size: int, count: int, *, alone: bool) -> list[Window]:
    """The best window of `size` in each of the `count` best stretches for it."""
    found: list[Window] = []
    penalty = _ALONE * alone
    for stretch in best_first:
        if len(found) == count and size * stretch.best - penalty < found[-1].value:
            break
        if len(stretch.seats) >= size:
            insort(found, _best_window(stretch, size, penalty), key=_preference)
            del found[count:]
    return found


def _best_window(stretch: Stretch, size: int, penalty: int) -> Window:
    qualities = (round(seat.quality * _QUALITY_STEPS) for seat in stretch.seats)
    sums = list(accumulate(qualities, initial=0))
    values = list(map(sub, sums[size:], sums))
    last = len(values) - 1
    # The starts that leave exactly one open seat before the window, and behind it.
    for start in (1 - stretch.before, last + stretch.after - 1):
        if 0 <= start <= last:
            values[start] -= _ORPHAN
    value = max(values)
    return Window(value - penalty, stretch, values.index(value), size)


def _preference(window: Window) -> tuple[int, int]:
    return -window.value, window.stretch.seats[0].rank


def _knapsack(candidates: Sequence[Window], party: int, groups: int) -> tuple[int, list[Window]]:
    """Choose `groups` windows of different stretches that seat the party, worth the most."""
    options: dict[UUID, list[Window]] = {}
    for window in sorted(candidates, key=_preference):
        options.setdefault(window.stretch.seats[0].id, []).append(window)
    best: dict[tuple[int, int], tuple[int, list[Window]]] = {(0, 0): (0, [])}
    for windows in options.values():
        for (used, seated), (value, chosen) in list(best.items()):
            for window in windows:
                state = used + 1, seated + window.size
                worth = value + window.value
                if state[0] > groups or state[1] > party:
                    continue
                if state not in best or worth > best[state][0]:
                    best[state] = worth, [*chosen, window]
    return best[groups, party]


def seats_of(windows: Iterable[Window]) -> tuple[OpenSeat, ...]:
    """The seats of the groups: groups in plan order, seats in row order."""
    ordered = sorted((window.seats for window in windows), key=lambda seats: seats[0].rank)
    return tuple(seat for seats in ordered for seat in seats)
