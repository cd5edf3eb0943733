"""What needs attention: to each job its own, each with a way to the place, in plain words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.reporting.attention import Attention, Kind
from core.services.work import begin_work, new_key
from desktop.views.event import EventScreen
from desktop.views.home import Home
from desktop.views.home.cards import Notice
from desktop.views.home.notices import notice_of
from desktop.views.purchasing import PurchasingScreen
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, euros, event_on_sale, seated
from tests.factories import make_order, make_party, make_payable, make_supplier

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def managing(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Seating]:
    assert dressed
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as made:
        yield made


@pytest.fixture
def clerking(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Seating]:
    assert dressed
    with seated(fresh_database, Role.BOX_OFFICE, tmp_path, qtbot) as made:
        yield made


def home_of(seating: Seating) -> Home:
    home = seating.window.open_titled("Home")
    assert isinstance(home, Home)
    return home


def fall_behind(database: TestDatabase) -> tuple[UUID, str]:
    """Leave an order and its payable undone for three days; the order's id and number."""
    manager = database.sign_in(Role.MANAGER)
    due = (datetime.now(UTC) - timedelta(days=3)).date()
    with begin_work(manager.sessions, manager.actor) as work:
        party = make_party(work.session, name="Northern Stage")
        supplier = make_supplier(work.session, party_id=party.id)
        order = make_order(work.session, supplier, expected_date=due)
        make_payable(work.session, order, Decimal("90.00"), due=due)
        return order.id, order.po_number


def notice(home: Home, words: str) -> Notice:
    (found,) = (one for one in home.attention.notices if words in one.words)
    return found


def test_manager_sees_what_is_overdue_and_late(
    fresh_database: TestDatabase, managing: Seating
) -> None:
    _, number = fall_behind(fresh_database)
    home = home_of(managing)

    managing.bot.waitUntil(lambda: len(home.attention.notices) == 2)

    owed, late = home.attention.notices
    assert owed.words == "Northern Stage is not paid"
    assert owed.detail.startswith("90.00 EUR, due ")
    assert late.words == f"{number} · Northern Stage is late"
    assert late.detail.startswith("Expected ")


def test_clerk_is_not_told_of_orders_and_payables(
    fresh_database: TestDatabase, clerking: Seating
) -> None:
    event_on_sale(fresh_database)
    fall_behind(fresh_database)
    home = home_of(clerking)

    clerking.bot.waitUntil(lambda: home.takings.figure.text() != "")

    assert home.attention.notices == []


def test_what_falls_behind_shows_by_itself(fresh_database: TestDatabase, managing: Seating) -> None:
    event_on_sale(fresh_database)
    home = home_of(managing)
    managing.bot.waitUntil(lambda: home.takings.figure.text() != "")

    fall_behind(fresh_database)

    managing.bot.waitUntil(lambda: len(home.attention.notices) == 2)


def test_late_order_opens_in_purchasing(fresh_database: TestDatabase, managing: Seating) -> None:
    order_id, _ = fall_behind(fresh_database)
    home = home_of(managing)
    managing.bot.waitUntil(lambda: len(home.attention.notices) == 2)

    home.attention.opened.emit(notice(home, "is late"))

    buying = managing.window.screen_shown
    assert isinstance(buying, PurchasingScreen)
    table = buying.orders.table
    managing.bot.waitUntil(lambda: (row := table.current_row()) is not None and row.id == order_id)


def test_seats_without_a_price_open_at_their_event(
    fresh_database: TestDatabase, managing: Seating
) -> None:
    event_id = event_on_sale(fresh_database, price=None)
    home = home_of(managing)
    managing.bot.waitUntil(lambda: len(home.attention.notices) == 1)

    home.attention.opened.emit(notice(home, "no price"))

    event = managing.window.screen_shown
    assert isinstance(event, EventScreen)
    managing.bot.waitUntil(lambda: event.event_id == event_id)


@pytest.mark.parametrize(
    ("kind", "screen"),
    [
        (Kind.PAYABLE_OVERDUE, "Purchasing"),
        (Kind.TRANSFER_OVERDUE, "Bookings"),
        (Kind.TILL_LEFT_OPEN, "Box office"),
        (Kind.ORDER_LATE, "Purchasing"),
        (Kind.SEATS_UNPRICED, "Event"),
        (Kind.RESERVATION_LAPSING, "Bookings"),
        (Kind.SOLD_OUT, "Event"),
    ],
)
def test_each_kind_has_words_and_a_place(kind: Kind, screen: str) -> None:
    it = Attention(kind, "Giselle", new_key(), at=NOW, count=1, amount=euros("50.00"))

    told = notice_of(it, NOW, BERLIN)

    assert "Giselle" in told.words + told.detail
    assert "today" in (told.words + told.detail).lower()
    assert told.screen == screen
