"""A small card beside the seat under the mouse: which seat, what it costs, what it is."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.plan import SEAT_TYPE_WORDS, SeatMapPlan
from desktop.widgets.seat_map.states import STATUS_WORDS, SeatStates, SeatStatus
from desktop.widgets.seat_map.styles import swatch

CORNER = 8.0


class HoverCard(QWidget):
    """Lies over the map and lets the mouse through."""

    def __init__(self, colors: SeatMapColors, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("hoverCard")
        self._seat, self._place, self._status = QLabel(), QLabel(), QLabel()
        self._price, self._extra, self._swatch = QLabel(), QLabel(), QLabel()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._place.setFont(bold)
        self._price.setFont(bold)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 9, 12, 10)
        rows.setSpacing(2)
        rows.addWidget(self._place)
        rows.addWidget(self._seat)
        line = QGridLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.setHorizontalSpacing(6)
        line.addWidget(self._swatch, 0, 0)
        line.addWidget(self._status, 0, 1)
        line.setColumnStretch(2, 1)
        line.setColumnMinimumWidth(2, 18)
        line.addWidget(self._price, 0, 3)
        rows.addLayout(line)
        rows.addWidget(self._extra)
        self.recolor(colors)
        self.hide()

    def recolor(self, colors: SeatMapColors) -> None:
        """Take other colours."""
        self._colors = colors
        for text, color in (
            (self._place, colors.text),
            (self._seat, colors.muted),
            (self._status, colors.text),
            (self._price, colors.text),
            (self._extra, colors.muted),
        ):
            # The application's style sheet would win over a palette.
            text.setStyleSheet(f"color: {color};")
        self.update()

    def show_seat(
        self, plan: SeatMapPlan, states: SeatStates, rank: int, status: SeatStatus
    ) -> None:
        """Fill the card with one seat."""
        self._place.setText(plan.sections[plan.section[rank]].name)
        row = f"Row {plan.rows[rank]}  ·  " if plan.rows[rank] else ""
        self._seat.setText(f"{row}Seat {plan.numbers[rank]}")
        self._swatch.setPixmap(swatch(self._colors, status, 13, self.devicePixelRatioF()))
        self._status.setText(STATUS_WORDS[status])
        self._price.setText(states.price_text(rank))
        kind, view = SEAT_TYPE_WORDS[plan.seat_type[rank]], plan.restricted.get(rank)
        restricted = f"Restricted view: {view}" if view else ""
        self._say_more(states.level_name(rank), kind, restricted)

    def add_words(self, text: str) -> None:
        """Say something more of the seat, such as what its colour means."""
        self._say_more(self._extra.text(), text)

    def _say_more(self, *parts: str) -> None:
        self._extra.setText("  ·  ".join(part for part in parts if part))
        self._extra.setVisible(bool(self._extra.text()))
        # A card that is hidden lays itself out too late for its size.
        self._rows.activate()
        self.adjustSize()

    def words(self) -> list[str]:
        """What the card says, line by line."""
        lines = (self._place, self._seat, self._status, self._price, self._extra)
        return [line.text() for line in lines if line.text()]

    def stand_beside(self, seat: QPoint, reach: int) -> None:
        """Show above the seat, or below it where there is no room; inside the parent either way."""
        room = self._map.rect().adjusted(6, 6, -6, -6)
        left = min(max(seat.x() - self.width() // 2, room.left()), room.right() - self.width())
        top = seat.y() - reach - self.height()
        if top < room.top():
            top = seat.y() + reach
        self.move(left, top)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colors.card_edge), 1))
        painter.setBrush(QColor(self._colors.card))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, CORNER, CORNER)
        painter.end()
