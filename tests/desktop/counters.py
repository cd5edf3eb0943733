"""A workplace for tests: a real database, a real login, a window offscreen, and keys to press."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.events import EventStatus
from core.domain.money import Money
from core.domain.staff import Role
from core.domain.venues.plan import Plan
from core.services.events.creating import EventDraft, create_event
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.payments.till import open_till
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.venues.creating import create_venue
from core.services.work import begin_work, new_key
from db.models import Event, EventSeat
from desktop.app import Arrival, Folders, arrive, build_window, listen, make_workplace
from desktop.main_window import MainWindow
from desktop.preferences import Preferences
from desktop.tasks import TaskRunner
from desktop.workplace import Workplace
from tests.databases import LOGINS, PASSWORD, TestDatabase
from tests.factories import own_seats
from tests.services.plans import grid_plan

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Dialog = TypeVar("Dialog")

PRICE = Decimal("50.00")


class Clock:
    """The wall clock, as far ahead as a test wants it."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Seating:
    """A window of somebody who has signed in, and what it stands on."""

    database: TestDatabase
    window: MainWindow
    workplace: Workplace
    arrival: Arrival
    clock: Clock
    shown: list[Path]
    bot: QtBot

    @property
    def person(self) -> SignedIn:
        return self.arrival.signed_in

    def press(self, *keys: Qt.Key, how: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            QTest.keyClick(self._focus(), key, how)

    def type(self, text: str) -> None:
        """Type a text, wherever the focus is."""
        QTest.keyClicks(self._focus(), text)

    def _focus(self) -> QWidget:
        top = QApplication.activeModalWidget() or self.window
        if not top.isActiveWindow():
            top.activateWindow()  # no window manager does it offscreen
        self.bot.waitUntil(top.isActiveWindow)
        return QApplication.focusWidget() or top


@dataclass
class AtScreen:
    """Somebody at a screen: waits for what it shows, and for the dialogs that it opens."""

    seating: Seating

    def wait(self, until: Callable[[], bool | None], timeout: int = 30_000) -> None:
        self.seating.bot.waitUntil(until, timeout=timeout)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The open dialog, once it is one of this kind."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def press(self, *keys: Qt.Key, how: Qt.KeyboardModifier = PLAIN) -> None:
        self.seating.press(*keys, how=how)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@contextmanager
def seated(
    database: TestDatabase,
    role: Role,
    folder: Path,
    bot: QtBot,
    *,
    live: bool = True,
    login: str = "",
) -> Iterator[Seating]:
    """Sign in as this role, or with a login of it, and open the window on the database."""
    keys = folder / "keys"
    arrive(database.url_for, LOGINS[Role.MANAGER], PASSWORD, keys).signed_in.sign_out()
    ensure_server = database.server.ensure_running
    who = login or LOGINS[role]
    arrival = arrive(database.url_for, who, PASSWORD, keys, ensure_server=ensure_server)
    tasks, clock, shown = TaskRunner(), Clock(), list[Path]()
    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    made = make_workplace(
        arrival,
        tasks,
        folders=Folders(folder / "papers", folder / "reports"),
        clock=clock,
        preferences=Preferences(arrival.signed_in.actor.login, settings),
    )
    workplace = replace(made, show_paper=shown.append, keys=keys)
    window = build_window(workplace)
    listener = listen(arrival, window) if live else None
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    bot.waitExposed(window)
    try:
        yield Seating(database, window, workplace, arrival, clock, shown, bot)
    finally:
        if listener is not None:
            listener.stop()
        window.close()
        tasks.close()
        window.deleteLater()
        arrival.signed_in.sign_out()


def event_on_sale(
    database: TestDatabase,
    *,
    title: str = "Giselle",
    price: Decimal | None = PRICE,
    plan: Plan | None = None,
    status: EventStatus = EventStatus.ON_SALE,
) -> UUID:
    """An event in a week in a house of sections A and B, rows 1 and 2; all seats ours, at 50.00."""
    manager = database.sign_in(Role.MANAGER)
    start = datetime.now(UTC) + timedelta(days=7)
    with begin_work(manager.sessions, manager.actor) as work:
        house = plan or grid_plan(f"House of {title}", seats=10)
        venue = create_venue(work, house, key=new_key())
        draft = EventDraft(title, venue.id, start, start + timedelta(hours=3), "Europe/Berlin")
        event_id = create_event(work, draft, key=new_key()).id
        levels = [
            LevelDraft("Front", Decimal(60), (Place("A"),)),
            LevelDraft("Back", Decimal(40), (Place("B"),)),
        ]
        set_price_levels(work, event_id, levels, key=new_key())
        event = work.session.scalars(select(Event).where(Event.id == event_id)).one()
        rows = select(EventSeat).where(EventSeat.event_id == event_id).order_by(EventSeat.rank)
        own_seats(work.session, event, work.session.scalars(rows).all(), price=price)
        event.status = EventStatus.PUBLISHED
        work.session.flush()  # the database allows one move at a time
        event.status = status
    return event_id


def open_own_till(seating: Seating) -> None:
    """Open the person's till with 100.00 in it."""
    with begin_work(seating.person.sessions, seating.person.actor) as work:
        open_till(work, "Till 1", euros("100.00"), key=new_key())


def sell_elsewhere(database: TestDatabase, event_id: UUID, *ranks: int) -> None:
    """A colleague sells seats at another workstation, for cash."""
    colleague = database.sign_in(Role.MANAGER)
    wanted = select(EventSeat.id).where(EventSeat.event_id == event_id, EventSeat.rank.in_(ranks))
    with begin_work(colleague.sessions, colleague.actor) as work:
        open_till(work, "Till 2", euros("0.00"), key=new_key())
        seats = work.session.scalars(wanted).all()
        booking = reserve_seats(work, event_id, seats, key=new_key())
        pay_cash(work, booking.id, euros("200.00"), key=new_key())
