"""Carry a painting from one event to another at the same venue, seat by seat by its own name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.domain.holds.painting import Level, Painting, bare
from core.domain.holds.palettes import use_from_json, use_to_json
from core.domain.holds.refusals import NoSuchPaint
from core.domain.holds.uses import OPEN, Use


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
class EventPaints:
    """What an event paints with: its start, and its price levels and presales by name."""

    start: datetime
    levels: Mapping[str, UUID]
    presales: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A template's painting in an event's paints, and the names of those that it has not."""

    painting: Painting
    lost_levels: tuple[str, ...]
    lost_presales: tuple[str, ...]


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


def template_palette(painting: Painting, paints: EventPaints) -> dict[str, Any]:
    """The paints as JSON that fits every event: levels and presales by name, ends as seconds before
    the start. Raises `NoSuchPaint`.
    """
    levels = {level: name for name, level in paints.levels.items()}
    presales = {presale: name for name, presale in paints.presales.items()}
    if not {level for level in painting.levels if level} <= set(levels):
        raise NoSuchPaint("price level")
    if not {use.presale_id for use in painting.uses if use.presale_id} <= set(presales):
        raise NoSuchPaint("presale")
    uses = []
    for use in painting.uses:
        values = use_to_json(use)
        if use.presale_id is not None:
            values["presale_id"] = presales[use.presale_id]
        if use.until is not None:
            values["until"] = (paints.start - use.until).total_seconds()
        uses.append(values)
    return {"uses": uses, "levels": [level and levels[level] for level in painting.levels]}


def fit(palette: Mapping[str, Any], use_of: bytes, level_of: bytes, paints: EventPaints) -> Fitted:
    """A template's layers in the event's own paints; seats whose paint it has not are left bare."""
    lost_presales = [
        use["presale_id"]
        for use in palette["uses"]
        if use.get("presale_id", "") and use["presale_id"] not in paints.presales
    ]
    lost_levels = [name for name in palette["levels"] if name and name not in paints.levels]
    uses = [_fitted_use(use, paints) for use in palette["uses"]]
    levels: list[Level] = [name and paints.levels.get(name) for name in palette["levels"]]
    painting = Painting(
        _bared(use_of, [use is None for use in uses]),
        _bared(level_of, [name in lost_levels for name in palette["levels"]]),
        tuple(use or OPEN for use in uses),
        tuple(levels),
    )
    return Fitted(painting, tuple(lost_levels), tuple(lost_presales))


def _fitted_use(values: Mapping[str, Any], paints: EventPaints) -> Use | None:
    fitted = dict(values)
    if "presale_id" in fitted:
        presale = paints.presales.get(fitted["presale_id"])
        if presale is None:
            return None
        fitted["presale_id"] = str(presale)
    if "until" in fitted:
        fitted["until"] = (paints.start - timedelta(seconds=fitted["until"])).isoformat()
    return use_from_json(fitted)


def _bared(layer: bytes, gone: Sequence[bool]) -> bytes:
    """The layer without the paints that are gone."""
    table = bytearray(range(256))
    for number, lost in enumerate(gone, 1):
        if lost:
            table[number] = 0
    return layer.translate(bytes(table))
