"""Number seats and name rows by a scheme. The schemes with examples: docs/rules/numbering.md."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from core.domain.venues.editing.places import Edited, RowAt, SeatAt, Selection
from core.domain.venues.plan import Plan, Point


class Counting(StrEnum):
    NUMBERS = "numbers"
    ODD = "odd"
    EVEN = "even"
    ODD_LEFT_EVEN_RIGHT = "odd left, even right"
    LETTERS = "letters"
    LETTERS_WITHOUT_I_O = "letters without I and O"
    LIST = "list"


class AtAisle(StrEnum):
    """What counting does at an aisle: goes on, or begins again at the next hundred (101, 201)."""

    CONTINUE = "continue"
    NEXT_HUNDRED = "next hundred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How the seats of a row are counted.

    `begin`: the side where counting starts, as seen on the plan, or, with `facing`, by somebody who
    sits in the row and looks at that point. `joined`: rows of one name are one row, even in two
    sections: counting continues across the aisle between them. `step`: 2 leaves every other out.
    `names`: the labels of a LIST. `digits`: 2 makes 01, 02.
    """

    counting: Counting = Counting.NUMBERS
    begin: Literal["left", "right"] = "left"
    start: int = 1
    step: int = 1
    prefix: str = ""
    suffix: str = ""
    digits: int = 1
    names: tuple[str, ...] = ()
    at_aisle: AtAisle = AtAisle.CONTINUE
    joined: bool = False
    facing: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowScheme:
    """How the rows of a section are named; `begin`: with the front row (nearest the stage) or back.

    ODD_LEFT_EVEN_RIGHT counts rows as NUMBERS. Tables and rows with one name side by side share it.
    """

    counting: Counting = Counting.LETTERS
    begin: Literal["front", "back"] = "front"
    start: int = 1
    step: int = 1
    prefix: str = ""
    suffix: str = ""
    digits: int = 1
    names: tuple[str, ...] = ()


class Renamed(NamedTuple):
    """A place with its label before and after; `doubled`: another place would have it too."""

    place: SeatAt | RowAt
    was: str
    now: str
    doubled: bool = False


def preview_seats(plan: Plan, selection: Selection, scheme: Scheme) -> tuple[Renamed, ...]:
    """What each selected seat would be called, in the order of counting; nothing is refused."""
    raise NotImplementedError


def number_seats(plan: Plan, selection: Selection, scheme: Scheme) -> Edited:
    """Number the selected seats row by row; refuses `NamesTaken`."""
    raise NotImplementedError


def preview_rows(plan: Plan, selection: Selection, scheme: RowScheme) -> tuple[Renamed, ...]:
    """What each selected row would be called, in the order of counting."""
    raise NotImplementedError


def number_rows(plan: Plan, selection: Selection, scheme: RowScheme) -> Edited:
    """Name the selected rows section by section; refuses `NamesTaken`."""
    raise NotImplementedError
