"""Carry a painting from one event to another at the same venue, seat by seat by its own name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.domain.holds.painting import Painting, bare


class SeatName(NamedTuple):
    """How a seat is found again: by its guid, if the plan gives it one, else by its labels."""

    section: str
    row: str
    number: str
    guid: str | None = None

    @property
    def label(self) -> str:
        """The seat as a clerk says it."""
        return f"{self.section} {self.row}-{self.number}"


@dataclass(frozen=True, slots=True)
class Carried:
    """A painting in its new event, and the seats that are not there any more."""

    painting: Painting
    lost: tuple[str, ...]


def carry(
    painting: Painting, names: Sequence[SeatName], seats: Sequence[tuple[int, SeatName]], size: int
) -> Carried:
    """Put the paints of `names` (as many as the painting has seats) onto `seats` (rank and name).

    `size` is how many seats the new painting has. A guid goes before the labels: a row may have
    been renamed since. A guid that two seats share names neither.
    """
    by_guid = _once({rank: seat.guid for rank, seat in seats if seat.guid})
    by_label = {seat[:3]: rank for rank, seat in seats}
    fresh = bare(size)
    use_of, level_of = bytearray(fresh.use_of), bytearray(fresh.level_of)
    lost: list[str] = []
    layers = zip(painting.use_of, painting.level_of, strict=True)
    for name, (use, level) in zip(names, layers, strict=True):
        rank = by_guid.get(name.guid or "", by_label.get(name[:3]))
        if rank is None:
            lost.append(name.label)
        else:
            use_of[rank], level_of[rank] = use, level
    carried = Painting(bytes(use_of), bytes(level_of), painting.uses, painting.levels)
    return Carried(carried.tidy(), tuple(lost))


def _once(guids: dict[int, str]) -> dict[str, int]:
    often = Counter(guids.values())
    return {guid: rank for rank, guid in guids.items() if often[guid] == 1}
