"""Payables: the way there, paid in parts and in whole by keyboard, credits, and who may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.purchasing.states import PayableStatus
from core.domain.staff import Role
from core.services.purchasing.ordering import cancel_order
from core.services.purchasing.payables import PayableRow, one_payable
from core.services.work import begin_work
from db.models import Payable
from desktop.views.home import Home
from desktop.views.purchasing import PurchasingScreen
from desktop.views.purchasing.payable_dialog import PayableDialog
from desktop.views.purchasing.payable_standing import Standing, standing_of
from desktop.views.purchasing.payables import PayablesPage
from tests.databases import TestDatabase
from tests.desktop.counters import ALT, AtScreen, euros, seated
from tests.services.purchasing.test_paying import ordered

K = Qt.Key


@dataclass
class Paying(AtScreen):
    """Purchasing on the screen of whoever pays, with one payable of 300.00, three days late."""

    screen: PurchasingScreen
    order_id: UUID
    payable_id: UUID

    @property
    def page(self) -> PayablesPage:
        return self.screen.payables

    def owed(self) -> PayableRow:
        with self.seating.person.sessions() as session:
            return one_payable(session, self.payable_id)

    def open(self) -> None:
        """Turn to the payables and select the first."""
        self.press(K.Key_2, how=ALT)
        self.wait(lambda: self.page.isVisible() and self.page.table.shown_rows() != [])
        self.seating.press(K.Key_Down)
        self.wait(lambda: self.page.panel is not None)

    def take_up(self) -> PayableDialog:
        """Enter on the selected payable."""
        self.seating.press(K.Key_Return)
        return self.dialog(PayableDialog)


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def paying(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Paying]:
    assert dressed
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        order_id, payable_id = ordered(work)
        owed = work.session.scalars(select(Payable).where(Payable.id == payable_id)).one()
        owed.due_date = (datetime.now(UTC) - timedelta(days=3)).date()
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Purchasing")
        assert isinstance(screen, PurchasingScreen)
        yield Paying(seating, screen, order_id, payable_id)


def test_a_payable_is_paid_in_parts_and_then_in_whole_by_keyboard(paying: Paying) -> None:
    paying.open()
    paying.take_up()
    paying.seating.type("120")
    paying.seating.press(K.Key_Tab, K.Key_Tab)
    paying.seating.type("SEPA 7")
    paying.seating.press(K.Key_Return)
    paying.wait(lambda: paying.owed().paid == euros("120.00"))
    paying.wait(lambda: "SEPA 7" in str(paying.page.panel and paying.page.panel.facts.shown))
    paying.wait(lambda: paying.page.table.current_row() is not None)

    asked = paying.take_up()
    assert asked.submit.text() == "Pay 180.00 EUR"
    paying.seating.press(K.Key_Return)

    paying.wait(lambda: paying.owed().status is PayableStatus.PAID)
    paying.wait(lambda: paying.page.table.shown_rows() == [])


def test_more_than_is_open_is_said_in_the_dialog(paying: Paying) -> None:
    paying.open()
    asked = paying.take_up()
    paying.seating.type("300.01")
    paying.seating.press(K.Key_Return)

    problems = [field.problem for field in asked._form.fields if field.problem]

    assert problems == ["At most 300.00 EUR."]
    assert asked.isVisible()
    assert not paying.owed().paid
    asked.reject()


def test_a_credit_is_booked_as_paid_back(paying: Paying) -> None:
    manager = paying.seating.person
    paying.open()
    paying.take_up()
    paying.seating.press(K.Key_Return)
    paying.wait(lambda: paying.owed().status is PayableStatus.PAID)
    with begin_work(manager.sessions, manager.actor) as work:
        cancel_order(work, paying.order_id)
    paying.page.show_later(paying.payable_id)
    paying.wait(lambda: (row := paying.page.table.current_row()) is not None and bool(row.credit))

    asked = paying.take_up()
    assert asked.submit.text() == "Book 300.00 EUR as paid back"
    paying.seating.press(K.Key_Return)

    paying.wait(lambda: not paying.owed().credit)


def test_the_overdue_notice_of_home_selects_the_payable(paying: Paying) -> None:
    home = paying.seating.window.open_titled("Home")
    assert isinstance(home, Home)
    paying.wait(lambda: any("not paid" in one.words for one in home.attention.notices))
    (notice,) = (one for one in home.attention.notices if "not paid" in one.words)

    home.attention.opened.emit(notice)

    paying.wait(
        lambda: (row := paying.page.table.current_row()) is not None and row.id == paying.payable_id
    )
    assert paying.seating.window.screen_shown is paying.screen
    assert paying.screen.page is paying.page


def test_a_payable_leads_to_its_order(paying: Paying) -> None:
    paying.open()
    panel = paying.page.panel
    assert panel is not None

    panel.order_wanted.emit()

    table = paying.screen.orders.table
    paying.wait(lambda: (row := table.current_row()) is not None and row.id == paying.order_id)
    assert paying.screen.orders.isVisible()


def test_figures_stand_in_the_footer_and_filters_narrow(paying: Paying) -> None:
    paying.open()
    shown = [standing_of(row, datetime.now(UTC).date()) for row in paying.page.table.shown_rows()]
    paying.page.filter.setCurrentIndex(2)
    paying.page.filter.activated.emit(2)

    assert shown == [Standing.OVERDUE]
    assert paying.page.table.shown_rows() == []


class TestBuyer:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BUYER

    def test_a_buyer_sees_what_is_owed_and_is_not_offered_to_pay(self, paying: Paying) -> None:
        paying.open()
        assert paying.page.panel is not None
        assert paying.page.panel.pay is None

        paying.seating.press(K.Key_Return)

        assert QApplication.activeModalWidget() is None
