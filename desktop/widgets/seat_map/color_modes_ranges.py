"""Ranges for legends: breaks that people read easily, with about as many seats in each."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.domain.money import currency_digits

Values = npt.NDArray[np.int64]

MOST_RANGES = 5
CLOSE = 1.15  # a rounder step may be this much larger than the one that is wanted
MINUS = "\N{MINUS SIGN}"
AGE_BREAKS = (8, 31, 61, 91)  # days
AGE_WORDS = ("0–7 days", "8–30 days", "31–60 days", "61–90 days", "over 90 days")
MARK_UP_BREAKS = (0, 10, 25, 50, 100)  # per cent
MARK_UP_WORDS = ("0–9 %", "10–24 %", "25–49 %", "50–99 %", "from 100 %")


@dataclass(frozen=True, slots=True)
class Ranges:
    """Range n begins at `breaks[n - 1]` and ends below `breaks[n]`; one word more than breaks."""

    breaks: tuple[int, ...]
    words: tuple[str, ...]

    def of(self, values: Values) -> npt.NDArray[np.intp]:
        """Which range each value falls into."""
        return np.searchsorted(np.array(self.breaks, np.int64), values, side="right")


AGES = Ranges(AGE_BREAKS, AGE_WORDS)


def amount_text(amount: int, currency: str, *, whole: bool = False) -> str:
    """An amount in the currency's smallest unit, without its name: `1,250` or `12.50`.

    `whole` leaves the digits after the point out where they are all zero.
    """
    digits = currency_digits(currency)
    units, rest = divmod(abs(amount), 10**digits)
    sign = MINUS if amount < 0 else ""
    if not digits or (whole and not rest):
        return f"{sign}{units:,}"
    return f"{sign}{units:,}.{rest:0{digits}}"


def money_ranges(values: Values, currency: str, most: int = MOST_RANGES) -> Ranges:
    """Ranges over amounts in the smallest unit; a range each where few amounts occur."""

    def write(amount: int) -> str:
        return amount_text(amount, currency, whole=True)

    distinct = np.unique(values)
    if not len(distinct):
        return Ranges((), ("all",))
    if len(distinct) <= most:
        return Ranges(tuple(distinct[1:].tolist()), tuple(map(write, distinct.tolist())))
    unit = 10 ** currency_digits(currency)
    coin = unit if not (distinct % unit).any() else 1
    breaks = readable_breaks(values, most, coin)
    if not breaks:
        return Ranges((), (f"{write(int(distinct[0]))}–{write(int(distinct[-1]))}",))
    return Ranges(breaks, _words(breaks, write, coin))


def readable_breaks(values: Values, most: int, smallest: int = 1) -> tuple[int, ...]:
    """Up to `most` - 1 round numbers near the quantiles, so that each range holds seats."""
    shares = np.linspace(0, 1, most + 1)
    cuts = np.quantile(values, shares)
    step = _round_step((cuts[-2] - cuts[1]) / most, smallest)
    rounded = np.unique(np.round(cuts[1:-1] / step).astype(np.int64) * step)
    inside = rounded[(rounded > values.min()) & (rounded <= values.max())]
    filled = np.unique(np.searchsorted(inside, values, side="right"))
    return tuple(inside[filled[filled > 0] - 1].tolist())


def _round_step(wanted: float, smallest: int) -> int:
    """The largest of 1 or 5 times a power of ten that is at most a little above what is wanted."""
    most, step, power = wanted * CLOSE, smallest, smallest
    while power <= most:
        step = power * 5 if power * 5 <= most else power
        power *= 10
    return step


def _words(breaks: tuple[int, ...], write: Callable[[int], str], coin: int) -> tuple[str, ...]:
    middle = (
        write(low) if low == high - coin else f"{write(low)}–{write(high - coin)}"
        for low, high in pairwise(breaks)
    )
    return (f"up to {write(breaks[0] - coin)}", *middle, f"from {write(breaks[-1])}")
