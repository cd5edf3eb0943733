"""The cards of the home screen: a figure, the next events, what needs attention."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.services.events.queries import EventRow
from core.services.sales.queries import BookingLine
from core.services.work import Clock
from desktop.controls import IconLabel, Look, label, number_label, row
from desktop.table import (
    Column,
    RecordTable,
    money_column,
    number_column,
    state_column,
    time_column,
)
from desktop.theme import Tone, chip_for, space
from desktop.widgets.clickable import Clickable
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.sell_bar import SellBar
from desktop.words import number_text, when_text

DATE_WIDTH = 23
BAR_WIDTH = 40

LEAST_SALES = 160
MOST_NOTICES = 6


def _sale_columns(clock: Clock) -> list[Column[BookingLine]]:
    return [
        Column("Booking", lambda line: line.booking.number, strong=True),
        Column("Event", lambda line: line.booking.event, stretch=True),
        Column("Customer", lambda line: line.customer or "Walk-up", muted=True),
        number_column("Tickets", lambda line: line.booking.ticket_count),
        money_column("Total", lambda line: line.booking.total),
        state_column("Status", lambda line: line.booking.status),
        time_column("When", lambda line: line.booking.created_at, clock),
    ]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that somebody should look at, and where."""

    words: str
    detail: str = ""
    tone: Tone = Tone.WARNING
    icon: str = "alert"
    screen: str = ""
    subject: Any = None


class Card(QFrame):
    """A raised sheet with a small heading."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(space(4), space(3), space(4), space(3))
        self.lines.setSpacing(space(1))
        self.heading = label(heading, Look.FIELD)
        self.lines.addWidget(self.heading)


class Figure(Card):
    """One large figure and what it is made of."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.figure = label("", Look.DISPLAY)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(space(1))
        self.lines.addWidget(self.figure)
        self.lines.addSpacing(space(1))
        self.lines.addLayout(self._parts)
        self.lines.addStretch(1)

    def show_figure(self, figure: str, parts: Sequence[tuple[str, str]] = ()) -> None:
        """Show the figure, and pairs of what is in it and how much."""
        self.figure.setText(figure)
        _clear(self._parts)
        for what, much in parts:
            line = QWidget()
            across = row(label(what, Look.MUTED), gap=2)
            across.addStretch(1)
            across.addWidget(number_label(much, Look.BODY))
            line.setLayout(across)
            self._parts.addWidget(line)


class NextEvents(Card):
    """Events to come, each with how far it is sold."""

    opened = Signal(object)
    """The id of an event."""

    def __init__(self) -> None:
        super().__init__("Next events")
        self.shown: list[Clickable] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.lines.addLayout(self._rows)
        self.lines.addStretch(1)

    def show_events(self, events: Sequence[EventRow], now: datetime) -> None:
        """List these events."""
        _clear(self._rows)
        self.shown = []
        for event in events:
            line = EventLine(event, now)
            line.opened.connect(lambda event_id=event.id: self.opened.emit(event_id))
            self.shown.append(line)
            self._rows.addWidget(line)


class EventLine(Clickable):
    """When, what and where, and how far it is sold."""

    def __init__(self, event: EventRow, now: datetime) -> None:
        when = when_text(event.start, now, ZoneInfo(event.timezone))
        super().__init__(f"{event.title}, {when}")
        self.sold = f"{number_text(event.sold)} of {number_text(event.owned)} sold"
        day, _, time = when.rpartition(" ")
        dated = _two_lines(day, time)
        dated.setFixedWidth(space(DATE_WIDTH))
        named = _two_lines(event.title, f"{event.venue}, {chip_for(event.status).word.lower()}")
        bar = SellBar(event.sold / event.owned if event.owned else 0)
        bar.setFixedWidth(space(BAR_WIDTH))
        share = QVBoxLayout()
        share.setSpacing(space(1))
        share.addStretch(1)
        words = row(label(self.sold if event.owned else "No seats yet", Look.SMALL))
        words.addStretch(1)
        percent = round(100 * event.sold / event.owned) if event.owned else 0
        words.addWidget(number_label(f"{percent} %", Look.SMALL))
        share.addLayout(words)
        share.addWidget(bar)
        share.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(space(1), space(1), space(1), space(1))
        across.setSpacing(space(4))
        across.addWidget(dated)
        across.addWidget(named, 1)
        across.addLayout(share)
        across.addWidget(IconLabel("chevron-right"))


class LatestSales(Card):
    """The last sales of everybody."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("Latest sales")
        self.table = RecordTable(_sale_columns(clock), key=lambda line: line.booking.id)
        self.table.setProperty("look", "plain")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setMinimumHeight(LEAST_SALES)
        self.table.setAccessibleName("Latest sales")
        self.lines.addWidget(self.table, 1)


class Attention(Card):
    """What needs somebody, each with a jump to the place."""

    opened = Signal(object)
    """The Notice."""

    def __init__(self) -> None:
        super().__init__("Needs attention")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.notices: Sequence[Notice] = ()
        self.shown: list[Clickable] = []
        self.lines.addLayout(self._rows)
        self.lines.addStretch(1)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """List these, or say that all is well."""
        self.notices, self.shown = notices, []
        _clear(self._rows)
        if not notices:
            calm = row(IconLabel("check-circle", Tone.GOOD), label("All is well", Look.MUTED))
            calm.addStretch(1)
            line = QWidget()
            line.setLayout(calm)
            self._rows.addWidget(line)
        for notice in notices[:MOST_NOTICES]:
            made = _notice(notice)
            made.opened.connect(lambda told=notice: self.opened.emit(told))
            self.shown.append(made)
            self._rows.addWidget(made)
        more = len(notices) - MOST_NOTICES
        if more > 0:
            self._rows.addWidget(label(f"and {more} more", Look.SMALL))


def _notice(notice: Notice) -> Clickable:
    made = Clickable(notice.words)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(notice.words, wrap=True))
    if notice.detail:
        words.addWidget(label(notice.detail, Look.SMALL, wrap=True))
    across = QHBoxLayout(made)
    across.setContentsMargins(space(1), space(1), space(1), space(1))
    across.setSpacing(space(2))
    across.addWidget(IconLabel(notice.icon, notice.tone), 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    if notice.screen:
        across.addWidget(IconLabel("chevron-right"))
    return made


def _two_lines(first: str, second: str) -> QWidget:
    both = QWidget()
    lines = QVBoxLayout(both)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(ElidedLabel(first, Look.STRONG))
    lines.addWidget(ElidedLabel(second, Look.SMALL))
    return both


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.deleteLater()
