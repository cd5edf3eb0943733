"""One presale, to be made or changed: its window, who may buy, how much, and what."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QTimeEdit, QVBoxLayout, QWidget

from core.domain.holds.presales import PresaleDraft
from core.domain.sales.states import CustomerTier
from core.services.events.price_levels import PriceLevelRow
from core.services.events.queries import EventRow
from core.services.holds.presales import PresaleRow
from desktop.attempts import Attempts
from desktop.controls import Kind, row
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import DateEdit, Field, Form, QuantityEdit, inset
from desktop.operations import presales
from desktop.theme import space

V = TypeVar("V")

LONGEST_NAME, LONGEST_CODE, MOST_TICKETS, MOST_BY_CODE = 60, 40, 100, 100_000
USUAL_DAYS, USUAL_TICKETS = timedelta(days=7), 4
OPENS, CLOSES = QTime(10, 0), QTime(23, 59)
IN_A_ROW, WIDTH = 2, 160


class Moment(QWidget):
    """A day and a time, where the event is."""

    def __init__(self, day: date, at: QTime, zone: ZoneInfo, today: date) -> None:
        super().__init__()
        self._zone = zone
        self.day = DateEdit(day, today=today)
        self.at = QTimeEdit(at)
        self.at.setDisplayFormat("HH:mm")
        inset(self.at)
        self.setLayout(row(self.day, self.at))
        self.setFocusProxy(self.day)

    def show_moment(self, moment: datetime) -> None:
        """Show this moment, as clocks say it where the event is."""
        local = moment.astimezone(self._zone)
        self.day.set_day(local.date())
        self.at.setTime(QTime(local.hour, local.minute))

    def moment(self) -> datetime:
        """The moment that is shown, aware."""
        at = self.at.time()
        return datetime(*self.day.day().timetuple()[:3], at.hour(), at.minute(), tzinfo=self._zone)


class Ticks(QWidget, Generic[V]):
    """Some of a few things; none means what the field's hint says."""

    def __init__(self, choices: Sequence[tuple[str, V]]) -> None:
        super().__init__()
        self._boxes = [(QCheckBox(words), value) for words, value in choices]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        for at in range(0, len(self._boxes), IN_A_ROW):
            across = QHBoxLayout()
            for box, _ in self._boxes[at : at + IN_A_ROW]:
                across.addWidget(box, 1)
            layout.addLayout(across)
        if self._boxes:
            self.setFocusProxy(self._boxes[0][0])

    def ticked(self) -> tuple[V, ...]:
        """What is ticked, in the order shown."""
        return tuple(value for box, value in self._boxes if box.isChecked())

    def tick(self, values: Sequence[V]) -> None:
        """Tick these and nothing else."""
        for box, value in self._boxes:
            box.setChecked(value in values)


class PresaleForm(Dialog):
    """Makes a presale of an event, or changes one."""

    saved = Signal(object)
    """The PresaleRow."""

    def __init__(
        self,
        desk: Desk,
        event: EventRow,
        levels: Sequence[PriceLevelRow],
        now: datetime,
        *,
        changes: PresaleRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Change {changes.name}" if changes else "New presale", parent=parent)
        self._desk, self._event, self._changes = desk, event, changes
        self._attempts, self._now = Attempts(), now
        self.setMinimumWidth(space(WIDTH))
        zone = ZoneInfo(event.timezone)
        today = now.astimezone(zone).date()
        last = min(today + USUAL_DAYS, event.start.astimezone(zone).date() - timedelta(days=1))
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.starts = Moment(today, OPENS, zone, today)
        self.ends = Moment(max(last, today), CLOSES, zone, today)
        self.code = QLineEdit()
        self.code.setMaxLength(LONGEST_CODE)
        self.tiers: Ticks[str] = Ticks(
            [(one.value.capitalize(), one.value) for one in CustomerTier]
        )
        self.most = QuantityEdit(USUAL_TICKETS, least=1, most=MOST_TICKETS)
        self.most_by_code = QuantityEdit(most=MOST_BY_CODE)
        self.most_by_code.setSpecialValueText("Any number")
        self.levels: Ticks[UUID] = Ticks([(level.name, level.id) for level in levels])
        self.form = Form()
        self._lay_out(with_levels=bool(levels))
        self.add_button("Cancel", self.reject)
        words = "Save the changes" if changes else "Make the presale"
        self.submit = self.add_button(words, self.start, kind=Kind.PRIMARY)
        self.name.setFocus()
        if changes is not None:
            self.submit.setEnabled(False)
            desk.start(self, presales.read_draft(changes), self._show)

    def draft(self) -> PresaleDraft:
        """The presale as the form says."""
        return PresaleDraft(
            self.name.text().strip(),
            self.starts.moment(),
            self.ends.moment(),
            self.most.value(),
            self.code.text().strip() or None,
            self.tiers.ticked(),
            self.levels.ticked(),
            self.most_by_code.value() or None,
        )

    def start(self) -> None:
        """Make or change it, if it has a name."""
        if not self.form.check():
            return
        draft = self.draft()
        key = self._attempts.key_for(draft)
        if self._changes is None:
            wanted = presales.make(self._event, draft, key=key)
        else:
            there = self._now.astimezone(ZoneInfo(self._event.timezone))
            wanted = presales.change(self._changes, draft, key=key, now=there)
        self._desk.start(self, wanted, self._saved, pressed=self.submit)

    def _saved(self, presale: PresaleRow) -> None:
        self.saved.emit(presale)
        self.accept()

    def _show(self, draft: PresaleDraft) -> None:
        self.name.setText(draft.name)
        self.starts.show_moment(draft.start)
        self.ends.show_moment(draft.end)
        self.code.setText(draft.access_code or "")
        self.tiers.tick(draft.customer_tiers)
        self.most.setValue(draft.max_tickets_per_customer)
        self.levels.tick(draft.price_level_ids)
        self.most_by_code.setValue(draft.max_tickets_by_code or 0)
        self.submit.setEnabled(True)

    def _lay_out(self, *, with_levels: bool) -> None:
        form = self.form
        form.add_row(
            Field("Name", self.name, required=True), Field("Tickets a customer", self.most)
        )
        form.add_row(Field("Opens", self.starts), Field("Closes", self.ends))
        code = "Whoever says it may buy. 4 characters or more."
        form.add_row(
            Field("Access code", self.code, hint=code),
            Field("Tickets by the code in all", self.most_by_code),
        )
        tiers = "They need no code. Without a code and a tier: every customer with a name."
        form.add_row(Field("Customers who may buy", self.tiers, hint=tiers))
        if with_levels:
            hint = "None ticked: every seat that is kept for it."
            form.add_row(Field("Price levels", self.levels, hint=hint))
        self.content.addWidget(form)
