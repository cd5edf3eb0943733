"""What is known of venues and events beside their plans, written at the screen of venues."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.domain.venues.states import VenueType
from core.services.events.categories import list_categories
from core.services.events.organizers import list_organizers
from core.services.venues.addresses import VenueAddress, venue_address
from core.services.venues.creating import create_venue
from core.services.venues.details import venue_details
from core.services.work import begin_work, new_key
from db.models import Event
from desktop.forms import Field
from desktop.views.venues import VenuesScreen
from desktop.views.venues.event_dialog import EventDialog, NewCategory
from desktop.views.venues.filing import CategoryForm, FilingDialog, OrganizerForm
from desktop.views.venues.venue_form import VenueForm
from tests.databases import TestDatabase
from tests.desktop.counters import CONTROL, AtScreen, seated
from tests.services.plans import grid_plan

K = Qt.Key


@dataclass
class Office(AtScreen):
    """A buyer on the venues screen of an agency with two venues."""

    screen: VenuesScreen


@pytest.fixture
def office(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Office]:
    assert dressed
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        for name in ("Studio", "Tivoli"):
            create_venue(work, grid_plan(name), key=new_key())
    with seated(fresh_database, Role.BUYER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Venues")
        assert isinstance(screen, VenuesScreen)
        made = Office(seating, screen)
        made.wait(lambda: screen.list.panel is not None)
        screen.list.table.setFocus()
        yield made


def test_a_venue_gets_its_name_its_licence_and_its_address(office: Office) -> None:
    panel = office.screen.list.panel
    assert panel is not None
    venue = panel.detail.entry.venue
    assert venue is not None
    office.press(K.Key_D, how=CONTROL)
    form = office.dialog(VenueForm)
    form.name.setText("Studio 1")
    form.kind.set_value(VenueType.THEATER)
    form.licence.setValue(120)
    for edit, words in ((form.street, "Quay 4"), (form.code, "10115"), (form.city, "Berlin")):
        edit.setText(words)
    office.seating.press(K.Key_Return)

    office.wait(form.banner.isVisible)  # nothing is half kept
    assert form.banner.text == "The venue's country needs a name."
    form.country.setText("Germany")
    office.seating.press(K.Key_Return)

    office.wait(lambda: office.screen.list.table.shown_rows()[0].name == "Studio 1")
    with office.seating.person.sessions() as session:
        kept = venue_details(session, venue.id)
        at = venue_address(session, venue.id)
    assert (kept.name, kept.venue_type, kept.licensed_capacity) == (
        "Studio 1",
        VenueType.THEATER,
        120,
    )
    assert at == VenueAddress("Quay 4", "Berlin", "Germany", postal_code="10115")
    office.wait(
        lambda: office.screen.list.panel is not None and office.screen.list.panel is not panel
    )
    office.press(K.Key_D, how=CONTROL)
    again = office.dialog(VenueForm)
    assert again.address() == at
    assert again.details() == kept


def test_a_taken_name_and_no_time_zone_are_said_in_the_form(office: Office) -> None:
    office.press(K.Key_D, how=CONTROL)
    form = office.dialog(VenueForm)
    form.zone.setText("Middle Earth")
    office.seating.press(K.Key_Return)
    assert form.zone.hasFocus()
    form.zone.setText("Europe/Vienna")
    form.name.setText("Tivoli")
    office.seating.press(K.Key_Return)

    office.wait(form.banner.isVisible)
    assert "Tivoli" in form.banner.text
    assert form.submit.isEnabled()


def test_categories_are_added_and_renamed_by_keys(office: Office) -> None:
    office.seating.press(K.Key_F7)
    listed = office.dialog(FilingDialog)
    office.seating.press(K.Key_F3)
    office.dialog(CategoryForm)
    office.seating.type("Opera")
    office.seating.press(K.Key_Return)
    office.wait(lambda: listed.table.current_row() is not None)
    office.dialog(FilingDialog)
    office.seating.press(K.Key_F3)
    form = office.dialog(CategoryForm)
    office.seating.type("Opera")
    office.seating.press(K.Key_Return)
    office.wait(form.banner.isVisible)
    assert form.banner.text == "Another category is called Opera. Choose another name."
    form.name.setText("Ballet")
    office.seating.press(K.Key_Return)
    office.wait(lambda: len(listed.table.shown_rows()) == 2)

    office.dialog(FilingDialog)
    office.seating.press(K.Key_F4)
    changed = office.dialog(CategoryForm)
    assert changed.name.text() == "Ballet"  # the new one is marked
    changed.description.setText("And dance")
    office.seating.press(K.Key_Return)

    def kept() -> list[tuple[str, str | None]]:
        with office.seating.person.sessions() as session:
            return [(one.name, one.description) for one in list_categories(session)]

    office.wait(lambda: kept() == [("Ballet", "And dance"), ("Opera", None)])


def test_organizers_are_added_and_put_aside(office: Office) -> None:
    office.seating.press(K.Key_F8)
    listed = office.dialog(FilingDialog)
    office.seating.press(K.Key_F3)
    form = office.dialog(OrganizerForm)
    office.seating.press(K.Key_Return)
    assert form.name.hasFocus()
    assert form.isVisible()
    office.seating.type("City Theatre")
    form.notes.setText("Pays late")
    office.seating.press(K.Key_Return)
    office.wait(lambda: listed.table.current_row() is not None)
    office.dialog(FilingDialog)
    office.seating.press(K.Key_F4)
    changed = office.dialog(OrganizerForm)
    assert changed.notes.text() == "Pays late"
    changed.active.setChecked(False)
    office.seating.press(K.Key_Return)

    def kept() -> list[tuple[str, str | None, bool]]:
        with office.seating.person.sessions() as session:
            return [(one.name, one.notes, one.is_active) for one in list_organizers(session)]

    office.wait(lambda: kept() == [("City Theatre", "Pays late", False)])


def test_an_event_is_filed_under_a_category_that_was_not_there_yet(office: Office) -> None:
    office.press(K.Key_E, how=CONTROL)
    dialog = office.dialog(EventDialog)
    office.wait(dialog.submit.isEnabled)
    assert [dialog.filed.itemText(at) for at in range(dialog.filed.count())] == [
        "None",
        "New category…",
    ]
    dialog.filed.setFocus()
    office.seating.press(K.Key_End)
    office.dialog(CategoryForm)
    office.seating.type("Opera")
    office.seating.press(K.Key_Return)
    office.wait(lambda: dialog.filed.currentText() == "Opera")
    assert not isinstance(dialog.filed.value(), NewCategory)
    made: list[object] = []
    dialog.made.connect(made.append)
    dialog.title_edit.setText("Aida")
    QTest.keyClick(dialog.title_edit, K.Key_Return)

    office.wait(lambda: bool(made))
    with office.seating.person.sessions() as session:
        (opera,) = list_categories(session)
        event = session.query(Event).one()
        assert event.category_id == opera.id
        assert opera.events == 1


def test_a_price_that_cannot_be_read_makes_no_event(office: Office) -> None:
    office.press(K.Key_E, how=CONTROL)
    dialog = office.dialog(EventDialog)
    office.wait(dialog.submit.isEnabled)
    assert not dialog.further.isVisible()
    dialog.title_edit.setText("Aida")
    (price,) = dialog.prices.values()
    office.wait(price.isVisible)
    price.setText("ninety")
    QTest.keyClick(dialog.title_edit, K.Key_Return)

    said = [field.problem for field in dialog.findChildren(Field)]
    assert "“ninety” is not an amount. Write it like 1,234.00 EUR." in said
    with office.seating.person.sessions() as session:
        assert session.query(Event).count() == 0


def test_a_plan_of_many_categories_says_where_the_rest_gets_its_prices(office: Office) -> None:
    office.press(K.Key_E, how=CONTROL)
    dialog = office.dialog(EventDialog)
    office.wait(dialog.submit.isEnabled)
    assert dialog._house is not None

    dialog._show(replace(dialog._house, categories={f"Level {at}": ("A",) for at in range(14)}))

    office.wait(dialog.further.isVisible)
    assert dialog.further.text() == "2 more get theirs with the event's price levels, Ctrl+L."
