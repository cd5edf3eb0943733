"""An event on an older plan than its venue's: who is told, what moving says, and what it does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.events import EventStatus
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.events.life import publish_event
from core.services.events.moving import EventPlan
from core.services.events.moving_outlook import MovingOutlook
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.events.queries import one_event
from core.services.sales.cancelling_event import cancel_event
from core.services.staff import SignedIn
from core.services.venues.creating import create_venue
from core.services.venues.publishing import publish_plan
from core.services.work import Work, begin_work, new_key
from db.models import Event, EventSeat
from desktop.dialogs import Confirmation
from desktop.live import Change
from desktop.views.event import EventScreen
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, seated
from tests.desktop.late_answers import late_answers
from tests.factories import own_seats
from tests.services.plans import grid_plan
from tests.services.venues.edits import every_mark, with_seat, without

K = Qt.Key
PLAN = grid_plan()
CONSEQUENCE = """\
Kept, with their price levels: 18 seats.
New, and without a price level: 1 seat.
Gone: 2 seats.
There is no way back to an older version."""


@dataclass
class Moving(AtScreen):
    """The event screen with a published event of 20 seats, none of them bought."""

    screen: EventScreen
    event_id: UUID
    manager: SignedIn

    def publish_next(self) -> None:
        """Publish the next version: two seats are gone, one is new."""
        first, second = [mark.guid for mark in every_mark(PLAN)][:2]
        changed = with_seat(without(PLAN, first, second), "new", "6", x=300.0)
        with begin_work(self.manager.sessions, self.manager.actor) as work:
            venue_id = self._event(work).venue_id
            publish_plan(work, venue_id, changed, replaces=1, key=new_key())

    def buy(self, seats: int) -> None:
        with begin_work(self.manager.sessions, self.manager.actor) as work:
            mine = select(EventSeat).where(EventSeat.event_id == self.event_id)
            rows = work.session.scalars(mine.order_by(EventSeat.rank).limit(seats)).all()
            own_seats(work.session, self._event(work), rows)

    def cancel(self) -> None:
        with begin_work(self.manager.sessions, self.manager.actor) as work:
            cancel_event(work, self.event_id, leaving_money_open=False)

    def ask(self) -> Confirmation:
        """Press the button that offers the move."""
        self.wait(self.screen.plan_age.move_on.isVisible)
        self.screen.plan_age.move_on.setFocus()
        self.press(K.Key_Space)
        return self.dialog(Confirmation)

    def agree(self) -> None:
        """Tab to what moves it, and press it."""
        self.press(K.Key_Tab, K.Key_Space)

    def version_now(self) -> UUID:
        with self.manager.sessions() as session:
            return one_event(session, self.event_id).plan_id

    def _event(self, work: Work) -> Event:
        return work.session.get_one(Event, (work.actor.tenant_id, self.event_id))


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def moving(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Moving]:
    assert dressed
    manager = fresh_database.sign_in(Role.MANAGER)
    start = datetime.now(UTC) + timedelta(days=7)
    with begin_work(manager.sessions, manager.actor) as work:
        venue = create_venue(work, PLAN, key=new_key())
        draft = EventDraft("Gala", venue.id, start, start + timedelta(hours=2), "Europe/Berlin")
        event_id = create_event(work, draft, key=new_key()).id
        level = LevelDraft("All", Decimal("50.00"), (Place("A"), Place("B")))
        set_price_levels(work, event_id, [level], key=new_key())
        publish_event(work, event_id)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        made = Moving(seating, screen, event_id, manager)
        made.wait(lambda: screen.event_shown is not None and len(screen.map.view.plan) == 20)
        yield made


def test_an_event_moves_and_its_map_with_it(moving: Moving) -> None:
    assert not moving.screen.plan_age.tells
    before = moving.version_now()
    moving.publish_next()

    asked = moving.ask()

    assert moving.screen.plan_age.told.text() == "On version 1; the venue has version 2."
    assert asked.windowTitle() == "Move Gala to version 2 of its plan?"
    assert CONSEQUENCE in [one.text() for one in asked.findChildren(QLabel)]
    moving.agree()
    moving.wait(lambda: len(moving.screen.map.view.plan) == 19)
    moving.wait(lambda: not moving.screen.plan_age.tells)
    assert moving.version_now() != before
    said = "Gala is on version 2 of its plan: 1 seat added, 2 seats gone."
    assert moving.seating.window.toast.text == said


def test_an_event_is_kept_on_its_plan(moving: Moving) -> None:
    before = moving.version_now()
    moving.publish_next()

    moving.ask()
    moving.press(K.Key_Return)

    assert QApplication.activeModalWidget() is None
    assert moving.version_now() == before
    assert moving.screen.plan_age.tells


def test_an_event_with_stock_says_why_it_stays(moving: Moving) -> None:
    moving.buy(4)
    moving.publish_next()

    moving.wait(lambda: moving.screen.plan_age.tells)

    told = "On version 1; the venue has version 2. It can't move, with 4 seats bought already."
    assert moving.screen.plan_age.told.text() == told
    assert not moving.screen.plan_age.move_on.isVisible()


def test_what_was_bought_while_one_was_asked_is_refused_in_words(moving: Moving) -> None:
    moving.publish_next()
    moving.ask()
    moving.buy(4)

    moving.agree()

    moving.wait(moving.screen.banner.isVisible)
    told = "Gala stays on its plan: 4 of its seats were bought and 0 are sold."
    assert moving.screen.banner.text == told


def test_selected_seats_are_told_of_instead(moving: Moving) -> None:
    moving.publish_next()
    moving.wait(lambda: moving.screen.plan_age.tells)

    moving.screen.map.view.select_ranks(np.array([0, 1], np.intp))
    moving.wait(lambda: not moving.screen.plan_age.isVisible())

    moving.screen.map.view.clear_selection()
    moving.wait(moving.screen.plan_age.move_on.isVisible)


def test_an_event_that_is_over_is_not_offered(moving: Moving) -> None:
    moving.publish_next()
    moving.wait(lambda: moving.screen.plan_age.tells)

    moving.cancel()

    moving.wait(lambda: not moving.screen.plan_age.tells)


def test_a_late_answer_tells_nothing_of_an_event_that_is_over(moving: Moving) -> None:
    age, event = moving.screen.plan_age, moving.screen.event_shown
    assert event is not None
    late = late_answers(age.desk)
    age.show_event(event)

    age.show_event(replace(event, status=EventStatus.CANCELLED))
    late.answer(0, EventPlan(event.plan_id, version=1, newest=2, owned=0, sold=0))

    assert not age.tells


def test_a_move_is_not_asked_about_once_the_event_is_over(moving: Moving) -> None:
    age, event = moving.screen.plan_age, moving.screen.event_shown
    assert event is not None
    late = late_answers(age.desk)
    age.ask_move()
    age.show_event(replace(event, status=EventStatus.CANCELLED))
    plan = EventPlan(event.plan_id, version=1, newest=2, owned=0, sold=0)
    late.answer(0, MovingOutlook(plan, kept=1, added=0, removed=0))

    assert not age.findChildren(Confirmation)


def test_a_delivery_is_heard_of(moving: Moving) -> None:
    age = moving.screen.plan_age
    moving.publish_next()
    moving.wait(age.move_on.isVisible)
    moving.buy(2)
    tables = frozenset({"event_seats", "delivery_receipt_seats"})  # what a delivery touches
    age.hear(Change(tables, frozenset({moving.event_id})))
    moving.wait(lambda: not age.move_on.isVisible())

    assert age.told.text().endswith("It can't move, with 2 seats bought already.")


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_is_told_nothing(self, moving: Moving) -> None:
        moving.publish_next()
        moving.screen.plan_age.refresh_now()
        moving.wait(lambda: len(moving.screen.levels) == 1)

        assert not moving.screen.plan_age.tells
