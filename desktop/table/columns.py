"""Columns as data: a title, the value to sort by, the text to show, and how it looks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from core.domain.money import Money
from desktop.theme import Chip, chip_for
from desktop.words import date_text, money_text, number_text, when_text

RowT = TypeVar("RowT")


def plain_text(value: Any) -> str:
    """A value as words: amounts and days in the house's way, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


# Not slotted: a generic, frozen and slotted dataclass can't be made as Column[Row](...).
@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column of a table of frozen rows."""

    title: str
    value: Callable[[RowT], Any]
    text: Callable[[Any], str] = plain_text
    right: bool = False
    """Numbers stand right, with figures of equal width."""
    chip: Callable[[Any], Chip] | None = None
    width: int = 0
    """Pixels, the least; it is as wide as its contents when they are first shown."""
    stretch: bool = False
    """Takes the space that is left."""
    hidden: bool = False
    """Off until the clerk picks it in the column chooser."""
    muted: bool = False
    strong: bool = False
    spare: int = 0
    """Left out while the others would be cut short: 1 goes first, 0 never."""
    hint: Callable[[RowT], str] | None = None
    """The tool tip of a cell."""

    @property
    def squeezable(self) -> bool:
        """Text may be cut when there is no room; numbers, states and what tells rows apart may not.

        A name that takes what room is left gives it too.
        """
        return not (self.right or self.chip or self.width) and (self.stretch or not self.strong)

    def hinted(self, row: RowT) -> str | None:
        """The cell's tool tip: its hint, or the whole text where it may be cut."""
        if self.hint is not None:
            return self.hint(row)
        return self.shown(row) if self.squeezable else None

    def shown(self, row: RowT) -> str:
        """The cell's text."""
        value = self.value(row)
        return self.chip(value).word if self.chip is not None else self.text(value)


def money_column(
    title: str,
    value: Callable[[RowT], Money | None],
    *,
    hidden: bool = False,
    spare: int = 0,
) -> Column[RowT]:
    """Amounts: right-aligned, always with their currency."""
    return Column(title, value, right=True, hidden=hidden, spare=spare)


def number_column(
    title: str,
    value: Callable[[RowT], int | Decimal | None],
    *,
    hidden: bool = False,
    spare: int = 0,
) -> Column[RowT]:
    """Counts and other plain numbers: right-aligned."""
    return Column(title, value, right=True, hidden=hidden, spare=spare)


def time_column(
    title: str,
    value: Callable[[RowT], datetime | None],
    clock: Callable[[], datetime],
    *,
    muted: bool = False,
    hidden: bool = False,
    spare: int = 0,
) -> Column[RowT]:
    """Moments in words where they are near, by this clock."""

    def words(at: datetime | None) -> str:
        return when_text(at, clock()) if at is not None else ""

    return Column(title, value, words, muted=muted, hidden=hidden, spare=spare)


def state_column(
    title: str,
    value: Callable[[RowT], Enum | str],
    chip: Callable[[Any], Chip] = chip_for,
) -> Column[RowT]:
    """A status, shown as a chip with icon and word."""
    return Column(title, value, chip=chip)


def sort_key(value: Any) -> tuple[int, Any]:
    """Nothing first; text without regard to case; amounts by size, enums by their order."""
    if value is None:
        return (0, 0)
    if isinstance(value, Money):
        return (1, (value.currency, value.amount))
    if isinstance(value, Enum):
        return (1, list(type(value)).index(value))
    if isinstance(value, str):
        return (1, value.casefold())
    return (1, value)
