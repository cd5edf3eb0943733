"""The tutorial as a person does it: drawn from nothing, undone, published, and put on sale.

PARTERRE_PICTURES=docs/pictures/seat-maps makes the tutorial's pictures on the way.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import and_, func, or_, select

from core.domain.events import EventStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.venues.editing.checks import check_plan, places_to_sell
from core.domain.venues.extras import GA_ROW, floors_of
from core.domain.venues.plan import Plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from core.services.events.price_levels import list_price_levels
from core.services.events.queries import one_event
from core.services.payments.till import open_till
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.venues.queries import list_venues, venue_plan
from core.services.work import begin_work, new_key
from db.models import Event, EventSeat, Seat
from desktop.editor.dialogs.publish import PublishDialog
from desktop.editor.page import EditorPage
from desktop.views.event import EventScreen
from desktop.views.venues import VenuesScreen
from desktop.views.venues.event_dialog import EventDialog
from desktop.views.venues.new_venue import NewVenueDialog
from desktop.widgets.seat_map import SeatStatus
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, euros, seated
from tests.desktop.editor.arena import FLOORS, STEPS
from tests.desktop.editor.drafter import Drafter
from tests.desktop.editor.hand import CONTROL, SHIFT
from tests.factories import own_seats

TUTORIAL = Path(__file__).parents[3] / "docs" / "seat-maps.md"
PLACES = (("A", "A"), ("Box 1", "T1"), ("Standing", GA_ROW))
"""Section and row: in a block, at a table, in the standing area."""
PRICES = ("59", "45", "35", "120", "49")
LARGEST_PICTURE = 150_000  # bytes
K = Qt.Key


@dataclass
class Office:
    """A manager on the venues screen of an agency without venues."""

    seating: Seating
    screen: VenuesScreen

    @property
    def editor(self) -> EditorPage:
        self.seating.bot.waitUntil(lambda: self.screen.editor is not None)
        assert self.screen.editor is not None
        return self.screen.editor

    def begin(self) -> Drafter:
        """Ctrl+N, the name, Enter."""
        dialog = self.screen.list.ask_new()
        assert isinstance(dialog, NewVenueDialog)
        QTest.keyClicks(dialog.name, "Arena")
        QTest.keyClick(dialog.name, K.Key_Return)
        folder = os.environ.get("PARTERRE_PICTURES")
        person = Drafter(self.editor, self.seating.bot, Path(folder) if folder else None)
        person.actions += 3
        return person

    def publish(self, person: Drafter) -> None:
        """Ctrl+Enter, and Enter when nothing stands against it."""
        person.key("enter", CONTROL)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PublishDialog)
        person.wait(dialog.submit.isEnabled)
        assert not dialog.findings.isVisible()
        person.picture("publish", dialog)
        person.enter(dialog.note)
        person.wait(lambda: self.screen.editor is None)

    def make_event(self, person: Drafter) -> UUID:
        """Ctrl+E, what it is and what it costs, Enter."""
        person.wait(lambda: self.screen.list.table.current_row() is not None)
        dialog = self.screen.list.ask_event()
        assert isinstance(dialog, EventDialog)
        person.actions += 1
        person.wait(dialog.submit.isEnabled)
        person.fill(dialog.title_edit, "Opening night")
        QTest.keyClick(dialog.day, K.Key_M)  # a month on
        person.actions += 1
        for field, price in zip(dialog.prices.values(), PRICES, strict=True):
            person.fill(field, price)
        person.picture("event", dialog)
        made: list[UUID] = []
        dialog.made.connect(made.append)
        person.enter(dialog.title_edit)
        person.wait(lambda: bool(made))
        person.wait(lambda: isinstance(self.seating.window.screen_shown, EventScreen))
        return made[0]


@pytest.fixture
def office(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Office]:
    assert dressed
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        seating.window.resize(1440, 900)
        screen = seating.window.open_titled("Venues")
        assert isinstance(screen, VenuesScreen)
        yield Office(seating, screen)


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_tutorial_makes_an_arena_that_can_be_sold(office: Office) -> None:
    person = office.begin()
    document = person.page.document
    empty = document.plan
    for step in STEPS:
        step.do(person)
    drawn = document.plan

    assert_arena(drawn)
    assert_undone_and_redone(person, empty, drawn)
    office.publish(person)
    event_id = office.make_event(person)
    assert_on_sale(office, event_id, drawn)
    assert_sold(office, event_id)
    assert person.actions <= 120
    assert person.minutes < 15


def assert_arena(plan: Plan) -> None:
    """Sections, floors, names without a double, and capacity."""
    zones = {zone.name: zone for zone in plan.zones if zone.rows}
    blocks, boxes = ["A", "B", "C"], [f"Box {number}" for number in range(1, 11)]
    first = [str(number) for number in range(101, 107)]
    second = [str(number) for number in range(201, 207)]
    assert [*zones] == [*blocks, *first, *second, *boxes]
    levels = {name: zone.level for name, zone in zones.items()}
    assert levels == dict.fromkeys((*blocks, *boxes), 0) | dict.fromkeys(first, 1) | dict.fromkeys(
        second, 2
    )
    assert floors_of(plan) == FLOORS
    assert [len(zones[name].rows) for name in ("A", "101", "201", "Box 1")] == [36, 16, 10, 1]
    assert not {row.number for name in blocks for row in zones[name].rows} & {"I", "O", "AI"}

    seats = derive_seats(plan)
    assert len(seats) == places_to_sell(plan) == pytest.approx(12_000, abs=100)
    assert len({(seat.section, seat.row, seat.number) for seat in seats}) == len(seats)
    assert Counter(seat.section for seat in seats)["Standing"] == 1_150
    assert sum(seat.seat_type is SeatType.WHEELCHAIR for seat in seats) == 4
    assert {seat.category for seat in seats} == {one.name for one in plan.categories}
    assert check_plan(plan) == ()


def assert_undone_and_redone(person: Drafter, empty: Plan, drawn: Plan) -> None:
    """Ctrl+Z gives the empty plan back, Ctrl+Shift+Z what was drawn."""
    document, stack, steps = person.page.document, person.page.document.undo_stack, 0
    while stack.canUndo():
        person.hand.keys("z", modifiers=CONTROL)
        steps += 1
    assert document.plan == empty
    for _ in range(steps):
        person.hand.keys("z", modifiers=CONTROL | SHIFT)
    assert document.plan == drawn


def assert_on_sale(office: Office, event_id: UUID, drawn: Plan) -> None:
    """Version 1 is what was drawn, and the event offers all of it at a price each."""
    with office.seating.person.sessions() as session:
        [venue] = list_venues(session)
        assert (venue.name, venue.version, venue.capacity) == ("Arena", 1, places_to_sell(drawn))
        assert venue_plan(session, venue.id) == drawn
        event = one_event(session, event_id)
        assert (event.title, event.status) == ("Opening night", EventStatus.PUBLISHED)
        levels = list_price_levels(session, event_id)
        assert sorted(int(level.base_price) for level in levels) == sorted(map(int, PRICES))
        priced = select(func.count()).where(
            EventSeat.event_id == event_id, EventSeat.price_level_id.is_not(None)
        )
        assert session.scalar(priced) == places_to_sell(drawn)


def assert_sold(office: Office, event_id: UUID) -> None:
    """A seat, one at a table and one to stand are sold; the map that is open shows all three."""
    person = office.seating.person
    with begin_work(person.sessions, person.actor) as work:
        event = work.session.scalars(select(Event).where(Event.id == event_id)).one()
        wanted = or_(*(and_(Seat.section == place[0], Seat.row == place[1]) for place in PLACES))
        rows = select(EventSeat, Seat).join(Seat, Seat.id == EventSeat.seat_id)
        first = rows.where(EventSeat.event_id == event_id, Seat.seat_number == "1", wanted)
        found = work.session.execute(first.order_by(EventSeat.rank)).all()
        assert {(seat.section, seat.row) for _, seat in found} == set(PLACES)
        seats = [one for one, _ in found]
        own_seats(work.session, event, seats, price=Decimal(50))
        event.status = EventStatus.ON_SALE
        ids, ranks = [seat.id for seat in seats], [seat.rank for seat in seats]
    with begin_work(person.sessions, person.actor) as work:
        open_till(work, "Till 1", euros("0.00"), key=new_key())
        booking = reserve_seats(work, event_id, ids, key=new_key())
        sale = pay_cash(work, booking.id, euros("150.00"), key=new_key())
    assert (sale.booking.status, sale.change) == (BookingStatus.PAID, euros("0.00"))

    screen = office.seating.window.screen_shown
    assert isinstance(screen, EventScreen)
    view = screen.map.view
    office.seating.bot.waitUntil(
        lambda: (
            len(view.states.status) > max(ranks)
            and [view.states.status[rank] for rank in ranks] == [SeatStatus.SOLD] * len(PLACES)
        )
    )
    sections = [view.plan.sections[view.plan.section[rank]].name for rank in ranks]
    assert sections == [seat.section for _, seat in found]


def test_the_tutorial_tells_every_step_and_shows_pictures_that_exist() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    headings = re.findall(r"^### \d+\. (.+)$", text, re.MULTILINE)
    assert headings[: len(STEPS)] == [step.title for step in STEPS]
    pictures = [TUTORIAL.parent / name for name in re.findall(r"\]\((pictures/[^)]+)\)", text)]
    assert len(pictures) >= 6
    for picture in pictures:
        assert picture.stat().st_size <= LARGEST_PICTURE
