"""The status bar: connection, what is running, who is signed in, light or dark."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.domain.staff import Actor
from desktop.controls import IconLabel, Look, icon_button, label, row, wear_icon
from desktop.feedback import ProgressLine
from desktop.shell.screens import ROLE_WORDS
from desktop.theme import Scheme, Tone, space, theme

HEIGHT = 36


class StatusBar(QFrame):
    """Along the lower edge of the main window."""

    scheme_wanted = Signal()
    keys_wanted = Signal()
    sign_out_wanted = Signal()
    password_wanted = Signal()

    def __init__(self, actor: Actor, place: str) -> None:
        super().__init__()
        self.setProperty("look", "status")
        self.setFixedHeight(HEIGHT)
        self._place = place
        self._light = IconLabel("connected", Tone.GOOD, size=16)
        self.connection = label("", Look.SMALL)
        self.progress = ProgressLine()
        self._scheme = icon_button("moon", "Dark", self.scheme_wanted.emit)
        layout = row(self._light, self.connection, self.progress, gap=2)
        layout.setContentsMargins(space(4), 0, space(2), 0)
        layout.insertSpacing(2, space(4))
        layout.addStretch(1)
        self.person = icon_button("user", "Change your password", self.password_wanted.emit)
        self.person.setText(f"{actor.display_name}, {ROLE_WORDS[actor.role].lower()}")
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.person.setProperty("look", Look.SMALL.value)
        self.buttons = (
            self.person,
            icon_button("keyboard", "Keys (F1)", self.keys_wanted.emit),
            self._scheme,
            icon_button("sign-out", "Sign out", self.sign_out_wanted.emit),
        )
        for made in self.buttons:
            layout.addWidget(made)
        self.setLayout(layout)
        theme().changed.connect(self._follow_theme)
        self._follow_theme()
        self.show_connected(connected=True)

    def come_last(self) -> None:
        """Let Tab come here last: Qt goes by when a widget was made, and screens make theirs later.

        What is made now stands behind all the others, and shows it to the buttons. Asking Qt who
        follows whom would keep screens for good: PySide takes the answer for a child of the asked.
        """
        newest = QWidget(self.window(), focusPolicy=Qt.FocusPolicy.TabFocus)
        for here, after in pairwise((newest, *self.buttons)):
            self.setTabOrder(here, after)
        newest.deleteLater()

    def show_connected(self, *, connected: bool) -> None:
        """Say whether changes from other workstations arrive."""
        if connected:
            self._light.show_icon("connected", Tone.GOOD)
            self.connection.setText(self._place)
        else:
            self._light.show_icon("offline", Tone.WARNING)
            self.connection.setText("Connection lost, trying again")

    def _follow_theme(self) -> None:
        dark = theme().scheme is Scheme.DARK
        wear_icon(self._scheme, "sun" if dark else "moon", "muted")
        self._scheme.setToolTip("Light" if dark else "Dark")
