"""What every seat of an event is at the moment: status, price and price level, in rank order."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.color_modes_ranges import amount_text


class SeatStatus(IntEnum):
    """One byte a seat, as the services send it."""

    NOT_OWNED = 0
    AVAILABLE = 1
    HELD = 2
    RESERVED = 3
    SOLD = 4
    BLOCKED = 5
    RETURNED = 6
    NOT_YET = 7


STATUS_WORDS = (
    "Not owned",
    "Available",
    "Held",
    "Reserved",
    "Sold",
    "Blocked",
    "Returned",
    "Not on sale yet",
)


@dataclass(frozen=True, slots=True)
class SeatStates:
    """Arrays with one entry a seat, in rank order.

    `status` uint8 (`SeatStatus`), `price` int64 in the currency's smallest unit (-1: none),
    `level` int16, an index into `levels` (-1: none).
    """

    status: npt.NDArray[np.uint8]
    price: npt.NDArray[np.int64] | None = None
    level: npt.NDArray[np.int16] | None = None
    levels: tuple[str, ...] = ()
    currency: str = ""

    @classmethod
    def from_bytes(cls, status: bytes) -> "SeatStates":
        """States from one byte a seat, in rank order."""
        return cls(np.frombuffer(status, np.uint8))

    def price_text(self, rank: int) -> str:
        """The seat's price as a person reads it, "" where it has none."""
        if self.price is None or self.price[rank] < 0:
            return ""
        return f"{amount_text(int(self.price[rank]), self.currency)} {self.currency}".rstrip()

    def level_name(self, rank: int) -> str:
        """The seat's price level, "" where it has none."""
        if self.level is None or self.level[rank] < 0:
            return ""
        return self.levels[int(self.level[rank])]
