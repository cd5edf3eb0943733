"""What every section shows from far: seats by status and by style, and the span of its figures."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.color_modes import NO_VALUE, Codes, Coloring, Figures
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.states import SeatStatus

Counts = npt.NDArray[np.intp]
Values = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SectionSummary:
    """`statuses` is shaped (sections, 7), `styles` (sections, entries); one span a section."""

    statuses: Counts
    styles: Counts
    spans: tuple[str, ...]

    @classmethod
    def of(cls, plan: SeatMapPlan, coloring: Coloring, status: Codes) -> "SectionSummary":
        """Add up all sections of a plan."""
        return cls(
            _by_section(plan, status, len(SeatStatus)),
            _by_section(plan, coloring.codes(status), len(coloring.entries)),
            _spans(plan, coloring, status),
        )


def _by_section(plan: SeatMapPlan, codes: Codes, columns: int) -> Counts:
    keys = plan.section * columns + codes
    return np.bincount(keys, minlength=len(plan.sections) * columns).reshape(-1, columns)


def _spans(plan: SeatMapPlan, coloring: Coloring, status: Codes) -> tuple[str, ...]:
    figures = coloring.figures
    if figures is None or not len(plan):
        return ("",) * len(plan.sections)
    counts = np.isin(status, coloring.figured) & (figures.values != NO_VALUE)
    order, starts = plan.section_order, plan.section_starts[:-1]
    lowest = np.where(counts, figures.values, np.iinfo(np.int64).max)[order]
    highest = np.where(counts, figures.values, NO_VALUE)[order]
    pairs = zip(
        np.minimum.reduceat(lowest, starts).tolist(),
        np.maximum.reduceat(highest, starts).tolist(),
        strict=True,
    )
    return tuple(_span(figures, low, high) for low, high in pairs)


def _span(figures: Figures, low: int, high: int) -> str:
    return "" if high == NO_VALUE else figures.span(low, high)
