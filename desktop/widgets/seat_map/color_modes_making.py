"""Makes the colouring of a map from the states of its seats and what was read about them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.color_modes import (
    BY_STATUS,
    BY_VALUE,
    NO_VALUE,
    NOT_HELD,
    NOT_OURS,
    SOLD,
    STATUS_ENTRIES,
    Codes,
    Coloring,
    ColorMode,
    Entry,
    Figures,
    Values,
    kind_entries,
    ramp_entries,
)
from desktop.widgets.seat_map.color_modes_ranges import (
    AGES,
    MARK_UP_BREAKS,
    MARK_UP_WORDS,
    MINUS,
    Ranges,
    amount_text,
    money_ranges,
)
from desktop.widgets.seat_map.marks import Mark
from desktop.widgets.seat_map.states import SeatStates, SeatStatus
from desktop.widgets.seat_map.styles import SeatLook

MOST_KINDS = 8
GONE = (SeatStatus.NOT_OWNED, SeatStatus.RETURNED)
IN_STOCK = (
    SeatStatus.AVAILABLE,
    SeatStatus.NOT_YET,
    SeatStatus.HELD,
    SeatStatus.RESERVED,
    SeatStatus.BLOCKED,
)
BELOW_COST = Entry("Below cost", SeatLook("loss", Mark.BAR))


@dataclass(frozen=True, slots=True)
class Kinds:
    """An index into `names` a seat (-1: none), in rank order."""

    index: npt.NDArray[np.int32]
    names: tuple[str, ...]


def by_status(states: SeatStates) -> Coloring:
    """The seven statuses; prices are written on seats."""
    return Coloring(ColorMode.STATUS, STATUS_ENTRIES, BY_STATUS, figures=price_figures(states))


def by_price(states: SeatStates) -> Coloring:
    """Ranges of the retail price of what is in stock."""
    figures = price_figures(states)
    if figures is None:
        return _valued(ColorMode.PRICE, _nothing(states), Ranges((), ("all",)), "No price")
    known = figures.values[_in_stock(states, figures.values)]
    ranges = money_ranges(known, states.currency)
    return _valued(ColorMode.PRICE, figures, ranges, "No price", unit=states.currency)


def by_margin(states: SeatStates, costs: Values) -> Coloring:
    """Ranges of retail less purchase price, both in the currency's smallest unit (-1: none)."""
    values = margins(states, costs)
    currency = states.currency
    known = values[_in_stock(states, values)]
    gains = money_ranges(known[known >= 0], currency)
    ranges = Ranges((0, *gains.breaks), (BELOW_COST.words, *gains.words))
    figures = _money_figures(values, currency)
    return _valued(ColorMode.MARGIN, figures, ranges, "No price yet", unit=currency)


def by_mark_up(states: SeatStates, costs: Values) -> Coloring:
    """Ranges of the margin in per cent of the purchase price; seats that were free gain most."""
    gained = margins(states, costs)
    values = np.full(len(costs), NO_VALUE, np.int64)
    known = gained != NO_VALUE
    values[known] = gained[known] * 100 // np.maximum(costs[known], 1)
    ranges = Ranges(MARK_UP_BREAKS, (BELOW_COST.words, *MARK_UP_WORDS))
    figures = Figures(values, _percent, _percents)
    return _valued(ColorMode.MARK_UP, figures, ranges, "No price yet")


def by_age(days: Values) -> Coloring:
    """Ranges of the days since a seat was received (-1: never)."""
    values = np.where(days < 0, NO_VALUE, days)
    figures = Figures(values, lambda age: f"{age} d", _days)
    return _valued(ColorMode.AGE, figures, AGES, "Not received")


def by_level(states: SeatStates) -> Coloring:
    """Price levels of all seats, ours or not, in the order of the event's price list."""
    index = states.level if states.level is not None else np.full(len(states.status), -1)
    kinds = Kinds(index.astype(np.int32), states.levels)
    entries, own = _coded_kinds(kinds, "No price level")
    fixed = np.full(len(SeatStatus), BY_VALUE, np.uint8)
    figures, telling = price_figures(states), len(entries) - 1
    return Coloring(ColorMode.LEVEL, entries, fixed, own, figures, telling=telling)


def by_source(mode: ColorMode, states: SeatStates, sources: Kinds) -> Coloring:
    """Suppliers or purchase orders of all seats that are ours, sold ones too."""
    entries, own = _coded_kinds(_largest_first(sources), "Unknown")
    return Coloring(
        mode,
        (*entries, NOT_OURS),
        _fixed({status: len(entries) for status in GONE}),
        own,
        price_figures(states),
        telling=len(entries) - 1,
    )


def by_hold(states: SeatStates, reasons: Kinds) -> Coloring:
    """Reasons of held and blocked seats."""
    entries, own = _coded_kinds(_largest_first(reasons), "No reason given")
    free = (SeatStatus.AVAILABLE, SeatStatus.NOT_YET, SeatStatus.RESERVED, SeatStatus.SOLD)
    fixed = {status: len(entries) for status in free}
    fixed |= {status: len(entries) + 1 for status in GONE}
    return Coloring(
        ColorMode.HOLD,
        (*entries, NOT_HELD, NOT_OURS),
        _fixed(fixed),
        own,
        price_figures(states),
        telling=len(entries) - 1,
    )


def price_figures(states: SeatStates) -> Figures | None:
    """Retail prices as they are written on seats; None where no prices were read."""
    if states.price is None:
        return None
    return _money_figures(np.where(states.price < 0, NO_VALUE, states.price), states.currency)


def margins(states: SeatStates, costs: Values) -> Values:
    """Retail less purchase price a seat, in the smallest unit; `NO_VALUE` where one is missing."""
    if states.price is None:
        return np.full(len(costs), NO_VALUE, np.int64)
    known = (states.price >= 0) & (costs >= 0)
    return np.where(known, states.price - costs, NO_VALUE)


def _valued(
    mode: ColorMode, figures: Figures, ranges: Ranges, missing: str, *, unit: str = ""
) -> Coloring:
    """Ranges of what is in stock; sold seats and those of others stand back."""
    losing = ranges.words[0] == BELOW_COST.words
    words = [f"{word} {unit}".rstrip() for word in ranges.words[losing:]]
    entries = (
        *((BELOW_COST,) if losing else ()),
        *ramp_entries(words),
        Entry(missing, SeatLook("returned", Mark.DASHED)),
    )
    own = ranges.of(figures.values).astype(np.uint8)
    own[figures.values == NO_VALUE] = len(entries) - 1
    fixed = {SeatStatus.SOLD: len(entries), **dict.fromkeys(GONE, len(entries) + 1)}
    return Coloring(
        mode,
        (*entries, SOLD, NOT_OURS),
        _fixed(fixed),
        own,
        figures,
        unit,
        IN_STOCK,
        telling=len(entries) - 1,
    )


def _coded_kinds(kinds: Kinds, missing: str) -> tuple[tuple[Entry, ...], Codes]:
    """Entries of up to eight kinds, then of all others and of none; and each seat's code."""
    shown = min(len(kinds.names), MOST_KINDS)
    more = len(kinds.names) - shown
    entries = (
        *kind_entries(kinds.names[:shown]),
        Entry(f"{more} others" if more != 1 else "1 other", SeatLook("muted", Mark.LOW)),
        Entry(missing, SeatLook("returned", Mark.DASHED)),
    )
    own = np.minimum(kinds.index, shown)
    own[kinds.index < 0] = shown + 1
    return entries, own.astype(np.uint8)


def _largest_first(kinds: Kinds) -> Kinds:
    """The kinds with most seats first, so that they get a look of their own."""
    known = kinds.index[kinds.index >= 0]
    order = np.argsort(-np.bincount(known, minlength=len(kinds.names)), kind="stable")
    place = np.empty(len(order) + 1, np.int32)
    place[order] = np.arange(len(order))
    place[-1] = -1
    return Kinds(place[kinds.index], tuple(kinds.names[n] for n in order.tolist()))


def _fixed(codes: dict[SeatStatus, int]) -> Codes:
    return np.array([codes.get(status, BY_VALUE) for status in SeatStatus], np.uint8)


def _in_stock(states: SeatStates, values: Values) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = np.isin(states.status, IN_STOCK) & (values != NO_VALUE)
    return found


def _nothing(states: SeatStates) -> Figures:
    return Figures(np.full(len(states.status), NO_VALUE, np.int64), str, _whole_span)


def _money_figures(values: Values, currency: str) -> Figures:
    def text(amount: int) -> str:
        return amount_text(amount, currency, whole=True)

    def span(low: int, high: int) -> str:
        return f"{_span(text(low), text(high))} {currency}".rstrip()

    return Figures(values, text, span)


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _whole_span(low: int, high: int) -> str:
    return _span(str(low), str(high))


def _percent(share: int) -> str:
    return f"{share} %".replace("-", MINUS)


def _percents(low: int, high: int) -> str:
    return f"{_whole_span(low, high)} %".replace("-", MINUS)


def _days(low: int, high: int) -> str:
    return f"{_whole_span(low, high)} {'day' if high == 1 else 'days'}"
