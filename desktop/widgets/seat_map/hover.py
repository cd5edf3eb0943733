"""What lies under the resting mouse: the card of a seat, the hand over a row's name."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.hover_card import HoverCard

HOVER_AFTER = 90  # milliseconds that the mouse rests before the card shows


class Hovered(Protocol):
    """What hovering needs of the map."""

    card: HoverCard

    def viewport(self) -> QWidget: ...
    def seat_under(self, at: QPointF) -> int: ...
    def row_under(self, at: QPointF) -> int: ...
    def fill_card(self, rank: int) -> None: ...
    def card_place(self, rank: int) -> tuple[QPoint, int]: ...


class Hover(QObject):
    """Follows the mouse while no button is down; `told` hears of each seat, -1 for none."""

    def __init__(self, surface: Hovered, told: Callable[[int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._surface, self._told = surface, told
        self.rank = -1
        self._over_name = False
        self._rest = QTimer(self, singleShot=True, interval=HOVER_AFTER)
        self._rest.timeout.connect(self._show_card)

    def move(self, at: QPointF) -> None:
        """The mouse is over this point of the viewport."""
        rank = self._surface.seat_under(at)
        self._point_at_name(over=rank < 0 and self._surface.row_under(at) >= 0)
        if rank == self.rank:
            return
        self.rank = rank
        self._told(rank)
        if rank < 0:
            self._surface.card.hide()
            self._rest.stop()
        elif self._surface.card.isVisible():
            self._show_card()
        else:
            self._rest.start()

    def leave(self) -> None:
        """The mouse is elsewhere, or about to do something."""
        self._rest.stop()
        self._surface.card.hide()
        if self.rank >= 0:
            self.rank = -1
            self._told(-1)

    def _point_at_name(self, *, over: bool) -> None:
        """A finger says that a click on a row's name does something."""
        if over == self._over_name:
            return
        self._over_name = over
        viewport = self._surface.viewport()
        if over:
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            viewport.unsetCursor()

    def _show_card(self) -> None:
        if self.rank >= 0:
            self._surface.fill_card(self.rank)
            self._surface.card.stand_beside(*self._surface.card_place(self.rank))
