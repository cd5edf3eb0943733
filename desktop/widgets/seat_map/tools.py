"""The bar over the map: floors, what is selected, and the tools to select with."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.controls import Look, icon_button, row
from desktop.theme import space
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.seat_map.background_switch import background_switch
from desktop.widgets.seat_map.color_modes_ranges import amount_text
from desktop.widgets.seat_map.floor_switch import FloorSwitch
from desktop.widgets.seat_map.view import SeatMapView
from desktop.words import count

Ranks = npt.NDArray[np.intp]


class MapTools(QFrame):
    """Left the floors and what screens add, then the selection, right the tools."""

    def __init__(self, view: SeatMapView) -> None:
        super().__init__()
        self.setProperty("look", "toolbar")
        self._view = view
        self.floors = FloorSwitch(view, self)
        self.summary = ElidedLabel("", Look.MUTED)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = icon_button("undo", "Take back the last selection (U)")
        self.lasso = icon_button("lasso", "Draw a loop around seats (L)")
        self.filter = icon_button("filter", "Select by filter (F)", self._ask_filter)
        self.list = icon_button("list", "Show the list of seats (T)", view.ask_list)
        self.back.clicked.connect(lambda _on=False: view.step_selection_back())
        for made in (self.lasso, self.filter, self.list):
            made.setCheckable(True)
        self.background = background_switch(view)
        self.lasso.clicked.connect(lambda _on=False: view.switch_lasso())
        self._switches = FlowLayout()
        self._switches.addWidget(self.floors)
        line = row(gap=1)
        line.setContentsMargins(space(3), space(1), space(2), space(1))
        line.addLayout(self._switches)
        line.addWidget(self.summary, 1)
        for widget in (self.back, self.lasso, self.filter, self.list, self.background):
            line.addWidget(widget)
        self.setLayout(line)
        view.lasso_switched.connect(self.lasso.setChecked)
        view.selection_changed.connect(self._show_selection)
        view.states_changed.connect(lambda: self._show_selection(view.selection))
        view.filter_changed.connect(self._show_filter)
        self._show_selection(view.selection)

    def add_switch(self, widget: QWidget) -> None:
        """Something that changes how the map looks, beside the floors."""
        self._switches.insert_widget(1, widget)

    def follow(self, widget: QWidget) -> None:
        """Let Tab come here after this widget."""
        tools = (self.back, self.lasso, self.filter, self.list, self.background)
        for here, after in pairwise((widget, *self._switches.widgets(), *tools)):
            QWidget.setTabOrder(here, after)

    def _show_selection(self, ranks: Ranks) -> None:
        self.summary.setText(selection_words(self._view, ranks))
        self.back.setEnabled(self._view.can_step_back)

    def _ask_filter(self) -> None:
        self._show_filter()  # the button is down while a filter is on, not while it is asked for
        self._view.ask_filter()

    def _show_filter(self) -> None:
        self.filter.setChecked(self._view.filter is not None)


def selection_words(view: SeatMapView, ranks: Ranks) -> str:
    """How many seats are selected and their price, read from the map's arrays."""
    if not len(ranks):
        return ""
    prices, currency = view.states.price, view.states.currency
    words = f"{count(len(ranks), 'seat')} selected"
    if prices is None or not currency:
        return words
    chosen = prices[ranks]
    total = amount_text(int(chosen[chosen > 0].sum()), currency)
    return f"{words}, {total} {currency}"
