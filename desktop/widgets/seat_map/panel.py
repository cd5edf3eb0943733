"""The map as screens place it: the view with its tools, legend, list of seats and field to find."""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.controls import Look, frame, icon_button, label, row
from desktop.theme import space
from desktop.widgets.seat_map.camera import STEP
from desktop.widgets.seat_map.color_by import ColorBySwitch
from desktop.widgets.seat_map.details_pane import DetailsPane
from desktop.widgets.seat_map.filter_dialog import FilterDialog
from desktop.widgets.seat_map.find_field import FindField
from desktop.widgets.seat_map.legend import SeatMapLegend
from desktop.widgets.seat_map.overview import Overview
from desktop.widgets.seat_map.people_list import PartySeats, PeopleList
from desktop.widgets.seat_map.seat_list import SeatList
from desktop.widgets.seat_map.stale_note import StaleNote
from desktop.widgets.seat_map.tools import MapTools
from desktop.widgets.seat_map.view import SeatMapView

LIST_WIDTH = 490
LIST_SHARE = 0.5  # of the panel's width that the list takes at most
AskPeople = Callable[[str], None]


class SeatMapPanel(QWidget):
    """Everything around `view`; screens talk to the view itself.

    A screen that knows customers gives `let_find_people` a way to ask for them: it is told what
    was typed where no seat has that name, and answers with `offer_people`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = SeatMapView()
        self.legend = SeatMapLegend()
        self.color_by = ColorBySwitch()
        self.tools = MapTools(self.view)
        self.stale = StaleNote()
        self.list = SeatList(self.view)
        self.overview = Overview(self.view)
        self.find_field = FindField(self)
        self.people = PeopleList(self)
        self.details = DetailsPane(self)
        self._ask_people: AskPeople | None = None
        self._not_found = label(look=Look.SMALL)
        self._arrange()
        self._connect()

    def let_find_people(self, ask: AskPeople) -> None:
        """Look for customers too, through this."""
        self._ask_people = ask
        self.find_field.offer_people()

    def offer_people(self, text: str, found: Sequence[PartySeats]) -> None:
        """Whose seats may have been meant: one is shown at once, of several one is picked."""
        if self.find_field.text() != text or not self.find_field.isVisible():
            return
        self._say("" if found else f"No seat and no customer called {text}")
        if len(found) == 1:
            self._show_party(found[0])
        elif found:
            self.people.offer(found)

    def show_party(self, party: PartySeats) -> None:
        """Ring these seats and bring them into sight."""
        self.view.ring_seats(party.ranks)
        if len(party.ranks):
            self.view.show_seats(party.ranks)
        self._say(party.words)

    def show_list(self, *, shown: bool) -> None:
        """Show the list of seats beside the map, or put it away."""
        self.list.setVisible(shown)
        self.list.seats.wake(awake=shown)
        self.tools.list.setChecked(shown)
        if shown:
            width = min(LIST_WIDTH, round(self.width() * LIST_SHARE))
            self._split.setSizes([max(self.width() - width, 1), width])
            self.list.setFocus()
        else:
            self.view.setFocus()

    def let_go(self) -> None:
        """Seats of another event are coming: show nothing that was asked about these."""
        self.details.hide()
        self.people.hide()
        self._drop_found()

    def show_stale(self, since: datetime | None) -> None:
        """Say since when changes from elsewhere don't arrive; None: they do."""
        self.stale.show_since(since)

    def open_filter(self) -> FilterDialog:
        """Ask which seats are meant."""
        dialog = FilterDialog(self.view, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.view.setFocus())
        dialog.open()
        return dialog

    def _arrange(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.view)
        self._split.addWidget(self.list)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self.list.hide()
        self.tools.add_switch(self.color_by)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.tools)
        lines.addWidget(self.stale)
        lines.addWidget(self._split, 1)
        lines.addWidget(self._footer())
        self.setFocusProxy(self.view)
        self.tools.follow(self.view)  # Tab goes to the proxy first, past what is above it

    def _connect(self) -> None:
        view = self.view
        view.legend_changed.connect(self.legend.show_coloring)
        self.legend.chosen.connect(self._select_entry)
        view.find_requested.connect(self.find_field.open)
        view.filter_requested.connect(self.open_filter)
        view.list_requested.connect(lambda: self.show_list(shown=not self.list.isVisible()))
        self.list.left.connect(view.setFocus)
        self.find_field.asked.connect(self._go_to)
        self.find_field.closed.connect(view.setFocus)
        self.people.picked.connect(self._show_party)
        self.people.left.connect(self.find_field.setFocus)
        self.details.closed.connect(view.setFocus)
        view.closers.extend((self.details.close_pane, self._drop_found, self._show_all))
        view.plan_changed.connect(self.details.hide)
        view.installEventFilter(self)

    def _footer(self) -> QWidget:
        camera = self.view.camera
        footer = frame("footer")
        line = row(self.legend, gap=1)
        line.setContentsMargins(space(3), space(2), space(2), space(2))
        line.setStretch(0, 1)
        line.setAlignment(self.legend, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._not_found)
        line.addWidget(icon_button("search", "Find a seat (/)", self.find_field.open))
        line.addWidget(icon_button("minus", "Zoom out (-)", lambda: camera.zoom(1 / STEP)))
        line.addWidget(icon_button("plus", "Zoom in (+)", lambda: camera.zoom(STEP)))
        line.addWidget(icon_button("fit", "Show the whole plan (0)", camera.fit))
        footer.setLayout(line)
        return footer

    def _select_entry(self, entry: int, also: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Select the seats that the legend's entry stands for; at the counter only show them."""
        ranks = self.view.entry_seats(entry)
        if not self.legend.selects:
            self.view.show_entry(None if entry == self.view.entry_shown else entry)
        elif also:
            self.view.add_ranks(ranks)
        else:
            self.view.select_ranks(ranks)
        self.view.setFocus()

    def _say(self, words: str) -> None:
        self._not_found.setText(words)

    def _drop_found(self) -> bool:
        """Take the rings away; says whether there were any."""
        had_any = bool(self._not_found.text())
        self._say("")
        self.view.ring_seats(np.zeros(0, np.intp))
        return had_any

    def _show_all(self) -> bool:
        """Show the seats of every entry of the legend; says whether some were faint."""
        return self.view.show_entry(None)

    def _show_party(self, party: PartySeats) -> None:
        self.find_field.close_field()
        self.show_party(party)

    def _go_to(self, text: str) -> None:
        """Show the seats that were asked for, or ask whose they are, or say that there are none."""
        self._drop_found()
        found = self.view.find_seats(text)
        if len(found):
            self.find_field.close_field()
        elif self._ask_people is not None and text.strip():
            self._ask_people(text)
        else:
            self._say(f"No seat called {text}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Put what floats over the map where the map is."""
        corner = self.view.mapTo(self, self.view.rect().topLeft())
        self.find_field.move(corner.x() + space(3), corner.y() + space(3))
        self.people.move(self.find_field.x(), self.find_field.geometry().bottom() + space(1))
        self.details.stand_in(QRect(corner, self.view.size()))

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
