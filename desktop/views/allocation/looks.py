"""How uses look on the map and in the palette, and the colourings of the four views."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
import numpy.typing as npt

from core.domain.holds.comparing import Comparison
from core.domain.holds.painting import Painting
from core.domain.holds.uses import HoldType, Use, UseKind
from core.domain.inventory.states import Allotment
from desktop.widgets.seat_map import SeatStatus
from desktop.widgets.seat_map.color_modes import BY_VALUE, Coloring, ColorMode, Entry, kind_entries
from desktop.widgets.seat_map.marks import Mark
from desktop.widgets.seat_map.styles import SeatLook

Codes = npt.NDArray[np.uint8]
MOST_LEVELS = 8

OPEN_LOOK = SeatLook("available", Mark.DISC)
BLOCKED_LOOK = SeatLook("blocked", Mark.BAR)
NO_LEVEL_LOOK = SeatLook("returned", Mark.DASHED)
ERASED_LOOK = SeatLook("returned", Mark.SPECK)
HOLD_LOOKS = {
    HoldType.ARTIST: SeatLook("kinds", Mark.DISC, 0),
    HoldType.PROMOTER: SeatLook("kinds", Mark.SQUARE, 1),
    HoldType.VENUE: SeatLook("kinds", Mark.DIAMOND, 2),
    HoldType.COMPLIMENTARY: SeatLook("kinds", Mark.HOUSE, 3),
    HoldType.PRESS: SeatLook("kinds", Mark.RING, 4),
}
CHANNEL_LOOKS = {
    Allotment.WEB: SeatLook("kinds", Mark.FRAME, 5),
    Allotment.PARTNER: SeatLook("kinds", Mark.OPEN_DIAMOND, 6),
    Allotment.PHONE: SeatLook("kinds", Mark.OPEN_HOUSE, 7),
    Allotment.COUNTER: SeatLook("sold", Mark.DASHED),
    Allotment.PRESALE: SeatLook("reserved", Mark.GAUGE, share=0.6),
}
WORDS = {
    HoldType.ARTIST: "Artist hold",
    HoldType.PROMOTER: "Promoter hold",
    HoldType.VENUE: "Venue hold",
    HoldType.COMPLIMENTARY: "Complimentary",
    HoldType.PRESS: "Press hold",
    Allotment.WEB: "Web only",
    Allotment.PARTNER: "Partner only",
    Allotment.PHONE: "Phone only",
    Allotment.COUNTER: "Counter only",
    Allotment.PRESALE: "Presale",
}
TAKEN = Entry("Reserved or sold", SeatLook("not_owned", Mark.FRAME))
BARE = Entry("Not painted", ERASED_LOOK)
STAYS = Entry("Stays as it is", ERASED_LOOK)
CHANGES = Entry("Changes", SeatLook("kinds", Mark.DISC, 0))
NEW_LEVEL = Entry("Price level changes", SeatLook("kinds", Mark.DIAMOND, 2))
IN_THE_WAY = Entry("In the way", SeatLook("loss", Mark.BAR))
_GONE = (SeatStatus.RESERVED, SeatStatus.SOLD)


def use_entry(use: Use) -> Entry:
    """What a use is called, and how it looks: holds of one kind look alike, whatever the reason."""
    if use.hold_type is not None:
        return Entry(WORDS[use.hold_type], HOLD_LOOKS[use.hold_type])
    if use.allotment is not None:
        return Entry(WORDS[use.allotment], CHANNEL_LOOKS[use.allotment])
    if use.kind is UseKind.BLOCKED:
        return Entry("Blocked", BLOCKED_LOOK)
    return Entry("Open", OPEN_LOOK)


def by_uses(painting: Painting, *, taken: bool = True) -> Coloring:
    """The uses of a painting; reserved and sold seats stand back if `taken`."""
    found = list(dict.fromkeys(use_entry(use) for use, _ in painting.use_counts()))
    entries = (*found, BARE, TAKEN)
    number = [len(found), *(_place(found, use) for use in painting.uses)]
    own = np.array(number, np.uint8)[np.frombuffer(painting.use_of, np.uint8)]
    return _coloring(entries, own, len(found) + 1 if taken else None)


def by_levels(painting: Painting, names: Mapping[UUID, str]) -> Coloring:
    """The price levels of a painting, in the order of the price list."""
    shown = list(names)[:MOST_LEVELS]
    # Every level of the list, used or not: a level keeps the look that it has in the palette.
    found = kind_entries([names[level] for level in shown])
    none = Entry("No price level", NO_LEVEL_LOOK)
    more = Entry("Other levels", SeatLook("muted", Mark.RING))
    entries = (*found, none, more, BARE, TAKEN)
    of = {level: number for number, level in enumerate(shown)} | {None: len(found)}
    number = [len(found) + 2, *(of.get(level, len(found) + 1) for level in painting.levels)]
    own = np.array(number, np.uint8)[np.frombuffer(painting.level_of, np.uint8)]
    return _coloring(entries, own, None)


def by_changes(comparison: Comparison, seats: int) -> Coloring:
    """What applying would do: new uses by their looks, new levels, and what is in the way."""
    found = list(dict.fromkeys(use_entry(change.after) for change in comparison.uses))
    entries = (*found, NEW_LEVEL, STAYS, IN_THE_WAY)
    own = np.full(seats, len(found) + 1, np.uint8)
    for level_change in comparison.levels:
        own[list(level_change.ranks)] = len(found)
    for change in comparison.uses:
        own[list(change.ranks)] = found.index(use_entry(change.after))
    own[[*comparison.taken, *comparison.not_ours]] = len(found) + 2
    return _coloring(entries, own, None)


def _place(entries: Sequence[Entry], use: Use) -> int:
    entry = use_entry(use)
    return entries.index(entry) if entry in entries else 0


def _coloring(entries: tuple[Entry, ...], own: Codes, taken: int | None) -> Coloring:
    by_status = np.full(len(SeatStatus), BY_VALUE, np.uint8)
    if taken is not None:
        by_status[list(_GONE)] = taken
    return Coloring(ColorMode.HOLD, entries, by_status, own, telling=len(entries) - 2)
