"""How a seat looks in the editor: the colour of its category, a mark for what is special."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from core.domain.venues.extras import is_retired, restricted_view_of
from core.domain.venues.plan import Category, SeatMark
from core.domain.venues.seating import seat_type_of
from core.domain.venues.states import SeatType
from desktop.theme.palette import contrast
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.styles import Mark, SeatStyle


class Kind(IntEnum):
    """What a seat is; the first four index the symbols that the seat map writes on seats."""

    STANDARD = 0
    VIP = 1
    WHEELCHAIR = 2
    COMPANION = 3
    RESTRICTED = 4
    RETIRED = 5


_KIND_OF_TYPE = {
    SeatType.STANDARD: Kind.STANDARD,
    SeatType.VIP: Kind.VIP,
    SeatType.WHEELCHAIR: Kind.WHEELCHAIR,
    SeatType.COMPANION: Kind.COMPANION,
}
_MARKS = {
    Kind.STANDARD: Mark.DISC,
    Kind.VIP: Mark.DISC,
    Kind.WHEELCHAIR: Mark.SQUARE,
    Kind.COMPANION: Mark.DASHED,
    Kind.RESTRICTED: Mark.LOW,
    Kind.RETIRED: Mark.BAR,
}
_CLEAR_MIDDLE = (Mark.DASHED, Mark.LOW, Mark.BAR)
_LEAST_CONTRAST = 4.5

kind_of_category = lru_cache(maxsize=1024)(seat_type_of)


def kind_of(mark: SeatMark) -> Kind:
    """What a seat is, the most telling first."""
    if mark.extra:
        if is_retired(mark):
            return Kind.RETIRED
        if restricted_view_of(mark):
            return Kind.RESTRICTED
    return _KIND_OF_TYPE[mark.seat_type or kind_of_category(mark.category)]


@dataclass(frozen=True, slots=True)
class Look:
    category: str
    kind: Kind


class Looks(dict[tuple[str, SeatType | None], int]):
    """A code for every look in use, by category and seat type; codes never change."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Look] = []
        self._codes: dict[Look, int] = {}

    def __missing__(self, key: tuple[str, SeatType | None]) -> int:
        category, seat_type = key
        kind = _KIND_OF_TYPE[seat_type or kind_of_category(category)]
        code = self[key] = self.code(Look(category, kind))
        return code

    def code(self, look: Look) -> int:
        """The look's code."""
        code = self._codes.setdefault(look, len(self.all))
        if code == len(self.all):
            self.all.append(look)
        return code


def category_colors(categories: tuple[Category, ...], colors: SeatMapColors) -> dict[str, str]:
    """Each category's colour: its own, else one of the map's colours for kinds in turn."""
    kinds = colors.kinds
    return {
        category.name: category.color or kinds[index % len(kinds)]
        for index, category in enumerate(categories)
    }


def style_of(look: Look, color: str, colors: SeatMapColors) -> SeatStyle:
    """The look as the seat map's artist draws it; numbers stay readable on every colour."""
    mark = _MARKS[look.kind]
    if mark in _CLEAR_MIDDLE:
        return SeatStyle(color, mark, colors.text)
    inks = (colors.on_solid, "#ffffff", "#10181b")
    ink = next((ink for ink in inks if contrast(ink, color) >= _LEAST_CONTRAST), None)
    return SeatStyle(color, mark, ink or max(inks, key=lambda ink: contrast(ink, color)))
