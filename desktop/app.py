"""The desktop put together: sign-in, workplace, window, live changes; every part replaceable."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import psycopg
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from core.domain.errors import Refusal
from core.domain.staff import Permission
from core.services.agency import AgencyRow, own_agency
from core.services.staff import SignedIn, UrlFor, change_own_password, own_job, sign_in
from core.services.tickets.keys import (
    KeyFileDamaged,
    KeyFileUnusable,
    key_file_told,
    load_signer,
)
from core.services.work import Clock, Work, begin_reading, begin_work, put_out, server_clock
from db.session import EnsureServer
from desktop.backgrounds import backgrounds
from desktop.collecting import GuiCollector
from desktop.desk import Desk
from desktop.live import Change, ChangeListener
from desktop.main_window import MainWindow, Surroundings
from desktop.preferences import Preferences
from desktop.prefetch import Prefetch
from desktop.screens import FIRST, modules_for, screens
from desktop.search import search_everything
from desktop.tasks import TaskRunner, Tasks
from desktop.theme import Scheme, Tone, theme
from desktop.views.change_password import ChangePassword
from desktop.views.sign_in import Credentials, DemoLogin, SignIn
from desktop.workplace import OpensRecords, Workplace

LAST_LOGIN = "last login"
ASKED_FOR_JOB = 2
"""Times: a connection that ended with the old job is noticed only when it is used."""
OTHER_JOB = "Your job has been changed. Sign in again for its screens."
DATABASE = "parterre"


@dataclass(frozen=True)
class Arrival:
    """Somebody who has signed in, their agency, its channel of notices, the server's clock."""

    signed_in: SignedIn
    agency: AgencyRow
    channel: str
    clock: Clock
    ensure_server: EnsureServer | None = None
    no_key: Refusal | None = None
    """Why no ticket can be signed on this computer, where its key's file is to blame."""

    def connect(self) -> psycopg.Connection:
        """A connection of the listener's own, as the same person."""
        if self.ensure_server is not None:
            self.ensure_server()
        engine = self.signed_in.engine
        _, how = engine.dialect.create_connect_args(engine.url)
        try:
            return psycopg.connect(**how, application_name="parterre listener")
        except psycopg.OperationalError as error:
            if told := put_out(error):
                raise told from error
            raise


@dataclass(frozen=True)
class Folders:
    """Where this computer keeps what the desktop writes."""

    papers: Path
    reports: Path

    @classmethod
    def usual(cls) -> "Folders":
        """Papers among the person's documents, reports with the program's logs."""
        papers = Path(platformdirs.user_documents_path()) / "Parterre"
        return cls(papers, Path(platformdirs.user_log_path("parterre", appauthor=False)))


@dataclass(frozen=True)
class Doorway:
    """How people get in: the URL of a login, what the place is called, the demo's logins.

    `ensure_server` starts the server of `url_for` again if it has died, where it is ours.
    """

    url_for: UrlFor
    place: str = "This computer"
    demo: Sequence[DemoLogin] = ()
    ensure_server: EnsureServer | None = None


class UnreadableServer(Refusal):
    def __init__(self, server: str) -> None:
        self.server = server
        super().__init__(f"“{server}” is not an address such as parterre.example.org.")


def url_on(server: str) -> UrlFor:
    """URLs of logins on a server, written as ``host``, ``host:port`` or ``host:port/database``.

    Refuses `UnreadableServer`.
    """
    try:
        address = make_url(f"postgresql+psycopg://{server}")
    except (ArgumentError, ValueError) as error:
        raise UnreadableServer(server) from error
    address = address.set(database=address.database or DATABASE)

    def url_for(login: str, password: str) -> str:
        url = address.set(username=login, password=password)
        return url.render_as_string(hide_password=False)

    return url_for


def arrive(
    url_for: UrlFor,
    login: str,
    password: str,
    keys: Path | None = None,
    *,
    ensure_server: EnsureServer | None = None,
) -> Arrival:
    """Sign in and read whose agency it is; refuses and fails like `sign_in`."""
    person = sign_in(url_for, login, password, ensure_server=ensure_server)
    no_key = _make_key(person, keys)
    with begin_reading(person.sessions) as session:
        channel = session.scalar(select(func.parterre_api.notice_channel()))
        agency, clock = own_agency(session), server_clock(session)
    person.get_ready()
    return Arrival(person, agency, str(channel), clock, ensure_server, no_key)


def _make_key(person: SignedIn, keys: Path | None) -> Refusal | None:
    """So that the counter of this computer can issue tickets; a bad file keeps nobody out."""
    try:
        if person.actor.may(Permission.KEEP_SIGNING_KEYS):
            with begin_work(person.sessions, person.actor) as work, key_file_told(work, keys):
                load_signer(work, keys)
    except (KeyFileDamaged, KeyFileUnusable) as told:
        return told
    return None


def make_workplace(
    arrival: Arrival,
    tasks: Tasks,
    *,
    folders: Folders | None = None,
    clock: Clock | None = None,
    place: str = "This computer",
    preferences: Preferences | None = None,
) -> Workplace:
    """The workplace of somebody who has arrived."""
    person, where = arrival.signed_in, folders or Folders.usual()
    now = clock or arrival.clock

    def begin() -> AbstractContextManager[Work]:
        return begin_work(person.sessions, person.actor, clock=now)

    def read() -> AbstractContextManager[Session]:
        return begin_reading(person.sessions)

    owner = tasks if isinstance(tasks, QObject) else None
    return Workplace(
        desk=Desk(tasks, begin, read, parent=owner),
        actor=person.actor,
        agency=arrival.agency,
        preferences=preferences or Preferences(person.actor.login),
        papers=where.papers,
        change_password=person.change_password,
        reports=where.reports,
        place=place,
        clock=now,
    )


def build_window(workplace: Workplace) -> MainWindow:
    """The main window with every screen that the person may open; not shown yet."""
    around = Surroundings(
        agency=workplace.agency.name,
        place=workplace.place,
        reports=workplace.reports,
        preferences=workplace.preferences,
    )
    window = MainWindow(
        workplace.desk, workplace.actor, screens(workplace), around, search_everything(workplace)
    )
    workplace.ways.wanted.connect(lambda title, subject: _go(window, title, subject))
    window.password_wanted.connect(lambda: ask_password(workplace, window))
    return window


def ask_password(workplace: Workplace, window: MainWindow) -> ChangePassword:
    """Ask the person who is signed in for another password of their own."""
    login, change = workplace.actor.login, workplace.change_password
    dialog = ChangePassword(workplace.desk, login, change, parent=window)
    dialog.open()
    return dialog


def _go(window: MainWindow, title: str, subject: object) -> None:
    screen: object = window.open_titled(title)
    if isinstance(screen, OpensRecords) and subject is not None:
        screen.open_record(subject)


def listen(arrival: Arrival, window: MainWindow) -> ChangeListener:
    """Let the window hear of changes everywhere; stop the listener before it goes."""
    job = arrival.signed_in.actor.role

    def hear(change: Change, tries: int = ASKED_FOR_JOB) -> None:
        """A change of staff may be one of the own job, whose screens are others."""
        if not change.tables or change.touches("tenants"):
            window.desk.ask(window, own_agency, lambda now: window.show_agency(now.name))
        if tries and change.touches("staff"):
            window.desk.ask(
                window,
                own_job,
                lambda now: window.hear(change) if now is job else window.job_changed.emit(),
                failed=lambda _error: hear(change, tries - 1),
            )
        else:
            window.hear(change)

    listener = ChangeListener(arrival.connect, arrival.channel, parent=window)
    listener.changed.connect(hear)
    listener.connected.connect(window.show_connected)
    listener.outage.connect(window.show_outage)
    window.answered_again.connect(listener.try_now)
    listener.start()
    return listener


class Desktop(QObject):
    """Sign-in, then the window, then sign-in again; one person at a time."""

    def __init__(self, doorway: Doorway, tasks: TaskRunner, folders: Folders | None = None) -> None:
        super().__init__()
        self._doorway, self._tasks, self._folders = doorway, tasks, folders
        self._dialog: SignIn | None = None
        self.window: MainWindow | None = None
        self._listener: ChangeListener | None = None
        self._arrival: Arrival | None = None

    def ask_who(self) -> SignIn:
        """Show the sign-in dialog; the window follows."""
        dialog = SignIn(
            self._tasks,
            self._arrive,
            self._change_password,
            demo=self._doorway.demo,
            login=Preferences("").get(LAST_LOGIN),
        )
        dialog.signed_in.connect(self.open_for)
        dialog.rejected.connect(QGuiApplication.quit)
        self._dialog = dialog
        dialog.show()
        Prefetch(self._tasks, FIRST, parent=dialog).start()
        return dialog

    def open_for(self, arrival: Arrival) -> MainWindow:
        """Open the window of somebody who has arrived."""
        Preferences("").keep(LAST_LOGIN, arrival.signed_in.actor.login)
        self._arrival = arrival
        workplace = make_workplace(
            arrival, self._tasks, folders=self._folders, place=self._doorway.place
        )
        wear_preferred(workplace.preferences)
        window = build_window(workplace)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        window.sign_out_wanted.connect(self.sign_out)
        window.job_changed.connect(self.sign_out_for_other_job)
        self.window, self._listener = window, listen(arrival, window)
        window.showMaximized()
        if arrival.no_key is not None:
            window.desk.refused.emit(arrival.no_key)
        Prefetch(self._tasks, modules_for(workplace.actor.role), parent=window).start()
        return window

    def sign_out(self) -> None:
        """Close the window and ask who is next, once."""
        if self.window is not None:
            self.close()
            self.ask_who()

    def sign_out_for_other_job(self) -> None:
        """Ask the same person again: the database lets them do something else by now."""
        if self.window is not None:  # two changes of staff may have told of it
            self.close()
            self.ask_who().banner.say(OTHER_JOB, Tone.WARNING)

    def close(self) -> None:
        """Stop listening and close the connections."""
        if self._listener is not None:
            self._listener.stop()
        if self.window is not None:
            self.window.deleteLater()
        if self._arrival is not None:
            self._arrival.signed_in.sign_out()
        self.window = self._listener = self._arrival = None

    def _arrive(self, given: Credentials) -> Arrival:
        ensure = None if given.server else self._doorway.ensure_server
        return arrive(self._urls(given), given.login, given.password, ensure_server=ensure)

    def _change_password(self, given: Credentials, password: str) -> None:
        change_own_password(self._urls(given), given.login, given.password, password)

    def _urls(self, given: Credentials) -> UrlFor:
        return url_on(given.server) if given.server else self._doorway.url_for


def wear_preferred(preferences: Preferences) -> None:
    """Dress the application as this person likes it."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme().wear(app, preferences.scheme())
    backgrounds().show(shown=preferences.background_shown())


def run_desktop(doorway: Doorway) -> int:
    """Run the desktop until its last window is closed; the exit code of the application."""
    app = QApplication.instance() or QApplication(sys.argv)
    if not isinstance(app, QApplication):
        raise TypeError("Parterre's desktop needs an application with widgets.")
    app.setApplicationName("Parterre")
    theme().wear(app, Scheme.LIGHT)
    collector, tasks = GuiCollector(app), TaskRunner(parent=app)
    desktop = Desktop(doorway, tasks)
    desktop.ask_who()
    try:
        return app.exec()
    finally:
        desktop.close()
        tasks.close()
        collector.close()
