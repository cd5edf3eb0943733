"""Select, move, rotate and scale; bend, space and lengthen a row by its handles."""

from collections.abc import Iterable
from functools import partial
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from core.domain.venues.editing.frames import Frame, only_thing, own_frame
from core.domain.venues.editing.places import (
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    point_at,
)
from core.domain.venues.editing.placing import move, rotate, scale
from core.domain.venues.plan import Point
from desktop.editor.grain import Grain
from desktop.editor.row_edits import change_length
from desktop.editor.tools.bands import BandGesture, LassoGesture
from desktop.editor.tools.frame import frame_of, grip_at, handles_of, paint_frame, room_of
from desktop.editor.tools.gestures import Gesture, MoveGesture, ScaleGesture, TurnGesture
from desktop.editor.tools.grips import Grip, cursor_of
from desktop.editor.tools.options import Option, choice, number
from desktop.editor.tools.painting import HANDLE, paint_reading, paint_snaps, room_for
from desktop.editor.tools.row_gestures import BendGesture, LengthGesture, SpacingGesture
from desktop.editor.tools.row_handles import RowHandles, SeatHandles, handles_on
from desktop.editor.tools.tool import Bench, Hand, Tool
from desktop.editor.tools.walking import next_place

DRAG_FROM = 4.0  # pixels
CLICK_REACH = 5.0  # pixels around a tiny seat that still hit it
NUDGE, BIG_NUDGE = 1.0, 10.0  # plan units
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
GRAINS = {Qt.Key.Key_1: Grain.SECTION, Qt.Key.Key_2: Grain.ROW, Qt.Key.Key_3: Grain.SEAT}


class SelectTool(Tool):
    """Click selects, Shift adds, Control reaches for the single seat; a drag moves or bands."""

    name, title, letter = "select", "Select", "V"
    hint = (
        "Click to select, drag to move, double click to open. "
        "1, 2, 3: sections, rows, seats. Tab: next."
    )
    walks = False
    snaps = False

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._gesture: Gesture | None = None
        self._pressed: Hand | None = None
        self._under: Place | None = None
        self._grip: Grip | None = None
        self._under_hand: Grip | None = None
        self._plus: QPointF | None = None  # where the hand has clicked on one
        self._row: SeatHandles | None = None
        self._frame: Frame | None = None
        self.handles: dict[Grip, Point] = {}

    def fields(self) -> tuple[Option, ...]:
        return (
            choice("grain", "Selects", *Grain),
            number("right", "Move right", 0, least=-100_000, does="Move"),
            number("down", "Move down", 0, least=-100_000, does="Move"),
            number("turn", "Turn", 0, unit="°", least=-360, does="Turn"),
            number("scale", "Scale", 100, unit="%", least=1, does="Scale"),
        )

    def options_changed(self, key: str) -> None:
        if key == "grain":
            self.bench.set_grain(Grain(self.options.text("grain")))

    def option_applied(self, key: str) -> None:
        plan, selection = self.document.plan, self.document.selection
        if not selection:
            self.bench.say("Select something first.")
            return
        value = self.options.number(key)
        edits = {
            "right": ("Move", partial(move, plan, selection, value, 0.0)),
            "down": ("Move", partial(move, plan, selection, 0.0, value)),
            "turn": ("Rotate", partial(rotate, plan, selection, value)),
            "scale": ("Scale", partial(scale, plan, selection, value / 100)),
        }
        label, make = edits[key]
        edited = self.attempt(make)
        if edited is not None:
            self.document.apply(label, edited)

    # Mouse

    def press(self, hand: Hand) -> None:
        if not self._means_plus_again(hand):
            self._grip = grip_at(self.handles, hand.raw, self.bench.scale_now)
        self._pressed, self._plus = hand, None
        self._under = None if self._grip else self._place_at(hand)

    def move(self, hand: Hand, *, down: bool) -> None:
        if not down:
            self._look_at(grip_at(self.handles, hand.raw, self.bench.scale_now))
        if not down or self._pressed is None:
            return
        if self._gesture is None:
            if _apart(hand.pixel, self._pressed.pixel) < DRAG_FROM:
                return
            self._gesture = self._begin(self._pressed)
        self._gesture.drag(hand)
        self.refresh()

    def _look_at(self, grip: Grip | None) -> None:
        """The hand has come over a handle, or left it: the mouse and the line below say so."""
        rotation = self._frame.rotation if self._frame is not None else 0.0
        self.bench.show_cursor(cursor_of(grip, rotation))
        if grip is not self._under_hand:
            self._under_hand = grip
            self.bench.say(grip.hint if grip is not None else self.hint)
            self.refresh()

    def release(self, hand: Hand) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(hand)
        elif self._pressed is not None and self._means_seat():
            self._one_seat(less=hand.shift)
            self._plus = hand.pixel
        elif self._pressed is not None and self._means_click(self._pressed):
            self._click(hand)
        self._pressed = None
        self.refresh()

    def _means_seat(self) -> bool:
        """Whether the click was on a plus; from afar it covers what is below it."""
        near = self.bench.shown.drawing.seat_size * self.bench.scale_now >= HANDLE
        return near and self._row is not None and self._grip in self._row.ends

    def _means_plus_again(self, hand: Hand) -> bool:
        """A row's plus moves on with its end; a hand that clicks on where it was means it again."""
        still = self._plus is not None and _apart(hand.pixel, self._plus) < DRAG_FROM
        return still and self._means_seat()

    def _one_seat(self, *, less: bool) -> None:
        """A seat more, or less, where the handle is."""
        row, grip = self._row, self._grip
        if row is None or grip is None:
            return
        plan, in_use, end = self.document.plan, self.document.in_use, row.ends[grip].end
        by, label = (-1, "Shorten row") if less else (1, "Lengthen row")
        edited = self.attempt(lambda: change_length(plan, row.place, end, by, in_use))
        if edited is not None and edited.plan is plan:
            self.bench.say("There is no seat to take away here.")
        elif edited is not None:
            self.document.apply(label, edited._replace(selection=self.document.selection))

    def _means_click(self, pressed: Hand) -> bool:
        """The handles of something small cover it: a click on one means what is below."""
        if self._grip is None:
            return True
        self._under = self._place_at(pressed)
        chosen = {place.zone for place in self.document.selection}
        return self._under is not None and self._under.zone in chosen

    def double_click(self, hand: Hand) -> None:
        if self._means_plus_again(hand):
            self.press(hand)
            return
        self._pressed = None
        place = self._place_at(hand)
        if isinstance(place, ZoneAt | RowAt):
            self.open(place, hand)

    def _begin(self, hand: Hand) -> Gesture:
        if self._grip is not None:
            return self._grip_gesture(self._grip, hand)
        if self._under is None:
            return self._band(hand)
        if not self._holds(self._under):
            before = self.document.selection if hand.shift else frozenset()
            self.document.select(before | {self._under})
        return MoveGesture(self.bench, hand, self._anchor(hand))

    def _band(self, hand: Hand) -> Gesture:
        return LassoGesture(self.bench, hand) if hand.alt else BandGesture(self.bench, hand)

    def _grip_gesture(self, grip: Grip, hand: Hand) -> Gesture:
        row = self._row
        if grip.scales:
            return ScaleGesture(self.bench, hand, grip)
        if row is not None and grip in row.ends:
            return LengthGesture(self.bench, hand, row, grip)
        if isinstance(row, RowHandles) and grip is Grip.BEND:
            return BendGesture(self.bench, hand, row)
        if isinstance(row, RowHandles) and grip is Grip.SPACING:
            return SpacingGesture(self.bench, hand, row)
        return TurnGesture(self.bench, hand)

    def _anchor(self, hand: Hand) -> Point:
        """What snaps while moving: the seat under the hand, else the frame's corner."""
        seat = self.bench.shown.finder.seat_at(QPointF(hand.raw.x, hand.raw.y))
        if seat is not None:
            return point_at(self.document.plan, seat)
        corner = self.bench.shown.box_of_selection().topLeft()
        return Point(corner.x(), corner.y())

    def _holds(self, place: Place) -> bool:
        """Whether the place is selected, by itself or with its row or section."""
        chosen: Iterable[Place] = (place, ZoneAt(place.zone), *_row_of(place))
        return any(one in self.document.selection for one in chosen)

    def select_under(self, hand: Hand) -> None:
        """Select what is under the hand, unless it is selected already."""
        place = self._place_at(hand)
        if place is not None and not self._holds(place):
            self.document.select(frozenset({place}))

    def _click(self, hand: Hand) -> None:
        place = self._under
        if place is None:
            if not hand.shift:
                self.document.select(frozenset())
            return
        selection = self.document.selection
        if hand.shift:
            self.document.select(selection ^ {place})
        else:
            self.document.select(frozenset({place}))

    def _place_at(self, hand: Hand) -> Place | None:
        """What a click means here: with Control always the single seat."""
        grain = Grain.SEAT if hand.control else self.bench.grain
        finder, at = self.bench.shown.finder, QPointF(hand.raw.x, hand.raw.y)
        seat = finder.seat_at(at, CLICK_REACH / self.bench.scale_now)
        if seat is not None:
            return grain.of(seat)
        table = finder.table_at(at)
        if table is not None:
            return ZoneAt(table.zone) if grain is Grain.SECTION else table
        if grain is Grain.SECTION:
            floor = finder.floor_at(at)
            if floor is not None:
                return floor
        return finder.area_at(at)

    # Keys

    def key(self, event: QKeyEvent, hand: Hand) -> bool:  # noqa: ARG002
        key = event.key()
        if key in ARROWS:
            dx, dy = ARROWS[Qt.Key(key)]
            step = BIG_NUDGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else NUDGE
            return self._nudge(dx * step, dy * step)
        if key in GRAINS:
            self.bench.set_grain(GRAINS[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(-1 if key == Qt.Key.Key_Backtab else 1)
            return True
        return False

    def _nudge(self, dx: float, dy: float) -> bool:
        selection = self.document.selection
        if not selection:
            return False
        edited = self.attempt(lambda: move(self.document.plan, selection, dx, dy))
        if edited is not None:
            self.document.apply("Move", edited, merge=f"nudge {hash(selection)}")
        return True

    def _step(self, step: int) -> None:
        opened = self.bench.shown.opened
        found = next_place(
            self.document.plan, self.document.selection, self.bench.grain, (opened, step)
        )
        if found is not None:
            self.document.select(frozenset({found}))

    def finish(self) -> bool:
        """Enter opens the section or row that is selected."""
        places = [one for one in self.document.selection if isinstance(one, ZoneAt | RowAt)]
        if len(places) == 1:
            self.open(places[0], None)
            return True
        return False

    def open(self, place: ZoneAt | RowAt, hand: Hand | None) -> None:
        """Work inside a section, then inside a row."""
        if isinstance(place, ZoneAt):
            self.bench.open_zone(place.zone)
            self.bench.set_grain(Grain.ROW)
            inside: Selection = frozenset()
        else:
            self.bench.open_zone(place.zone)
            self.bench.set_grain(Grain.SEAT)
            inside = frozenset({SeatAt(place.zone, place.row, 0)})
        under = self._place_at(hand) if hand is not None else None
        self.document.select(frozenset({under}) if under is not None else inside)
        self.refresh()

    def lay_down(self) -> None:
        """What is selected stays so under another tool."""
        self._drop_gesture()
        self._under_hand = None
        self.bench.paint_over(None, QRectF())

    def _drop_gesture(self) -> bool:
        gesture, self._gesture = self._gesture, None
        self._pressed = None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def cancel(self) -> bool:
        """Drop the drag, else the selection, else come out of the row or section."""
        if self._drop_gesture():
            self.refresh()
            return True
        if self.document.selection:
            self.document.select(frozenset())
            return True
        return self._come_out()

    def _come_out(self) -> bool:
        grain = self.bench.grain
        if grain is Grain.SECTION and self.bench.shown.opened is None:
            return False
        self.bench.set_grain(grain.coarser)
        if self.bench.grain is Grain.SECTION:
            self.bench.open_zone(None)
        return True

    # Showing

    def refresh(self) -> None:
        """The frame with its handles, or what the drag shows."""
        gesture = self._gesture
        banding = isinstance(gesture, BandGesture)
        frame = self._frame = None if banding else self._frame_now()
        self._row = self._single_row()
        scale_now = self.bench.scale_now
        self.handles = handles_of(frame, self._row, scale_now)
        shown = self.handles if gesture is None else {}
        colors, font = self.bench.shown.colors, self.bench.shown.drawing.font
        under = self._under_hand

        def paint(painter: QPainter) -> None:
            if frame is not None:
                paint_frame(painter, frame, shown, colors, under)
            if gesture is not None:
                gesture.paint(painter)
                paint_snaps(painter, gesture.lines, colors)
                paint_reading(painter, gesture.reading, gesture.hand.raw, colors, font)

        room = room_of(frame) if frame is not None else QRectF()
        room = room if gesture is None else room | gesture.room()
        self.bench.paint_over(paint, room_for(room, scale_now))

    def _frame_now(self) -> Frame | None:
        """Around what is selected; around a single turned shape or table along its own axes."""
        box = self.bench.shown.box_of_selection()
        if box.isNull():
            return None
        return own_frame(self.document.plan, self.document.selection) or frame_of(box)

    def _single_row(self) -> SeatHandles | None:
        selection = self.document.selection
        if len(selection) != 1:
            return None
        place = only_thing(self.document.plan, *selection)
        return handles_on(self.document.plan, place) if isinstance(place, RowAt) else None


def _row_of(place: Place) -> tuple[RowAt, ...]:
    return (RowAt(place.zone, place.row),) if isinstance(place, SeatAt) else ()


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
