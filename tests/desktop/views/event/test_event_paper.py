"""The event's map on paper: by keys, with its guests, as a file and on a printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.staff import Role
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.views.event.paper import MapPapers, PaperDialog
from desktop.views.event.screen import EventScreen
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, event_on_sale, seated


@pytest.fixture
def seating(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Seating]:
    del dressed
    event_id = event_on_sale(fresh_database)
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        guest = add_customer(work, CustomerDraft("Anna Byrne"), key=new_key())
        ranks = select(EventSeat.id).where(EventSeat.event_id == event_id).order_by(EventSeat.rank)
        seats = work.session.scalars(ranks.limit(3)).all()
        reserve_seats(work, event_id, seats, customer_id=guest.id, key=new_key())
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as made:
        yield made


def on_event(seating: Seating, papers: Path) -> EventScreen:
    """The event's screen, whose files and printed pages go into the folder."""
    screen = seating.window.open_titled("Event")
    assert isinstance(screen, EventScreen)
    seating.bot.waitUntil(lambda: len(screen.map.view.plan) > 0)

    def file(_parent: QWidget, name: str) -> Path:
        return papers / name

    def printer(_parent: QWidget) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFileName(str(papers / "printed.pdf"))
        return made

    screen.papers = MapPapers(screen.map, seating.workplace, file=file, printer=printer)
    return screen


def opened(seating: Seating, screen: EventScreen) -> PaperDialog:
    QTest.keyClick(screen.map.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    found = seating.window.findChildren(PaperDialog)
    assert len(found) == 1
    return found[0]


def test_the_map_is_printed_with_its_guests(seating: Seating, tmp_path: Path) -> None:
    screen = on_event(seating, tmp_path)
    dialog = opened(seating, screen)
    assert dialog.guests.isChecked()

    with seating.bot.waitSignal(seating.workplace.desk.succeeded) as said:
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert said.args[0] == "2 pages printed."
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2


def test_the_map_is_saved_on_tiles_without_guests(seating: Seating, tmp_path: Path) -> None:
    screen = on_event(seating, tmp_path)
    dialog = opened(seating, screen)
    dialog.guests.setChecked(False)
    dialog.size_pick.setFocus()
    QTest.keyClick(dialog.size_pick, Qt.Key.Key_Down)

    with seating.bot.waitSignal(seating.workplace.desk.succeeded) as said:
        dialog.save.click()

    assert said.args[0] == f"Saved as {tmp_path / 'Giselle.pdf'}."
    assert len(PdfReader(tmp_path / "Giselle.pdf").pages) == 4


def test_a_map_that_can_not_be_saved_says_why(seating: Seating, tmp_path: Path) -> None:
    screen = on_event(seating, tmp_path / "missing")
    dialog = opened(seating, screen)

    dialog.save.click()

    seating.bot.waitUntil(lambda: "no such file" in screen.banner.text)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_named(seating: Seating, tmp_path: Path) -> None:
    screen = on_event(seating, tmp_path / "missing")
    dialog = opened(seating, screen)

    QTest.keyClick(dialog, Qt.Key.Key_Return)

    seating.bot.waitUntil(lambda: screen.banner.text != "")
    assert screen.banner.text == "The printer took no pages. Check it, or save a file."
