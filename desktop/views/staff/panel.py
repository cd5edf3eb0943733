"""One colleague in the side panel: who it is, how the account stands, what can be done."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.services.colleagues import ColleagueRow
from desktop.controls import Kind, Look, button, column, label
from desktop.shell import ROLE_WORDS
from desktop.theme import space
from desktop.views.purchasing.order_panel import chip_line
from desktop.views.staff.wording import DUTIES, standing_chip, standing_of
from desktop.widgets.facts import Facts
from desktop.words import when_text

CHANGE_KEY, PASSWORD_KEY, TILL_KEY, SWITCH_KEY = "Ctrl+Return", "Ctrl+R", "F11", "Ctrl+Del"


class ColleaguePanel(QWidget):
    """Shows a colleague, or oneself; what is wanted goes out by signal."""

    change_wanted = Signal()
    password_wanted = Signal()
    till_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, person: ColleagueRow, now: datetime, *, own: bool) -> None:
        super().__init__()
        self.person = person
        self.facts = Facts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(4))
        layout.addWidget(chip_line(standing_chip(standing_of(person))))
        layout.addWidget(self.facts)
        layout.addWidget(label(DUTIES[person.role], Look.MUTED, wrap=True))
        layout.addStretch(1)
        self.buttons = self._buttons(own=own)
        steps = column()
        for made in self.buttons:
            steps.addWidget(made)
        layout.addLayout(steps)
        self.facts.show_groups(("", colleague_facts(person, now)))

    def _buttons(self, *, own: bool) -> list[QPushButton]:
        person = self.person
        wanted = [_step("Name and job…", self.change_wanted.emit, CHANGE_KEY, Kind.PRIMARY)]
        if own:
            return wanted
        if person.drawer:
            wanted.append(_step(f"Count {person.drawer}…", self.till_wanted.emit, TILL_KEY))
        wanted.append(_step("New password…", self.password_wanted.emit, PASSWORD_KEY))
        if person.is_active:
            off = _step("Switch off…", self.switch_wanted.emit, SWITCH_KEY, Kind.DANGER)
            return [*wanted, off]
        return [*wanted, _step("Switch on again", self.switch_wanted.emit, SWITCH_KEY)]


def colleague_facts(person: ColleagueRow, now: datetime) -> list[tuple[str, str]]:
    """What is known of a colleague; only what there is."""
    facts = [
        ("Login", person.login),
        ("Job", ROLE_WORDS[person.role]),
        ("Now", "Signed in" if person.signed_in else "Not signed in"),
        ("Till", f"{person.drawer} is open" if person.drawer else ""),
        ("Password", "Due at the sign-in" if person.password_due else "Their own"),
    ]
    if person.password_set_at is not None:
        facts.append(("Password set", when_text(person.password_set_at, now)))
    return [pair for pair in facts if pair[1]]


def _step(
    words: str, act: Callable[[], object], key: str, kind: Kind = Kind.SECONDARY
) -> QPushButton:
    made = button(words, act, kind=kind)
    made.setToolTip(key)
    return made
