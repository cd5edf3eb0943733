"""The main window: screens by role, everything by keyboard, what the desk says is seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.domain.errors import Outage, Refusal
from core.domain.staff import Actor, Role
from desktop.backgrounds import backgrounds
from desktop.desk import Desk, Operation
from desktop.dialogs import CrashDialog
from desktop.live import Change
from desktop.main_window import MainWindow, Surroundings
from desktop.preferences import Preferences
from desktop.shell import Found, KeySheet, Screen
from desktop.shell.finder import NOTHING
from desktop.theme import Scheme, theme
from desktop.views.page import Page

SELLERS = frozenset({Role.MANAGER, Role.BOX_OFFICE})
CONTROL = Qt.KeyboardModifier.ControlModifier


class Events(Page):
    tables = frozenset({"events"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Events")
        self.main_action("New event", lambda: None, shortcut="Ctrl+N")
        self.loads = 0

    def refresh(self) -> None:
        self.loads += 1


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    return Surroundings(
        "Balcony Tickets", "This computer", tmp_path / "reports", Preferences("m", settings)
    )


@pytest.fixture
def screens(desk: Desk) -> list[Screen]:
    return [
        Screen("Home", "home", frozenset(Role), lambda: Page(desk, "Home")),
        Screen("Events", "calendar", SELLERS, lambda: Events(desk)),
        Screen("Staff", "users", frozenset({Role.MANAGER}), QWidget, group="office"),
    ]


Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(
    desk: Desk, actor: Actor, screens: list[Screen], around: Surroundings, qtbot: QtBot
) -> Open:
    def opened(role: Role = Role.MANAGER) -> MainWindow:
        window = MainWindow(desk, replace(actor, role=role), screens, around, _search)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return opened


def _search(text: str) -> Callable[[object], list[Found]]:
    found = [Found(f"B-2026-{text}", lambda: None, "booking number")]
    return lambda _session: [] if text == "nobody" else found


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (Role.MANAGER, ["Home", "Events", "Staff"]),
        (Role.BOX_OFFICE, ["Home", "Events"]),
        (Role.DOOR, ["Home"]),
    ],
)
def test_side_bar_shows_what_the_role_may_open(
    open_window: Open, role: Role, titles: list[str]
) -> None:
    window = open_window(role)

    assert [entry.text() for entry in window.rail.buttons] == titles


def test_screens_open_by_key_and_are_kept(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    events = window.screen_shown
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    qtbot.mouseClick(window.rail.buttons[1], Qt.MouseButton.LeftButton)

    assert isinstance(events, Events)
    assert window.screen_shown is events


def test_coming_back_goes_on_where_the_person_was(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    events = window.open_screen(1)
    field = QLineEdit(events)
    field.show()
    field.setFocus()
    window.open_screen(0)
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)

    assert window.focusWidget() is field


def test_last_screen_is_opened_again(open_window: Open) -> None:
    open_window().open_screen(1)

    assert isinstance(open_window().screen_shown, Events)


def test_changes_reach_open_screens(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    events = window.open_screen(1)
    assert isinstance(events, Events)
    window.hear(Change(frozenset({"events"}), frozenset()))

    qtbot.waitUntil(lambda: events.loads == 2)
    qtbot.keyClick(window, Qt.Key.Key_F5)

    assert events.loads == 3


def test_success_is_a_toast_and_undo_runs_the_operation(
    open_window: Open, desk: Desk, qtbot: QtBot
) -> None:
    window, undone = open_window(), list[str]()
    back = Operation(lambda _work: undone.append("x"), said=lambda _: "Seats are free again.")
    desk.start(desk, Operation(lambda _work: 4, said=lambda n: f"{n} sold.", undo=lambda _: back))
    said = window.toast.text

    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)

    qtbot.waitUntil(lambda: undone == ["x"])

    assert (said, window.toast.text) == ("4 sold.", "Seats are free again.")


def test_failures_without_a_place_are_shown_by_their_kind(
    open_window: Open, desk: Desk, around: Surroundings
) -> None:
    window, texts = open_window(), list[str]()
    for error in (Refusal("No."), Outage("The database can't be reached.")):
        desk.explain(desk, error, lambda: None)
        texts.append(window.banner.text)
    desk.explain(desk, ZeroDivisionError(), lambda: None)

    assert texts == ["No.", "The database can't be reached."]
    assert len(window.findChildren(CrashDialog)) == 1
    assert len(list(around.reports.iterdir())) == 1


def test_lost_connection_is_said_and_forgotten(open_window: Open) -> None:
    window, words = open_window(), list[str]()
    for connected in (False, True):
        window.show_connected(connected)
        words.append(window.status.connection.text())

    assert words == ["Connection lost, trying again", "This computer"]


def test_an_answer_of_the_database_ends_the_wait_for_the_connection(
    open_window: Open, desk: Desk
) -> None:
    window, heard = open_window(), list[str]()
    window.answered_again.connect(lambda: heard.append("again"))
    ask = lambda: desk.ask(desk, lambda _session: 1, lambda _one: None)  # noqa: E731 - short
    ask()
    window.show_connected(False)
    desk.explain(desk, Outage("The server is away."), ask)
    assert heard == []

    window.banner._action.click()
    desk.start(desk, Operation(lambda _work: 4, said=str))

    assert heard == ["again", "again"]


@pytest.mark.parametrize(
    ("error", "stays"), [(Refusal("No."), True), (Outage("The server is away."), False)]
)
def test_reconnecting_clears_the_outage_and_no_refusal(
    open_window: Open, desk: Desk, *, error: Exception, stays: bool
) -> None:
    window = open_window()
    desk.explain(desk, error, lambda: None)
    window.show_connected(True)

    assert window.banner.isVisible() is stays


def test_finder_goes_to_a_screen_by_some_letters(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    finder = window.open_finder()
    qtbot.keyClicks(finder.field, "vents")
    titles = finder.titles()
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)

    assert titles == ["Events"]
    assert isinstance(window.screen_shown, Events)


def test_finder_finds_records(open_window: Open, qtbot: QtBot) -> None:
    finder = open_window().open_finder()
    qtbot.keyClicks(finder.field, "0042")

    qtbot.waitUntil(lambda: finder.titles() == ["B-2026-0042"])


def test_finder_says_when_it_finds_nothing(open_window: Open, qtbot: QtBot) -> None:
    finder = open_window().open_finder()
    qtbot.keyClicks(finder.field, "nobody")

    qtbot.waitUntil(lambda: NOTHING in [text.text() for text in _seen(finder)])
    qtbot.keyClick(finder.field, Qt.Key.Key_Backspace)
    assert NOTHING not in [text.text() for text in _seen(finder)]


def test_escape_leaves_the_finder_for_where_the_person_was(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    field = QLineEdit(window.open_screen(1))
    field.show()
    field.setFocus()
    finder = window.open_finder()
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)

    assert window.focusWidget() is field


def _seen(widget: QWidget) -> list[QLabel]:
    return [one for one in widget.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_sheet_of_keys_opens_by_key(open_window: Open, qtbot: QtBot, key: Qt.Key) -> None:
    window = open_window()
    qtbot.keyClick(window, key)

    assert [type(one) for one in window.findChildren(QDialog)] == [KeySheet]


def test_background_of_maps_is_remembered(open_window: Open, around: Surroundings) -> None:
    open_window()
    backgrounds().switch()
    assert not around.preferences.background_shown()
    backgrounds().switch()
    assert around.preferences.background_shown()


def test_scheme_and_side_bar_are_remembered(open_window: Open, around: Surroundings) -> None:
    window = open_window()
    window.switch_scheme()
    dark = theme().scheme
    window.fold_rail()
    folded = open_window().rail.folded
    window.switch_scheme()

    assert (dark, folded) == (Scheme.DARK, True)
    assert around.preferences.scheme() is Scheme.LIGHT


def test_side_bar_folds_where_there_is_no_room_until_somebody_says_otherwise(
    open_window: Open,
) -> None:
    window = open_window()
    seen = []
    for width in (1024, 1280, 1024):
        window.resize(width, 768)
        seen.append(window.rail.folded)
    window.fold_rail()
    for width in (1280, 1024):
        window.resize(width, 768)
        seen.append(window.rail.folded)

    assert seen == [True, False, True, False, False]


def test_status_bar_says_who_and_signs_out(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()

    with qtbot.waitSignal(window.sign_out_wanted):
        window.status.sign_out_wanted.emit()

    assert window.status.person.text() == "Mara Ebel, manager"
