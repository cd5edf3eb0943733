"""The holds of an event beside its map: for whom, how many, until when, and a way to sell."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.services.holds.queries import HoldRow
from desktop.controls import Kind, Look, button, label
from desktop.theme import space
from desktop.views.event.holding import WORDS
from desktop.widgets.clickable import Clickable
from desktop.words import count, until_text

MOST = 8
"""Holds that are listed; the allocation screen shows all."""


class KeptBack(QWidget):
    """A line a hold; a click or Enter shows its seats, "Sell" leads to the box office."""

    picked = Signal(object)
    """The HoldRow whose seats are to be shown."""
    sold = Signal(object)
    """The HoldRow that is to be sold from."""

    def __init__(self, *, sells: bool) -> None:
        super().__init__()
        self._sells = sells
        self.lines: list[HoldLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(label("Holds", Look.FIELD))
        self._more = label("", Look.MUTED)
        self._layout.addWidget(self._more)
        self.hide()

    def show_holds(self, holds: Sequence[HoldRow], now: datetime) -> None:
        """List the holds that hold seats now."""
        alive = [one for one in holds if one.left and (one.until is None or now < one.until)]
        self._more.setText(f"and {count(len(alive) - MOST, 'hold')} more")
        self._more.setVisible(len(alive) > MOST)
        self.setVisible(bool(alive))
        if [line.hold for line in self.lines] != alive[:MOST]:
            self._list(alive[:MOST], now)

    def _list(self, holds: Sequence[HoldRow], now: datetime) -> None:
        for old in self.lines:
            self._layout.removeWidget(old)
            old.deleteLater()
        self.lines = [HoldLine(one, now, sells=self._sells) for one in holds]
        for at, line in enumerate(self.lines, start=1):
            line.opened.connect(partial(self.picked.emit, line.hold))
            line.sell.clicked.connect(lambda _on=False, hold=line.hold: self.sold.emit(hold))
            self._layout.insertWidget(at, line)


class HoldLine(Clickable):
    """One hold."""

    def __init__(self, hold: HoldRow, now: datetime, *, sells: bool) -> None:
        whom = WORDS[hold.hold_type]
        super().__init__(f"{whom}, {hold.reason}" if hold.reason else whom)
        self.hold = hold
        seats = f"{count(hold.left, 'seat')}"
        until = f" {until_text(hold.until, now)}" if hold.until is not None else ""
        self.sell = button("Sell", kind=Kind.QUIET)
        self.sell.setAccessibleName(f"Sell the seats held for {whom.lower()}")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(whom, Look.STRONG))
        if hold.reason:
            lines.addWidget(label(hold.reason, wrap=True))
        lines.addWidget(label(f"{seats}{until}", Look.SMALL))
        across = QHBoxLayout(self)
        across.setContentsMargins(space(2), space(1), space(1), space(1))
        across.addLayout(lines, 1)
        across.addWidget(self.sell, 0, Qt.AlignmentFlag.AlignVCenter)
        self.sell.setVisible(sells)  # only in here: shown alone it would be a window
