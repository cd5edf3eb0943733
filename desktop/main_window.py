"""The main window: side bar, the open screen, status bar; says what the desk reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.errors import Outage, Refusal
from core.domain.staff import Actor
from desktop.backgrounds import backgrounds
from desktop.desk import Desk, Operation
from desktop.dialogs import CrashDialog, save_crash_report
from desktop.feedback import Banner
from desktop.live import Change
from desktop.preferences import Preferences
from desktop.shell import (
    MOST_KEYS,
    Finder,
    Found,
    HasKeys,
    KeySheet,
    Rail,
    Screen,
    Search,
    StatusBar,
)
from desktop.theme import Tone, space, theme
from desktop.toast import Toast
from desktop.views.refreshing import RefreshingView

LAST_SCREEN = "last screen"
FOLDED = "side bar folded"
"""Preference: ``yes`` or ``no`` as somebody wants it, nothing while the window's width decides."""
ROOMY = 1200
"""Pixels of a window below which the side bar is icons by itself: the screens need the room."""


@dataclass(frozen=True)
class Surroundings:
    """What the window stands in: whose it is, where it is connected, where reports go."""

    agency: str
    place: str
    """Where the database is, e.g. ``This computer``."""
    reports: Path
    preferences: Preferences


class MainWindow(QMainWindow):
    """Screens that the actor's role may open; each is made when it is first opened."""

    sign_out_wanted = Signal()
    job_changed = Signal()
    """The person who is signed in has another job by now, or none."""
    password_wanted = Signal()
    """The person wants another password of their own."""
    answered_again = Signal()
    """The database answers although notices from other workstations don't arrive yet."""

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        screens: Sequence[Screen],
        around: Surroundings,
        search: Search | None = None,
    ) -> None:
        super().__init__()
        self.desk, self._around, self._search = desk, around, search
        self.screens = [screen for screen in screens if actor.role in screen.roles]
        self._open: dict[int, QWidget] = {}
        self._connected = True
        self.rail = Rail(around.agency, self.screens)
        self.status = StatusBar(actor, around.place)
        self.banner = Banner()
        self.banner.setContentsMargins(space(3), space(3), space(3), 0)
        self.toast = Toast(self)
        self._stack = QStackedWidget()
        self.show_agency(around.agency)
        self.setMinimumSize(1024, 680)
        self._lay_out()
        self._connect()
        self._open_last()

    @property
    def screen_shown(self) -> QWidget | None:
        """The open screen; None if the role has none."""
        return self._stack.currentWidget() if self._open else None

    def show_agency(self, name: str) -> None:
        """Name the agency, as it is called by now."""
        self.rail.show_agency(name)
        self.setWindowTitle(f"Parterre, {name}")

    def open_screen(self, number: int) -> QWidget:
        """Open a screen by its place in the side bar, from 0."""
        if number not in self._open:
            made = self.screens[number].factory()
            self._open[number] = made
            self._stack.addWidget(made)
            for view in _views(made):
                view.show_connected(connected=self._connected)
        self._stack.setCurrentWidget(self._open[number])
        self.rail.show_chosen(number)
        self._around.preferences.keep(LAST_SCREEN, self.screens[number].title)
        _work_in(self._open[number])
        return self._open[number]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's)
        self.status.come_last()
        return super().focusNextPrevChild(forward)

    def open_titled(self, title: str) -> QWidget | None:
        """Open a screen by its title, None if this role has none of that name."""
        titles = [screen.title for screen in self.screens]
        return self.open_screen(titles.index(title)) if title in titles else None

    def hear(self, change: Change) -> None:
        """Pass a change notice to every screen that has been opened."""
        for screen in self._open.values():
            for view in _views(screen):
                view.hear(change)

    def show_connected(self, connected: bool) -> None:  # noqa: FBT001 (a Qt slot)
        """Say whether notices from other workstations arrive."""
        self._connected = connected
        self.status.show_connected(connected=connected)
        for screen in self._open.values():
            for view in _views(screen):
                view.show_connected(connected=connected)
        if connected and self.banner.tone is Tone.WARNING:
            self.banner.hide()

    def _answered(self) -> None:
        if not self._connected:
            self.answered_again.emit()

    def show_outage(self, outage: Outage) -> None:
        """Say why nothing arrives from other workstations; trying again reads the screen anew."""
        self._outage(outage, self._reload)

    def open_finder(self) -> Finder:
        """Open the finder (Ctrl+K)."""
        finder = Finder(self, self.desk, self._commands(), self._search)
        finder.left.connect(self._go_on)
        finder.move((self.width() - finder.width()) // 2, self.height() // 7)
        finder.show()
        finder.raise_()
        finder.field.setFocus()
        return finder

    def _go_on(self) -> None:
        if self.screen_shown is not None:
            _work_in(self.screen_shown)

    def show_keys(self) -> KeySheet:
        """Open the sheet of keys (F1 or ?)."""
        shown = self.screen_shown
        sheet = KeySheet(shown.keys if isinstance(shown, HasKeys) else (), parent=self)
        sheet.open()
        return sheet

    def switch_scheme(self) -> None:
        """From light to dark or back, and remember it."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().switch(app)
            self._around.preferences.keep_scheme(theme().scheme)

    def _keep_background(self) -> None:
        self._around.preferences.keep_background_shown(shown=backgrounds().shown)

    def fold_rail(self) -> None:
        """Fold the side bar to icons or unfold it (Ctrl+B), and remember it."""
        self.rail.fold(folded=not self.rail.folded)
        self._around.preferences.keep(FOLDED, "yes" if self.rail.folded else "no")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._around.preferences.get(FOLDED)
        folded = wanted == "yes" or (not wanted and self.width() < ROOMY)
        if folded != self.rail.folded:
            self.rail.fold(folded=folded)

    def _commands(self) -> list[Found]:
        go = [
            Found(
                screen.title, _opener(self.open_screen, number), "Screen", screen.icon, _key(number)
            )
            for number, screen in enumerate(self.screens)
        ]
        return [
            *go,
            Found("Switch between light and dark", self.switch_scheme, icon="moon"),
            Found("Show the keys", self.show_keys, icon="keyboard", key="F1"),
            Found("Change your password", self.password_wanted.emit, icon="lock"),
            Found("Sign out", self.sign_out_wanted.emit, icon="sign-out"),
        ]

    def _said(self, text: str, undo: Operation[object] | None) -> None:
        take_back = None if undo is None else lambda: self.desk.start(self, undo)
        if text:
            self.toast.say(text, undo=take_back)

    def _refused(self, refusal: Refusal) -> None:
        self.banner.say(str(refusal))

    def _outage(self, outage: Outage, retry: Callable[[], object]) -> None:
        self.banner.say(str(outage), Tone.WARNING, action="Try again", on_action=retry)

    def show_crash(self, error: BaseException) -> None:
        """Save a report of a bug and explain it without its traceback."""
        report = save_crash_report(error, self._around.reports)
        CrashDialog(report, parent=self).open()

    def _reload(self) -> None:
        shown = self.screen_shown
        if isinstance(shown, RefreshingView):
            shown.refresh_now()
        elif shown is not None:
            for view in shown.findChildren(RefreshingView):
                view.refresh_now()

    def _open_last(self) -> None:
        if not self.open_titled(self._around.preferences.get(LAST_SCREEN)) and self.screens:
            self.open_screen(0)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open_screen)
        self.status.scheme_wanted.connect(self.switch_scheme)
        self.status.keys_wanted.connect(self.show_keys)
        self.status.sign_out_wanted.connect(self.sign_out_wanted)
        self.status.password_wanted.connect(self.password_wanted)
        self.desk.succeeded.connect(self._said)
        self.desk.refused.connect(self._refused)
        self.desk.outage.connect(self._outage)
        self.desk.broke.connect(self.show_crash)
        self.desk.answered.connect(self._answered)
        self.desk.busy.connect(self.status.progress.show_running)
        backgrounds().changed.connect(self._keep_background)
        for number in range(min(MOST_KEYS, len(self.screens))):
            QShortcut(QKeySequence(_key(number)), self, _opener(self.open_screen, number))
        for keys, act in (
            ("Ctrl+K", self.open_finder),
            ("F1", self.show_keys),
            ("?", self.show_keys),
            ("Ctrl+B", self.fold_rail),
            ("F5", self._reload),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.status)
        content = QWidget()
        content.setObjectName("content")
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        self.setCentralWidget(content)


def _views(screen: QWidget) -> list[RefreshingView]:
    """The screen itself, where it refreshes, and all that refreshes in it."""
    found: list[RefreshingView] = screen.findChildren(RefreshingView)
    return [screen, *found] if isinstance(screen, RefreshingView) else found


def _work_in(screen: QWidget) -> None:
    """Go on where the person was on this screen; at first, where the screen begins."""
    last = screen.focusWidget()
    (screen if last is None or not last.isEnabled() else last).setFocus()


def _key(number: int) -> str:
    return f"Ctrl+{number + 1}" if number < MOST_KEYS else ""


def _opener(open_screen: Callable[[int], QWidget], number: int) -> Callable[[], QWidget]:
    return lambda: open_screen(number)
