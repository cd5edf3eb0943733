"""What lies over the plan while a tool is at work: frames, handles, lines, numbers."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

Paint = Callable[[QPainter], None]


class OverlayItem(QGraphicsRectItem):
    """Paints what it is given, within the rectangle that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self._paint: Paint | None = None

    def show_paint(self, paint: Paint | None, box: QRectF) -> None:
        """Paint this, which takes no more room than `box` (plan units); None: nothing."""
        self._paint = paint
        wanted = box if paint is not None else QRectF()
        if wanted != self.rect():
            self.setRect(wanted)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        if self._paint is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
