"""The staff screen: an agency's people, and the accounts with which they sign in."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from core.services.colleagues import ColleagueRow, list_colleagues
from core.services.payments.till import TillRow, open_till_of
from desktop.desk import Operation
from desktop.dialogs import Confirmation, confirm, may_open
from desktop.feedback import Empty
from desktop.forms import Pick
from desktop.operations import staff
from desktop.operations.staff import NewColleague
from desktop.shell import ROLE_WORDS
from desktop.table import Column, RecordTable, time_column
from desktop.views.box_office.till import CloseTill
from desktop.views.page import Page
from desktop.views.staff.dialogs import AddColleague, ChangeColleague, GivePassword
from desktop.views.staff.first_password import Handover
from desktop.views.staff.panel import (
    CHANGE_KEY,
    PASSWORD_KEY,
    SWITCH_KEY,
    TILL_KEY,
    ColleaguePanel,
)
from desktop.views.staff.wording import Standing, standing_chip, standing_of
from desktop.words import count
from desktop.workplace import Workplace

Standings = frozenset[Standing]
HERE = frozenset({Standing.ON, Standing.PASSWORD_DUE})
FILTERS: Sequence[tuple[str, Standings]] = (
    ("Who works here", HERE),
    ("Password due", frozenset({Standing.PASSWORD_DUE})),
    ("Switched off", frozenset({Standing.OFF})),
    ("Everybody", frozenset(Standing)),
)
NOBODY = "No colleague's account stands like this, or has these words."
LOOK_MS = 20_000
"""Nobody tells of a sign-in: while the screen is seen it looks as often as this."""


class StaffScreen(Page):
    """Everybody who can sign in, by name; Enter changes the selected one."""

    tables = frozenset({"staff", "till_shifts"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "Staff")
        self._place = place
        self._people: Sequence[ColleagueRow] = ()
        self.panel: ColleaguePanel | None = None
        self.table: RecordTable[ColleagueRow] = RecordTable(
            self._columns(),
            key=lambda person: person.login,
            preferences=place.preferences,
            name="staff",
        )
        self.search = self.add_search("Name, login or job", self._search)
        self.filter: Pick[Standings] = Pick(FILTERS)
        self.filter.setAccessibleName("Which colleagues")
        self.add_filter(self.filter)
        self.set_hero(self.table)
        self.main_action("New colleague", self.ask_new, icon="plus", shortcut="Ctrl+N")
        look = QTimer(self, interval=LOOK_MS)
        look.timeout.connect(self.refresh_now)
        look.start()
        self._connect()

    def refresh(self) -> None:
        self.ask(list_colleagues, self._show)

    def ask_new(self) -> AddColleague:
        """Ask who is new (Ctrl+N)."""
        taken = frozenset(person.login for person in self._people)
        dialog = AddColleague(self.desk, taken, parent=self)
        dialog.added.connect(self._added)
        dialog.open()
        return dialog

    def ask_change(self) -> ChangeColleague | None:
        """Ask how the selected one is called, and what their job is (Enter)."""
        person = self.table.current_row()
        if person is None:
            return None
        dialog = ChangeColleague(self.desk, person, own=self._is_own(person), parent=self)
        dialog.changed.connect(self.refresh_now)
        dialog.open()
        return dialog

    def ask_password(self) -> GivePassword | None:
        """Ask for another first password of the selected colleague."""
        person = self._colleague()
        if person is None:
            return None
        dialog = GivePassword(self.desk, person, parent=self)
        dialog.given.connect(lambda word: self._given(person, word))
        dialog.open()
        return dialog

    def ask_switch(self) -> Confirmation | None:
        """Ask whether the selected colleague is switched off; switch on at once."""
        person = self._colleague()
        if person is None:
            return None
        if not person.is_active:
            self._do(staff.switch(person, on=True))
            return None
        return confirm(
            self,
            f"Switch {person.name} off?",
            _what_ends(person),
            "Switch off",
            lambda: self._do(staff.switch(person, on=False)),
        )

    def ask_till(self) -> None:
        """Count the drawer that the selected colleague has left open, as it is at this moment."""
        person = self._colleague()
        if person is not None and person.drawer:
            self.ask(
                lambda session: open_till_of(session, person.id),
                partial(self._count_till, person.login),
                part="till",
            )

    def _count_till(self, login: str, till: TillRow | None) -> None:
        person = self._colleague()
        if person is None or person.login != login or not may_open(self):
            return
        if till is None:  # its clerk was faster
            self.refresh_now()
            return
        CloseTill(self.desk, till, lambda _closed: self.refresh_now(), parent=self).open()

    def _added(self, person: NewColleague) -> None:
        self._hand_over(person.name, person.login, person.password)
        self.refresh_then(lambda: self._select(person.login))

    def _given(self, person: ColleagueRow, password: str) -> None:
        self._hand_over(person.name, person.login, password)
        self.refresh_now()

    def _hand_over(self, name: str, login: str, password: str) -> None:
        Handover(name, login, password, parent=self).open()

    def _do(self, operation: Operation[None]) -> None:
        self.banner.hide()
        self.desk.start(self, operation, lambda _nothing: self.refresh_now())

    def _is_own(self, person: ColleagueRow) -> bool:
        return person.login == self._place.actor.login

    def _colleague(self) -> ColleagueRow | None:
        """The selected one, if it is somebody else."""
        person = self.table.current_row()
        return None if person is None or self._is_own(person) else person

    def _connect(self) -> None:
        self.filter.picked.connect(lambda _wanted: self._filtered())
        self.table.selected.connect(self._show_person)
        self.table.opened.connect(lambda _person: self.ask_change())
        steps: Sequence[tuple[str, Callable[[], object], str]] = (
            (CHANGE_KEY, self.ask_change, "Name and job"),
            (PASSWORD_KEY, self.ask_password, "New first password"),
            (TILL_KEY, self.ask_till, "Count the till that is open"),
            (SWITCH_KEY, self.ask_switch, "Switch off, or on again"),
        )
        for key, act, what in steps:
            QShortcut(QKeySequence(key), self, act).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            self.add_key(f"Enter or {key}" if key == CHANGE_KEY else key, what)

    def _columns(self) -> list[Column[ColleagueRow]]:
        return [
            Column("Name", lambda person: person.name, strong=True, stretch=True),
            Column("Account", standing_of, chip=standing_chip, width=136),
            Column("Job", lambda person: ROLE_WORDS[person.role], width=84),
            Column(
                "Now", lambda person: "Signed in" if person.signed_in else "", width=84, spare=2
            ),
            Column("Login", lambda person: person.login, muted=True, spare=1),
            Column("Till", lambda person: person.drawer, muted=True, hidden=True),
            time_column(
                "Password set",
                lambda person: person.password_set_at,
                self._place.now,
                muted=True,
                hidden=True,
            ),
        ]

    def _show(self, people: Sequence[ColleagueRow]) -> None:
        self._people = people
        here = [person for person in people if person.is_active]
        now = sum(person.signed_in for person in here)
        self.set_title("Staff", f"{count(len(here), 'person', 'people')}, {now} signed in now")
        self._filtered()

    def _filtered(self) -> None:
        wanted = self.filter.value() or frozenset(Standing)
        shown = [person for person in self._people if standing_of(person) in wanted]
        self.table.show_rows(shown)
        self._show_found()

    def _search(self, words: str) -> None:
        self.table.search(words)
        self._show_found()

    def _show_found(self) -> None:
        """Whom the filter and the search leave, or that there is nobody."""
        found = self.table.shown_rows()
        if found:
            self.show_hero()
            if self.table.current_row() is None:
                self.table.select_key(found[0].login)
            self._show_person(self.table.current_row())
        elif self._empty is None:  # else it says so already
            self._leave_panel()
            self.show_empty(
                Empty("users", "Nobody like this", NOBODY, "Show everybody", self._show_everybody)
            )

    def _show_everybody(self) -> None:
        self.search.clear()
        self.filter.set_value(FILTERS[-1][1])
        self._filtered()
        self.table.setFocus()

    def _select(self, login: str) -> None:
        if login not in [person.login for person in self.table.shown_rows()]:
            self._show_everybody()
        self.table.select_key(login)

    def _leave_panel(self) -> None:
        self.panel = None
        self.hide_panel()

    def _show_person(self, person: ColleagueRow | None) -> None:
        if person is None:
            self._leave_panel()
            return
        if self.panel is not None and self.panel.person == person:
            return  # it may have been closed, and nothing is new
        self.panel = ColleaguePanel(person, self._place.now(), own=self._is_own(person))
        self.panel.change_wanted.connect(self.ask_change)
        self.panel.password_wanted.connect(self.ask_password)
        self.panel.till_wanted.connect(self.ask_till)
        self.panel.switch_wanted.connect(self.ask_switch)
        self.set_panel(self.panel, title=person.name)


def _what_ends(person: ColleagueRow) -> str:
    """What switching off does, as this person's account stands."""
    parts = [f"{person.login} can't sign in any more."]
    if person.signed_in:
        parts.append("The open session ends at once; what isn't saved there is lost.")
    if person.drawer:
        parts.append(f"{person.drawer} stays open until you count it (F11).")
    parts.append("Everything done so far stays, and the account can be switched on again.")
    return " ".join(parts)
