"""Holding, blocking and releasing the selected seats, without a plan."""

from datetime import timedelta

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.domain.errors import Refusal
from core.domain.holds.uses import LONGEST_REASON, HoldType
from core.domain.staff import Permission
from core.services.events.queries import EventRow
from core.services.holds.placing import HoldDraft
from desktop.controls import Kind, Look, button, label, row
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.maps import LiveSeatMap
from desktop.operations import holds
from desktop.theme import space
from desktop.views.hold_ends import ENDS, end_of
from desktop.widgets.seat_map import SeatStatus
from desktop.words import count
from desktop.workplace import Workplace

KEYS = (
    ("F6", "Hold the selected seats"),
    ("F7", "Block them"),
    ("F8", "Release them"),
)
_ON_HOLD = (SeatStatus.HELD, SeatStatus.BLOCKED)
_CAN_HOLD = (SeatStatus.AVAILABLE, SeatStatus.HELD, SeatStatus.BLOCKED)
WORDS = {
    HoldType.ARTIST: "The artist",
    HoldType.PROMOTER: "The promoter",
    HoldType.VENUE: "The venue",
    HoldType.COMPLIMENTARY: "Complimentary tickets",
    HoldType.PRESS: "The press",
}


class HoldSeats(QWidget):
    """Three buttons for the selection; each of them is offered where it can do something."""

    def __init__(self, workplace: Workplace, live: LiveSeatMap) -> None:
        super().__init__()
        self._workplace, self._live = workplace, live
        self.hold = button("Hold…", self.ask_hold, shortcut="F6")
        self.block = button("Block", self.block_seats, shortcut="F7")
        self.release = button("Release", self.release_seats, shortcut="F8")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(2))
        layout.addWidget(label("Keep back", Look.STRONG))
        layout.addLayout(row(self.hold, self.block, self.release))
        self.hide()

    def show_for_selection(self) -> None:
        """Offer what the selected seats allow."""
        statuses = self._live.view.statuses[self._live.view.selection]
        may = self._workplace.may(Permission.HOLD_SEATS) and len(statuses) > 0
        on_hold = bool(np.isin(statuses, _ON_HOLD).any())
        self.hold.setEnabled(bool(np.isin(statuses, _CAN_HOLD).any()))
        self.block.setEnabled(not np.isin(statuses, (SeatStatus.SOLD, SeatStatus.RESERVED)).all())
        self.release.setEnabled(on_hold)
        self.setVisible(may)

    def ask_hold(self) -> None:
        """Ask for whom the selected seats are held (F6)."""
        event = self._event()
        if event is not None and self.hold.isEnabled():
            dialog = HoldDialog(event, len(self._ranks()), parent=self)
            dialog.wanted.connect(self._hold)
            dialog.open()

    def block_seats(self) -> None:
        """Take the selected seats out of use (F7)."""
        if (seats := self._seats()) is not None:
            self._workplace.desk.start(self, holds.block(seats, ""))

    def release_seats(self) -> None:
        """Open those of the selected seats that are held or blocked (F8)."""
        if (seats := self._seats()) is not None:
            self._workplace.desk.start(self, holds.release(seats))

    def _hold(self, draft: HoldDraft) -> None:
        if (seats := self._seats()) is not None:
            self._workplace.desk.start(self, holds.hold(seats, draft))

    def _event(self) -> EventRow | None:
        return self._live.event_shown if self.isVisible() and self._ranks() else None

    def _seats(self) -> holds.ChosenSeats | None:
        event, plan_id = self._event(), self._live.plan_shown
        if event is None or plan_id is None:
            return None
        return holds.ChosenSeats(event.id, plan_id, self._ranks())

    def _ranks(self) -> list[int]:
        ranks: list[int] = self._live.view.selection.tolist()
        return ranks


class HoldDialog(Dialog):
    """For whom, why and until when; `wanted` carries the HoldDraft."""

    wanted = Signal(object)

    def __init__(self, event: EventRow, seats: int, *, parent: QWidget | None = None) -> None:
        super().__init__(f"Hold {count(seats, 'seat')}", parent=parent)
        self._start = event.start
        self.kind: Pick[HoldType] = Pick([(words, kind) for kind, words in WORDS.items()])
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.ends: Pick[timedelta | None] = Pick(ENDS)
        form = Form()
        form.add_row(Field("For", self.kind), Field("Ends", self.ends))
        form.add_row(Field("Reason", self.reason, hint="Who asked for it, or what it is for."))
        self.content.addWidget(form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button(f"Hold {count(seats, 'seat')}", self.start, kind=Kind.PRIMARY)
        self.kind.setFocus()

    def start(self) -> None:
        """Ask for the hold, if the reason can be read."""
        kind = self.kind.value() or HoldType.VENUE
        draft = HoldDraft(kind, self.reason.text(), end_of(self.ends.value(), self._start))
        try:
            made = draft.use
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        self.wanted.emit(HoldDraft(kind, made.reason, made.until))
        self.accept()
