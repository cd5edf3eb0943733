"""What every section shows from far: seats by status and by style, and the span of its figures."""

from collections.abc import Iterable
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

    def turned(
        self, plan: SeatMapPlan, coloring: Coloring, status: Codes, sections: Iterable[int]
    ) -> "SectionSummary":
        """The same with these sections added up anew."""
        statuses, styles, spans = self.statuses.copy(), self.styles.copy(), list(self.spans)
        for section in sections:
            ranks = plan.section_seats(section).astype(np.intp)
            now = status[ranks]
            codes = coloring.codes_of(ranks, now)
            statuses[section] = np.bincount(now, minlength=statuses.shape[1])
            styles[section] = np.bincount(codes, minlength=styles.shape[1])
            spans[section] = _span_of(coloring, ranks, now)
        return SectionSummary(statuses, styles, tuple(spans))


def _by_section(plan: SeatMapPlan, codes: Codes, columns: int) -> Counts:
    keys = plan.section * columns + codes
    return np.bincount(keys, minlength=len(plan.sections) * columns).reshape(-1, columns)


def _spans(plan: SeatMapPlan, coloring: Coloring, status: Codes) -> tuple[str, ...]:
    figures = coloring.figures
    if figures is None or not len(plan):
        return ("",) * len(plan.sections)
    counts = _figured(coloring)[status] & (figures.values != NO_VALUE)
    order, starts = plan.section_order, plan.section_starts[:-1]
    lowest = np.where(counts, figures.values, np.iinfo(np.int64).max)[order]
    highest = np.where(counts, figures.values, NO_VALUE)[order]
    pairs = zip(
        np.minimum.reduceat(lowest, starts).tolist(),
        np.maximum.reduceat(highest, starts).tolist(),
        strict=True,
    )
    return tuple(_span(figures, low, high) for low, high in pairs)


def _span_of(coloring: Coloring, ranks: npt.NDArray[np.intp], status: Codes) -> str:
    """One section's span."""
    figures = coloring.figures
    if figures is None:
        return ""
    values = figures.values[ranks]
    counts = values[_figured(coloring)[status] & (values != NO_VALUE)]
    return _span(figures, int(counts.min()), int(counts.max())) if len(counts) else ""


def _figured(coloring: Coloring) -> npt.NDArray[np.bool_]:
    """One flag a status: whether the figures of its seats count."""
    flags = np.zeros(len(SeatStatus), np.bool_)
    flags[list(coloring.figured)] = True
    return flags


def _span(figures: Figures, low: int, high: int) -> str:
    return "" if high == NO_VALUE else figures.span(low, high)
