"""A new event at a venue: what, when, and what its seats cost by category."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTimeEdit, QWidget

from core.domain.events import EventType
from core.services.events.categories import CategoryRow, list_categories
from core.services.events.creating import EventDraft, create_event
from core.services.events.founding import House, house_for_events
from core.services.events.life import publish_event
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.venues.queries import VenueRow
from core.services.work import Work, new_key
from desktop.controls import Kind, Look, label
from desktop.desk import Operation
from desktop.dialogs import Dialog
from desktop.forms import DateEdit, Field, Form, MoneyEdit, Pick, QuantityEdit, inset
from desktop.views.venues.filing import CategoryForm
from desktop.words import count
from desktop.workplace import Workplace

WIDTH = 560
USUAL_START, USUAL_MINUTES = QTime(19, 30), 150
AHEAD = timedelta(weeks=1)
"""From today to the evening that is proposed."""
MOST_LEVELS, IN_A_ROW = 12, 2
TYPES = tuple((kind.value.replace("_", " ").capitalize(), kind) for kind in EventType)
NONE = "None"


class NewCategory(Enum):
    """The choice of a category that is not there yet."""

    ASKED = auto()


Filed: TypeAlias = UUID | NewCategory | None


class EventDialog(Dialog):
    """Makes the event, with a price level for each category that has a price."""

    made = Signal(object)
    """The event's id."""

    def __init__(self, place: Workplace, venue: VenueRow, *, parent: QWidget | None = None) -> None:
        super().__init__(f"New event at {venue.name}", parent=parent)
        self.setMinimumWidth(WIDTH)
        self._place, self._venue = place, venue
        self._house: House | None = None
        self._key = new_key()
        self.title_edit = QLineEdit()
        self.kind: Pick[EventType] = Pick(TYPES)
        self.filed: Pick[Filed] = Pick(((NONE, None),))
        self.filed.picked.connect(self._filed_under)
        self.organizer: Pick[UUID | None] = Pick(((NONE, None),))
        today = place.today()
        self.day = DateEdit(today + AHEAD, today=today)
        self.at = QTimeEdit(USUAL_START)
        self.at.setDisplayFormat("HH:mm")
        inset(self.at)
        self.minutes = QuantityEdit(USUAL_MINUTES, least=5, most=24 * 60, unit="min")
        self.published = QCheckBox("Publish it at once")
        self.published.setChecked(True)
        self.prices: dict[str, MoneyEdit] = {}
        self._form, self._levels = Form(), Form()
        self._zone, self.further = label("", Look.SMALL), label("", Look.SMALL, wrap=True)
        self._lay_out()
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Create event", self.create_event, kind=Kind.PRIMARY)
        self.submit.setEnabled(False)
        self.title_edit.setFocus()
        place.desk.ask(self, lambda session: house_for_events(session, venue.id), self._show)

    def create_event(self) -> None:
        """Create the event, if the form is filled in."""
        house = self._house
        if house is None or not self._form.check() or not self._levels.check():
            return
        draft, levels = self.draft(), self.levels(house)
        publishes, key = self.published.isChecked(), self._key

        def create(work: Work) -> UUID:
            event_id = create_event(work, draft, key=key).id
            if levels:
                set_price_levels(work, event_id, levels, key=new_key())
            if publishes:
                publish_event(work, event_id)
            return event_id

        self._place.desk.start(
            self,
            Operation(
                create,
                said=lambda _id: (
                    f"{draft.title} has {count(self._venue.capacity, 'seat')} to be bought."
                ),
                doing="Making the event",
            ),
            self._done,
            pressed=self.submit,
        )

    def draft(self) -> EventDraft:
        """The event as the form says."""
        start = self._start()
        return EventDraft(
            title=self.title_edit.text().strip(),
            venue_id=self._venue.id,
            start_datetime=start,
            end_datetime=start + timedelta(minutes=self.minutes.value()),
            timezone=self._timezone(),
            event_type=self.kind.value() or EventType.OTHER,
            category_id=self._category(),
            organizer_id=self.organizer.value(),
        )

    def _timezone(self) -> str:
        known = self._house.timezone if self._house else None
        return known or self._place.agency.timezone

    def _start(self) -> datetime:
        begins = time(self.at.time().hour(), self.at.time().minute())
        return datetime.combine(self.day.day(), begins, ZoneInfo(self._timezone()))

    def _past(self) -> str:
        """Why the event can't begin then."""
        past = self._start() <= self._place.clock()
        return "This is in the past: choose a later day or time." if past else ""

    def levels(self, house: House) -> Sequence[LevelDraft]:
        """A level for each category with a price."""
        found = []
        for name, edit in self.prices.items():
            price = edit.money()
            if price is not None:
                places = tuple(Place(section) for section in house.categories[name])
                found.append(LevelDraft(name, price.amount, places))
        return found

    def _lay_out(self) -> None:
        self._form.add_row(Field("Title", self.title_edit, required=True))
        self._form.add_row(
            Field("Kind", self.kind),
            Field("Category", self.filed),
            Field("Organizer", self.organizer),
        )
        self._form.add_row(
            Field("Day", self.day, check=self._past),
            Field("Begins", self.at),
            Field("Lasts", self.minutes),
        )
        for widget in (
            self._form,
            self._zone,
            label("Prices by category of the plan", Look.FIELD),
            self._levels,
            self.further,
            self.published,
        ):
            self.content.addWidget(widget)

    def _show(self, house: House) -> None:
        self._house = house
        self._offer_categories(house.filed)
        self.organizer.offer([(NONE, None), *((one.name, one.id) for one in house.organizers)])
        self._zone.setText(f"Times are {self._timezone()}.")
        names = list(house.categories)[:MOST_LEVELS]
        further = len(house.categories) - len(names)
        self.further.setText(f"{further} more get theirs with the event's price levels, Ctrl+L.")
        self.further.setVisible(further > 0)
        for at in range(0, len(names), IN_A_ROW):
            self._levels.add_row(*(self._price(house, name) for name in names[at : at + IN_A_ROW]))
        self.submit.setEnabled(True)

    def _price(self, house: House, name: str) -> Field:
        """The field for the price of a category."""
        edit = self.prices[name] = MoneyEdit(self._place.agency.currency)
        return Field(f"{name} ({count(len(house.categories[name]), 'section')})", edit)

    def _category(self) -> UUID | None:
        filed = self.filed.value()
        return None if isinstance(filed, NewCategory) else filed

    def _offer_categories(self, filed: Sequence[CategoryRow], mark: UUID | None = None) -> None:
        known = [(one.name, one.id) for one in filed]
        self.filed.offer([(NONE, None), *known, ("New category…", NewCategory.ASKED)])
        self.filed.set_value(mark)

    def _filed_under(self, wanted: Filed) -> None:
        """Ask for a category that is not there yet, and file the event under it."""
        if not isinstance(wanted, NewCategory):
            return
        self.filed.set_value(None)
        form = CategoryForm(self._place.desk, parent=self)
        form.saved.connect(self._read_categories)
        form.finished.connect(lambda _how: self.filed.setFocus())
        form.open()

    def _read_categories(self, mark: UUID) -> None:
        self._place.desk.ask(
            self, list_categories, lambda found: self._offer_categories(found, mark)
        )

    def _done(self, event_id: UUID) -> None:
        self.accept()
        self.made.emit(event_id)
