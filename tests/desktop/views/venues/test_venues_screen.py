"""Venues: made from nothing or a file, drawn, saved by itself, published, sold on."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage
from core.domain.events import EventStatus
from core.domain.staff import Role
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.services.events.price_levels import list_price_levels
from core.services.events.queries import one_event
from core.services.venues.draft_queries import OpenDraft, list_drafts, open_draft
from core.services.venues.drafts import save_draft
from core.services.venues.queries import list_venues, venue_plan
from core.services.work import begin_work
from desktop.editor.keeper import Keeping
from desktop.editor.page import EditorPage
from desktop.forms import Field
from desktop.views.event import EventScreen
from desktop.views.venues import VenuesScreen
from desktop.views.venues.venue_list import VenuesPage
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, seated
from tests.desktop.late_answers import late_answers
from tests.services.plans import grid_plan

K = Qt.Key
whoever_draws = pytest.mark.parametrize("office", [Role.MANAGER, Role.BUYER], indirect=True)


@dataclass
class Office(AtScreen):
    """Somebody on the venues screen of an agency without venues."""

    screen: VenuesScreen
    folder: Path

    @property
    def editor(self) -> EditorPage:
        self.wait(lambda: self.screen.editor is not None)
        assert self.screen.editor is not None
        return self.screen.editor

    def begin(self, name: str, file: Path | None = None, labels: str = "") -> EditorPage:
        """Make a new venue through its dialog."""
        dialog = self.screen.list.ask_new()
        dialog.name.setText(name)
        if file is not None:
            dialog.file.setText(str(file))
        dialog.labels.setText(labels)
        QTest.keyClick(dialog.name, K.Key_Return)
        return self.editor

    def leave_drafts(self, *names: str) -> VenuesPage:
        """Begin a draft of each and go back to the list, which shows them all."""
        page = self.screen.list
        for name in names:
            self.begin(name)
            self.screen._back()
        self.wait(lambda: len(page.table.shown_rows()) == len(names))
        self.wait(lambda: page.table.current_row() is not None)
        return page

    def draw_row(self, editor: EditorPage) -> None:
        """A row of ten seats with real keys and the mouse."""
        view = editor.view
        QTest.keyClick(view, K.Key_R)
        where = view.viewport()
        QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=where.rect().center())
        end = where.rect().center()
        end.setX(end.x() + 200)
        QTest.mouseMove(where, end)
        QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=end)
        assert editor.document.plan.seat_count > 0

    def publish(self, editor: EditorPage) -> None:
        dialog = editor.ask_publish()
        self.wait(dialog.submit.isEnabled)
        QTest.keyClick(dialog.note, K.Key_Return)
        self.wait(lambda: self.screen.editor is None)

    def session(self) -> object:
        return self.seating.person.sessions()


@pytest.fixture
def office(
    request: pytest.FixtureRequest,
    fresh_database: TestDatabase,
    tmp_path: Path,
    dressed: QApplication,
    qtbot: QtBot,
) -> Iterator[Office]:
    """A manager's, or of the job that the test names."""
    assert dressed
    role = getattr(request, "param", Role.MANAGER)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Venues")
        assert isinstance(screen, VenuesScreen)
        yield Office(seating, screen, tmp_path)


@whoever_draws
def test_a_venue_is_drawn_from_nothing_and_published(office: Office) -> None:
    editor = office.begin("Studio")
    office.draw_row(editor)

    office.publish(editor)

    with office.seating.person.sessions() as session:
        [venue] = list_venues(session)
        assert (venue.name, venue.version) == ("Studio", 1)
        assert venue.capacity == len(derive_seats(venue_plan(session, venue.id)))
        assert list_drafts(session) == []
    office.wait(lambda: office.screen.list.table.current_row() is not None)


def test_a_plan_file_opens_as_a_draft(office: Office) -> None:
    file = office.folder / "studio.json"
    file.write_text(write_plan(grid_plan("Old name")), encoding="utf-8")

    editor = office.begin("Studio", file)

    assert editor.document.plan.name == "Studio"
    assert editor.document.plan.seat_count == 20
    assert editor.title.text() == "Studio"


def test_a_drawing_is_read_by_its_labels(office: Office) -> None:
    file = office.folder / "house.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><circle id="s7 of B in Box" r="5"/></svg>',
        encoding="utf-8",
    )

    editor = office.begin("House", file, "s{seat} of {row} in {section}")

    [(zone, row, seat)] = editor.document.plan.marks()
    assert (zone.name, row.number, seat.number) == ("Box", "B", "7")


def test_a_broken_file_is_refused_in_the_dialog(office: Office) -> None:
    file = office.folder / "broken.json"
    file.write_text(json.dumps({"name": "x", "categories": [], "zones": [{}]}), encoding="utf-8")
    dialog = office.screen.list.ask_new()
    dialog.file.setText(str(file))

    QTest.keyClick(dialog.name, K.Key_Return)

    office.wait(dialog.banner.isVisible)
    assert "zones[0]" in dialog.banner.text
    assert dialog.submit.isEnabled()
    with office.seating.person.sessions() as session:
        assert list_drafts(session) == []


def test_what_is_drawn_is_saved_by_itself(office: Office) -> None:
    editor = office.begin("Studio")
    office.draw_row(editor)

    office.wait(lambda: editor.keeper.state is Keeping.SAVED and editor.keeper.all_saved)

    with office.seating.person.sessions() as session:
        [draft] = list_drafts(session)
        assert open_draft(session, draft.id).plan == editor.document.plan


def test_a_draft_that_a_colleague_changed_goes_on_as_a_copy(
    office: Office, fresh_database: TestDatabase
) -> None:
    editor = office.begin("Studio")
    draft = editor.keeper.draft
    colleague = fresh_database.sign_in(Role.MANAGER)
    with begin_work(colleague.sessions, colleague.actor) as work:
        save_draft(work, draft.id, grid_plan("Theirs"), revision=draft.revision)
    office.draw_row(editor)
    editor.keeper.save()

    office.wait(editor.banner.isVisible)

    assert "copy" in editor.title.text()
    with office.seating.person.sessions() as session:
        drafts = {one.id: open_draft(session, one.id).plan for one in list_drafts(session)}
    assert drafts[draft.id].seat_count == 20
    assert drafts[editor.keeper.draft.id] == editor.document.plan


def _places_of_current(office: Office) -> int | None:
    row = office.screen.list.table.current_row()
    return None if row is None else row.places


def test_leaving_and_coming_back_finds_the_work(office: Office) -> None:
    editor = office.begin("Studio")
    office.draw_row(editor)
    plan = editor.document.plan
    editor.leave()
    office.wait(lambda: _places_of_current(office) == plan.seat_count)

    QTest.keyClick(office.screen.list.table, K.Key_Return)

    assert office.editor.document.plan == plan


def test_a_venue_is_published_again_from_a_draft_of_it(office: Office) -> None:
    file = office.folder / "studio.json"
    file.write_text(write_plan(grid_plan("Studio")), encoding="utf-8")
    office.publish(office.begin("Studio", file))
    office.wait(lambda: office.screen.list.table.current_row() is not None)

    office.screen.list.edit()
    office.publish(office.editor)

    with office.seating.person.sessions() as session:
        [venue] = list_venues(session)
        assert (venue.version, venue.capacity) == (2, 20)


def test_an_empty_plan_can_not_be_published(office: Office) -> None:
    editor = office.begin("Studio")
    dialog = editor.ask_publish()

    office.wait(lambda: dialog.findings.count() > 0)

    assert not dialog.submit.isEnabled()
    assert "must be put right" in dialog.summary.text()


@whoever_draws
def test_an_event_is_made_with_prices_by_category(office: Office) -> None:
    file = office.folder / "studio.json"
    file.write_text(write_plan(grid_plan("Studio")), encoding="utf-8")
    office.publish(office.begin("Studio", file))
    office.wait(lambda: office.screen.list.table.current_row() is not None)
    dialog = office.screen.list.ask_event()
    assert dialog is not None
    office.wait(dialog.submit.isEnabled)
    today = office.seating.clock().astimezone(ZoneInfo("Europe/Berlin")).date()
    assert dialog.day.day() == today + timedelta(weeks=1)
    dialog.title_edit.setText("Giselle")
    [(category, price)] = list(dialog.prices.items())[:1]
    price.setText("45")
    made: list[UUID] = []
    dialog.made.connect(made.append)

    day = next(field for field in dialog.findChildren(Field) if field.name == "Day")
    dialog.day.set_day(today - timedelta(days=1))
    QTest.keyClick(dialog.title_edit, K.Key_Return)
    assert day.problem == "This is in the past: choose a later day or time."
    assert dialog.day.hasFocus()
    dialog.day.set_day(today + timedelta(weeks=1))
    QTest.keyClick(dialog.title_edit, K.Key_Return)

    office.wait(lambda: bool(made))
    with office.seating.person.sessions() as session:
        event = one_event(session, made[0])
        levels = list_price_levels(session, made[0])
    assert (event.title, event.status) == ("Giselle", EventStatus.PUBLISHED)
    assert [(level.name, str(level.base_price)) for level in levels] == [(category, "45.00")]
    office.wait(lambda: isinstance(office.seating.window.screen_shown, EventScreen))


def test_a_draft_opens_once_and_only_the_one_wanted_last(office: Office) -> None:
    page = office.leave_drafts("First", "Second")
    first, second = page.table.shown_rows()
    late = late_answers(page.desk)
    opened: list[OpenDraft] = []
    page.opened.connect(opened.append)
    page.table.select_key(first.key)
    late.asked.clear()
    page.edit()
    page.edit()
    once = len(late.asked)
    page.table.select_key(second.key)
    page.edit()
    late.go_on(len(late.asked) - 1, 0)

    assert (once, [one.row.title for one in opened]) == (1, [second.name])


def test_no_draft_opens_where_another_screen_is_shown(office: Office) -> None:
    page = office.leave_drafts("First")
    late = late_answers(page.desk)
    page.edit()
    office.seating.window.open_titled("Bookings")
    late.go_on(0)

    assert office.screen.editor is None


def test_a_venue_is_shown_though_a_notice_comes_while_the_list_is_read(office: Office) -> None:
    page = office.leave_drafts("First", "Second")
    rows = page.table.shown_rows()
    office.wait(lambda: page.table.current_row() is not None)
    current = page.table.current_row()
    [other] = [row for row in rows if row != current]
    late = late_answers(page.desk)
    page.show_later(other.key)
    page.refresh_now()
    late.answer(0, rows)
    late.answer(1, rows)

    assert page.table.current_row() == other


def test_a_draft_opens_when_it_is_tried_again_after_an_outage(office: Office) -> None:
    page = office.leave_drafts("First")
    late = late_answers(page.desk)
    again: list[Callable[[], object]] = []
    page.desk.outage.connect(lambda _outage, retry: again.append(retry))
    page.edit()
    late.fail(0, Outage("No answer."))
    again[0]()
    late.go_on(1)

    assert office.screen.editor is not None
