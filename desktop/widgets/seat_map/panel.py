"""The map as screens place it: the view, its legend, zoom buttons and the field to find a seat."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.controls import Look, frame, icon_button, label, row
from desktop.theme import space
from desktop.widgets.seat_map.camera import STEP
from desktop.widgets.seat_map.color_by import ColorBySwitch
from desktop.widgets.seat_map.find_field import FindField
from desktop.widgets.seat_map.legend import SeatMapLegend
from desktop.widgets.seat_map.view import SeatMapView


class SeatMapPanel(QWidget):
    """Everything around `view`; screens talk to the view itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = SeatMapView()
        self.legend = SeatMapLegend()
        self.color_by = ColorBySwitch()
        self.find_field = FindField(self)
        self._not_found = label(look=Look.SMALL)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.view, 1)
        lines.addWidget(self._footer())
        self.view.legend_changed.connect(self.legend.show_coloring)
        self.legend.chosen.connect(self._select_entry)
        self.view.find_requested.connect(self.find_field.open)
        self.find_field.asked.connect(self._go_to)
        self.find_field.closed.connect(self.view.setFocus)
        self.setFocusProxy(self.view)

    def _footer(self) -> QWidget:
        camera = self.view.camera
        footer = frame("footer")
        line = row(self.legend, gap=3)
        line.setContentsMargins(space(3), space(2), space(2), space(2))
        line.setStretch(0, 1)
        line.setAlignment(self.legend, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._not_found)
        line.addWidget(self.color_by)
        line.addWidget(icon_button("search", "Find a seat (/)", self.find_field.open))
        line.addWidget(icon_button("minus", "Zoom out (-)", lambda: camera.zoom(1 / STEP)))
        line.addWidget(icon_button("plus", "Zoom in (+)", lambda: camera.zoom(STEP)))
        line.addWidget(icon_button("fit", "Show the whole plan (0)", camera.fit))
        footer.setLayout(line)
        return footer

    def _select_entry(self, entry: int, also: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Select the seats that the legend's entry stands for."""
        ranks = self.view.entry_seats(entry)
        if also:
            self.view.add_ranks(ranks)
        else:
            self.view.select_ranks(ranks)
        self.view.setFocus()

    def _go_to(self, text: str) -> None:
        """Show the seats that were asked for, or say that there are none."""
        found = self.view.find_seats(text)
        self._not_found.setText("" if len(found) else f"No seat called {text}")
        if len(found):
            self.find_field.close_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.find_field.move(space(3), space(3))

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
