"""The editor's view: mouse and keys go to the tool in hand, or move the view."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.domain.venues.editing.places import Selection, ZoneAt
from core.domain.venues.editing.snapping import SnapLine
from core.domain.venues.plan import Plan, Point
from desktop.editor.actions import Actions
from desktop.editor.canvas.view import EditorCanvas
from desktop.editor.document import PlanDocument
from desktop.editor.grain import Grain
from desktop.editor.menu import edit_menu
from desktop.editor.selection_words import selection_words
from desktop.editor.snapper import Snapper
from desktop.editor.tools.all import TOOLS
from desktop.editor.tools.select import ARROWS, SelectTool
from desktop.editor.tools.tool import Hand, Tool
from desktop.widgets.seat_map.camera import STEP

WHEEL_BASE = 1.0016  # zoom a unit of wheel angle; 120 units are a notch
BIG_STEP = 5  # times as far with Shift
SNAP_REACH = 8.0  # pixels
SNAPS_FROM = 4.0  # pixels a seat: rows hold what is drawn
TYPED = frozenset("0123456789")


class EditorView(EditorCanvas):
    """A document under the hand. `tool` is the one in hand; every tool keeps its own options."""

    tool_changed = Signal(object)  # the tool now in hand
    grain_changed = Signal(object)
    pointed = Signal(float, float)  # where the mouse is, in plan units
    said = Signal(str)  # a hint or a refusal for the status line
    typed = Signal(str)  # a digit was typed: the bar of options takes it from there

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Seat-map editor")
        self.grain = Grain.SECTION
        self.snapper = Snapper()
        self._cross: Point | None = None
        self._pan_from: QPoint | None = None
        self._space = False
        self._pressing = False
        self.tools: dict[str, Tool] = {kind.name: kind(self) for kind in TOOLS}
        self._letters = {tool.letter: tool.name for tool in self.tools.values()}
        self.commands = Actions(self)
        self.tool: Tool = self.tools[SelectTool.name]
        self.tool.take_up()
        document.plan_changed.connect(self._refresh_tool)
        document.selection_changed.connect(self._refresh_tool)
        document.selection_changed.connect(self._say_selection)
        document.noted.connect(self.said)

    # What tools ask for

    def use_tool(self, name: str) -> None:
        """Take another tool into the hand."""
        if self.tool.name == name:
            return
        self.tool.lay_down()
        self.tool = self.tools[name]
        self._cross = None
        drawing = not isinstance(self.tool, SelectTool)
        shape = Qt.CursorShape.CrossCursor if drawing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.tool.take_up()
        self.tool.refresh()
        self.tool_changed.emit(self.tool)

    def put_down(self) -> None:
        """Back to the select tool."""
        self.use_tool(SelectTool.name)

    def set_grain(self, grain: Grain) -> None:
        """What a click means from now on."""
        if grain is not self.grain:
            self.grain = grain
            for tool in self.tools.values():
                if isinstance(tool, SelectTool):
                    tool.options.set("grain", grain)
            self.grain_changed.emit(grain)

    def open_zone(self, index: int | None) -> None:
        """Work inside one section, the others behind it; None: in the whole house."""
        super().open_zone(index)
        self._refresh_tool()

    def opened_zone(self) -> ZoneAt | None:
        """The section that is open."""
        return None if self.shown.opened is None else ZoneAt(self.shown.opened)

    def paint_over(self, paint: Callable[[QPainter], None] | None, box: QRectF) -> None:
        """Show what a tool paints over the plan."""
        self.shown.overlay.show_paint(paint, box)

    def say(self, text: str) -> None:
        """A sentence for the status line."""
        self.said.emit(text)

    def snapped(self, at: Point) -> tuple[Point, tuple[SnapLine, ...]]:
        """The point where it snaps to, and the lines that hold it."""
        far = self.shown.drawing.seat_size * self.scale_now < SNAPS_FROM
        self.snapper.look_at(self.document, self.camera_window(), far=far)
        return self.snapper.snap(at, SNAP_REACH / self.scale_now)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """The mouse's shape from now on."""
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def hold_snaps(self) -> None:
        """What is selected is being dragged: it shall not snap to where it was."""
        self.snapper.hold(self.document.plan, self.document.selection)

    def free_snaps(self) -> None:
        """The drag is over."""
        self.snapper.let_go()

    def camera_window(self) -> QRectF:
        """The part of the plan in sight."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.mapRect(QRectF(self.viewport().rect()))

    def _refresh_tool(self, _before: Plan | None = None, _now: Plan | None = None) -> None:
        self.tool.refresh()

    def _say_selection(self) -> None:
        """What is selected, for screen readers."""
        self.setAccessibleDescription(selection_words(self.document.plan, self.document.selection))

    def _scale_changed(self) -> None:
        super()._scale_changed()
        if hasattr(self, "tool"):
            self.tool.refresh()

    # Mouse

    def _hand(self, pixel: QPointF, modifiers: Qt.KeyboardModifier) -> Hand:
        raw = self.plan_point(pixel)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        at, lines = (raw, ()) if control or not self.tool.snaps else self.snapped(raw)
        return Hand(
            at=at,
            raw=raw,
            pixel=pixel,
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            control=control,
            alt=bool(modifiers & Qt.KeyboardModifier.AltModifier),
            lines=lines,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._cross = None
        if event.button() == Qt.MouseButton.MiddleButton or self._space:
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressing = True
            self.tool.press(self._hand(event.position(), event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pan_from is not None:
            self.camera.pan(self._pan_from - at)
            self._pan_from = at
            return
        hand = self._hand(event.position(), event.modifiers())
        self.pointed.emit(hand.at.x, hand.at.y)
        self.tool.move(hand, down=self._pressing)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self._show_hand()
        elif event.button() == Qt.MouseButton.LeftButton and self._pressing:
            self._pressing = False
            self.tool.release(self._hand(event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressing = True
            self.tool.double_click(self._hand(event.position(), event.modifiers()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All actions, for what is under the mouse unless it is selected already."""
        if isinstance(self.tool, SelectTool):
            if event.reason() is QContextMenuEvent.Reason.Mouse:
                self.tool.select_under(self._hand(QPointF(event.pos()), event.modifiers()))
            self.menu = edit_menu(self.commands, self)
            self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.menu.popup(event.globalPos())

    def _show_hand(self) -> None:
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif isinstance(self.tool, SelectTool):
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle, pixels = event.angleDelta(), event.pixelDelta()
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.camera.pan(QPoint(-(angle.y() or angle.x()), 0))
        elif event.phase() != Qt.ScrollPhase.NoScrollPhase and not pixels.isNull() and not zooms:
            self.camera.pan(-pixels)
        else:
            steps = min(max(float(angle.y()), -480.0), 480.0)
            self.camera.zoom(WHEEL_BASE**steps, event.position())

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers on a trackpad zoom."""
        zoom = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == zoom:
            self.camera.zoom(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Tab walks the plan; Qt would take it for the next field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if event.key() in tabs and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keyPressEvent(event)
                return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        handled = (
            self._finishing_key(event)
            or self.commands.key(event)
            or self._cross_key(event)
            or self.tool.key(event, self._keyboard_hand())
            or self._view_key(event)
        )
        event.setAccepted(handled)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and self._space:
            self._space = False
            self._show_hand()
        else:
            super().keyReleaseEvent(event)

    def _finishing_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.tool.finish() or self._click_cross()
        if event.key() == Qt.Key.Key_Escape:
            if not self.tool.cancel() and not isinstance(self.tool, SelectTool):
                self.put_down()
            return True
        return False

    def _cross_key(self, event: QKeyEvent) -> bool:
        """With a drawing tool arrows move a cross, and Space clicks there."""
        if not self.tool.walks or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in ARROWS:
            self._move_cross(event)
            return True
        return event.key() == Qt.Key.Key_Space and self._click_cross()

    def _click_cross(self) -> bool:
        """Click where the cross is; False with a tool that has none."""
        if self.tool.walks:
            hand = self._keyboard_hand()
            self.tool.press(hand)
            self.tool.release(hand)
        return self.tool.walks

    def _move_cross(self, event: QKeyEvent) -> None:
        dx, dy = ARROWS[Qt.Key(event.key())]
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = self._cross_step() * (BIG_STEP if shift else 1)
        at = self._cross_now()
        self._cross = Point(at.x + dx * step, at.y + dy * step)
        self.tool.move(self._keyboard_hand(), down=False)
        self.pointed.emit(*self._cross)

    def _cross_step(self) -> float:
        """The grid's step, so that the cross stays on its lines."""
        return self.snapper.step_of(self.document.plan)

    def _cross_now(self) -> Point:
        if self._cross is not None:
            return self._cross
        under = self.viewport().mapFromGlobal(QCursor.pos())
        inside = self.viewport().rect().contains(under) and self.underMouse()
        middle = QPointF(under) if inside else QPointF(self.viewport().rect().center())
        raw = self.plan_point(middle)
        step = self._cross_step()
        return Point(round(raw.x / step) * step, round(raw.y / step) * step)

    def _keyboard_hand(self) -> Hand:
        at = self._cross_now()
        return Hand(at=at, raw=at, pixel=self.pixel_of(at))

    def _view_key(self, event: QKeyEvent) -> bool:
        """Tools by their letters, the view by plus, minus and 0, numbers into the options."""
        key, text = event.key(), event.text()
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        if key == Qt.Key.Key_Space:
            self._space = True
            self._show_hand()
            return True
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.camera.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.camera.zoom(1 / STEP)
        elif key == Qt.Key.Key_0 and not self.tool.walks:
            self.fit()
        elif text in TYPED and text:
            self.typed.emit(text)
        elif text.upper() in self._letters and text:
            self.use_tool(self._letters[text.upper()])
        else:
            return False
        return True

    # What actions ask for

    def all_in_scope(self) -> Selection:
        """Everything that a click could select: sections, rows of the open section, seats."""
        return self.shown.finder.everything(self.grain)

    def paste_place(self) -> Point | None:
        """Where the mouse or the cross is, else the middle of what is in sight."""
        return self._cross_now()
