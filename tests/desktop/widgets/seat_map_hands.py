"""Mouse, keys and fingers on the seat map, as the window system tells of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.widgets.seat_map import SeatMapView

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
STILL = QPoint()


def at(view: SeatMapView, rank: int) -> QPoint:
    """Where a seat is in the viewport."""
    return view.mapFromScene(view.place(rank))


def click(view: SeatMapView, rank: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click on a seat."""
    QTest.mouseClick(view.viewport(), LEFT, modifiers, at(view, rank))


def drag(
    view: SeatMapView,
    start: QPoint,
    end: QPoint,
    modifiers: Qt.KeyboardModifier = NONE,
    button: Qt.MouseButton = LEFT,
) -> None:
    """Drag the mouse in a line."""
    QTest.mousePress(view.viewport(), button, modifiers, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), button, modifiers, end)


def draw(
    view: SeatMapView, points: Sequence[QPoint], modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Drag the mouse through these points."""
    QTest.mousePress(view.viewport(), LEFT, modifiers, points[0])
    for point in points[1:]:
        _move(view, point, modifiers)
    QTest.mouseRelease(view.viewport(), LEFT, modifiers, points[-1])


def press(view: SeatMapView, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press keys one after the other."""
    for key in keys:
        QTest.keyClick(view, key, modifiers)


def selected(view: SeatMapView) -> list[int]:
    """The ranks selected."""
    ranks: list[int] = view.selection.tolist()
    return ranks


def wheel(
    view: SeatMapView,
    where: QPointF,
    *,
    angle: QPoint = STILL,
    pixels: QPoint = STILL,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Turn the wheel, or scroll with two fingers where there are pixels."""
    phases = Qt.ScrollPhase
    phase = phases.NoScrollPhase if pixels.isNull() else phases.ScrollUpdate
    button = Qt.MouseButton.NoButton
    turn = QWheelEvent(where, where, pixels, angle, button, modifiers, phase, False)
    QApplication.sendEvent(view.viewport(), turn)


def hover(view: SeatMapView, to: QPoint) -> None:
    """Move the mouse with no button down."""
    place, none = QPointF(to), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, NONE)
    QApplication.sendEvent(view.viewport(), move)


def _move(view: SeatMapView, to: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    # QTest's own moves carry no modifiers.
    place = QPointF(to)
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, LEFT, LEFT, modifiers)
    QApplication.sendEvent(view.viewport(), move)
