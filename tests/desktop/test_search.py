"""What the finder finds beside screens, for each job on a real database."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.purchasing.states import SupplierType
from core.domain.staff import Role
from core.services.purchasing.ordering import LineDraft, OrderDraft, draft_order
from core.services.purchasing.queries import OrderRow, find_orders
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from db.models import Event, EventSeat
from desktop.search import search_everything
from desktop.shell import Found
from desktop.views.door.page import DoorPage
from desktop.views.event import EventScreen
from desktop.views.purchasing import PurchasingScreen
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, event_on_sale, seated


@pytest.fixture
def giselle(fresh_database: TestDatabase) -> TestDatabase:
    """Giselle is on sale, and Ada has reserved a seat."""
    event_id = event_on_sale(fresh_database)
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        ada = add_customer(work, CustomerDraft("Ada Byron"), key=new_key())
        seats = select(EventSeat.id).where(EventSeat.event_id == event_id, EventSeat.rank == 0)
        wanted = work.session.scalars(seats).all()
        reserve_seats(work, event_id, wanted, customer_id=ada.id, key=new_key())
    return fresh_database


def found(seating: Seating, text: str) -> list[Found]:
    with seating.person.sessions() as session:
        return list(search_everything(seating.workplace)(text)(session))


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUYER, Role.BOX_OFFICE, Role.DOOR])
def test_only_those_who_sell_find_whose_a_booking_is(
    giselle: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role
) -> None:
    with seated(giselle, role, tmp_path, qtbot) as seating:
        of_ada = [one.detail.split(",")[0] for one in found(seating, "Byron")]

    assert of_ada == (["Ada Byron"] if role in {Role.MANAGER, Role.BOX_OFFICE} else [])


@pytest.fixture
def bought(giselle: TestDatabase) -> OrderRow:
    """An order of two seats at Meridian."""
    buyer = giselle.sign_in(Role.BUYER)
    with begin_work(buyer.sessions, buyer.actor) as work:
        supplier = add_supplier(
            work, SupplierDraft("Meridian Presents", SupplierType.PROMOTER), key=new_key()
        )
        event_id = work.session.scalars(select(Event.id)).one()
        kind = add_ticket_type(work, TicketTypeDraft(event_id, "A", "A", ("A",)), key=new_key())
        lines = (LineDraft(kind.id, 2, Decimal("30.00")),)
        draft_order(work, OrderDraft(supplier.id, lines), key=new_key())
        (order,) = find_orders(work.session, "meridian")
    return order


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(
    ("role", "orders", "venues"),
    [
        (Role.MANAGER, True, True),
        (Role.BUYER, True, True),
        (Role.BOX_OFFICE, False, False),
        (Role.DOOR, False, False),
    ],
)
def test_orders_and_venues_are_found_by_those_who_have_their_screens(
    giselle: TestDatabase,
    bought: OrderRow,
    tmp_path: Path,
    qtbot: QtBot,
    *,
    role: Role,
    orders: bool,
    venues: bool,
) -> None:
    with seated(giselle, role, tmp_path, qtbot) as seating:
        by_number, by_supplier = found(seating, bought.number.lower()), found(seating, "meridian")
        houses = [one.title for one in found(seating, "house of") if one.icon == "seat"]
        details = [one.detail for one in by_number]
        if orders:
            by_number[0].open()
            assert isinstance(seating.window.screen_shown, PurchasingScreen)

    assert [one.title for one in by_number] == ([bought.number] if orders else [])
    assert [one.title for one in by_supplier] == ([bought.number] if orders else [])
    assert details == (["Meridian Presents, 2 seats, draft"] if orders else [])
    assert houses == (["House of Giselle"] if venues else [])


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(("role", "screen"), [(Role.BUYER, EventScreen), (Role.DOOR, DoorPage)])
def test_an_event_leads_where_the_person_may_go(
    giselle: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role, screen: type[QWidget]
) -> None:
    with seated(giselle, role, tmp_path, qtbot) as seating:
        finder = seating.window.open_finder()
        QTest.keyClicks(finder.field, "gisel")
        qtbot.waitUntil(lambda: finder.titles()[:1] == ["Giselle"])
        QTest.keyClick(finder.field, Qt.Key.Key_Return)

        assert isinstance(seating.window.screen_shown, screen)
