"""Which seats are meant: by status, price, level, section, row and type, all of them together."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.states import SeatStates

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFilter:
    """What is empty or None does not narrow. Prices are in the currency's smallest unit.

    `rows` are names in any case; `types` are indexes into `plan.SEAT_TYPES`.
    """

    statuses: frozenset[int] = field(default_factory=frozenset)
    least: int | None = None
    most: int | None = None
    level: str | None = None
    section: str | None = None
    rows: frozenset[str] = field(default_factory=frozenset)
    seat_type: int | None = None

    def mask(self, plan: SeatMapPlan, states: SeatStates, status: npt.NDArray[np.uint8]) -> Mask:
        """One flag a seat, in rank order: whether it is meant."""
        fits = np.ones(len(plan), np.bool_)
        if self.statuses:
            fits &= np.isin(status, list(self.statuses))
        fits &= self._priced(states, len(plan))
        if self.section is not None:
            names = [section.name for section in plan.sections]
            fits &= plan.section == (names.index(self.section) if self.section in names else -1)
        if self.rows:
            fits &= self._in_rows(plan)
        if self.seat_type is not None:
            fits &= plan.seat_type == self.seat_type
        return fits

    def _priced(self, states: SeatStates, count: int) -> Mask:
        fits = np.ones(count, np.bool_)
        price, level = states.price, states.level
        if self.least is not None or self.most is not None:
            fits &= price >= 0 if price is not None else False
        if price is not None and self.least is not None:
            fits &= price >= self.least
        if price is not None and self.most is not None:
            fits &= price <= self.most
        if self.level is not None:
            at = states.levels.index(self.level) if self.level in states.levels else None
            fits &= level == at if level is not None and at is not None else False
        return fits

    def _in_rows(self, plan: SeatMapPlan) -> Mask:
        firsts = plan.row_order[plan.row_starts[:-1]]
        wanted = np.array([plan.rows[rank].casefold() in self.rows for rank in firsts.tolist()])
        fits: Mask = wanted[plan.row_of]
        return fits


def rows_typed(text: str) -> frozenset[str]:
    """Names of rows as a clerk types them: "A, c d"."""
    return frozenset(text.casefold().replace(",", " ").replace(";", " ").split())
