"""Everything about one seat, in a card over the map, without leaving it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.controls import Look, icon_button, label
from desktop.pictures import Picture
from desktop.theme import space
from desktop.widgets.facts import Facts, Pairs

WIDTH = 320
SEEN = QSize(272, 141)
"""The most that the view from a section takes, in pixels."""
BELOW = 170  # pixels left free below it, for the overview
SCROLLS = {
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_PageUp: -300,
    Qt.Key.Key_PageDown: 300,
}
"""Pixels by key."""
READING = "Reading …"


class DetailsPane(QFrame):
    """A title, what is seen from there, and facts; Escape closes it, and the map has its keys."""

    closed = Signal()
    _most = space(100)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "floating")
        self.setAccessibleName("Everything about the seat")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = label("", Look.STRONG, wrap=True)
        self.facts = Facts()
        self.seen, self.caption = QLabel(), label("", Look.SMALL, wrap=True)
        self.caption.setContentsMargins(0, 0, 0, space(2))
        self._close = icon_button("close", "Close (Esc)", self.close_pane)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = self._inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, space(2), 0)
        lines.setSpacing(space(1))
        for widget in (self.seen, self.caption, self.facts):
            lines.addWidget(widget)
        lines.addStretch(1)
        self._area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(4), space(3), space(2), space(3))
        layout.setSpacing(space(2))
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        self.setFixedWidth(WIDTH)
        self.hide()

    def begin(self, title: str) -> None:
        """Open for a seat whose details are being read."""
        self._show_seen(None, "")
        self.show_details(title, ("", [("", READING)]))

    def show_details(self, title: str, *groups: tuple[str, Pairs]) -> None:
        """Show the facts of a seat, group by group."""
        self.title.setText(title)
        self.facts.show_groups(*groups)
        words = "; ".join(f"{what} {value}".strip() for what, value in self.facts.shown)
        self.setAccessibleDescription(f"{title}. {words}")
        self.show()
        self.raise_()
        self._fit()

    def show_view(self, picture: Picture | None, words: str) -> None:
        """Show what is seen from the seat, said in words too; nothing for None."""
        self._show_seen(picture, words)
        self._fit()

    def _show_seen(self, picture: Picture | None, words: str) -> None:
        if picture is not None:
            ratio = self.devicePixelRatioF()
            room = SEEN * ratio
            drawn = QPixmap.fromImage(picture.fitting(room.width())).scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            drawn.setDevicePixelRatio(ratio)
            self.seen.setPixmap(drawn)
        self.seen.setAccessibleName(words)
        self.caption.setText(words)
        for widget in (self.seen, self.caption):
            widget.setVisible(picture is not None)

    def close_pane(self) -> bool:
        """Close; says whether it was open."""
        was_open = self.isVisible()
        self.hide()
        if was_open:
            self.closed.emit()
        return was_open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self._area.verticalScrollBar(), SCROLLS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.close_pane()
        elif step:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def stand_in(self, place: QRect) -> None:
        """Stand at the upper right of a part of the parent, clear of its lower corner."""
        self._most = max(place.height() - BELOW, space(40))
        self._fit()
        self.move(place.right() - WIDTH - space(3), place.top() + space(3))

    def _fit(self) -> None:
        """As high as the facts are, which wrap in the width of the card."""
        inner = WIDTH - space(8) - self._area.verticalScrollBar().sizeHint().width()
        for each in self.findChildren(QWidget):
            each.ensurePolished()
        for widget in (self.facts, self._inside):  # what is new is laid out at once, not later
            lines = widget.layout()
            if lines is not None:
                lines.invalidate()
                lines.activate()
        high = self._inside.heightForWidth(inner)
        head = self.title.heightForWidth(inner - space(8))
        self.setFixedHeight(min(high + max(head, space(7)) + space(9), self._most))
