"""What the finder finds beside screens, for each job on a real database."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.staff import Role
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.search import search_everything
from desktop.shell import Found
from desktop.views.door.page import DoorPage
from desktop.views.event import EventScreen
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


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(("role", "screen"), [(Role.BUYER, EventScreen), (Role.DOOR, DoorPage)])
def test_an_event_leads_where_the_person_may_go(
    giselle: TestDatabase, tmp_path: Path, qtbot: QtBot, role: Role, screen: type[QWidget]
) -> None:
    with seated(giselle, role, tmp_path, qtbot) as seating:
        finder = seating.window.open_finder()
        QTest.keyClicks(finder.field, "gisel")
        qtbot.waitUntil(lambda: finder.titles() == ["Giselle"])
        QTest.keyClick(finder.field, Qt.Key.Key_Return)

        assert isinstance(seating.window.screen_shown, screen)
