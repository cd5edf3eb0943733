"""What every tool is, and what it may use of the view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from core.domain.errors import Refusal
from core.domain.venues.editing.places import Edited, ZoneAt
from core.domain.venues.editing.snapping import SnapLine
from core.domain.venues.plan import Point
from desktop.editor.canvas.scene import EditorScene
from desktop.editor.document import PlanDocument
from desktop.editor.grain import Grain
from desktop.editor.tools.options import Option, Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Where the mouse is in the plan, and which keys are held: `at` is snapped, `raw` is not."""

    at: Point
    raw: Point
    pixel: QPointF
    shift: bool = False
    control: bool = False
    alt: bool = False
    lines: tuple[SnapLine, ...] = ()


class Bench(Protocol):
    """The view as tools see it."""

    document: PlanDocument
    shown: EditorScene
    grain: Grain

    @property
    def scale_now(self) -> float: ...
    def preview(self, edited: Edited | None) -> None: ...
    def paint_over(self, paint: Callable[[QPainter], None] | None, box: QRectF) -> None: ...
    def say(self, text: str) -> None: ...
    def set_grain(self, grain: Grain) -> None: ...
    def open_zone(self, index: int | None) -> None: ...
    def opened_zone(self) -> ZoneAt | None: ...
    def show_cursor(self, shape: Qt.CursorShape) -> None: ...
    def hold_snaps(self) -> None: ...
    def free_snaps(self) -> None: ...
    def snapped(self, at: Point) -> tuple[Point, tuple[SnapLine, ...]]: ...
    def put_down(self) -> None: ...


class Tool:
    """Turns what the hand does into edits of the document; the base does nothing."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    letter: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    walks: ClassVar[bool] = True  # arrow keys move the cross, not the selection
    snaps: ClassVar[bool] = True

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.options = Options(*self.fields())
        self.options.changed.connect(self.options_changed)
        self.options.applied.connect(self.option_applied)

    def fields(self) -> tuple[Option, ...]:
        """The tool's fields with what they begin with."""
        return ()

    @property
    def document(self) -> PlanDocument:
        return self.bench.document

    def press(self, hand: Hand) -> None:
        """The left button goes down."""

    def move(self, hand: Hand, *, down: bool) -> None:
        """The mouse moves, with or without the left button held."""

    def release(self, hand: Hand) -> None:
        """The left button comes up."""

    def double_click(self, hand: Hand) -> None:
        """The left button goes down for the second time."""

    def key(self, event: QKeyEvent, hand: Hand) -> bool:  # noqa: ARG002
        """A key that the view has no use for; False if the tool has none either."""
        return False

    def finish(self) -> bool:
        """Enter: finish what is under way; False if nothing is."""
        return False

    def cancel(self) -> bool:
        """Escape: drop what is under way; False if nothing is."""
        return False

    @property
    def under_way(self) -> bool:
        """Whether something is begun that Enter finishes."""
        return False

    def take_up(self) -> None:
        """The tool is in the hand from now on."""
        self.bench.say(self.hint)

    def lay_down(self) -> None:
        """Another tool is taken up."""
        self.cancel()
        self.bench.paint_over(None, QRectF())

    def refresh(self) -> None:
        """The plan, the selection or the scale has changed."""

    def options_changed(self, key: str) -> None:  # noqa: ARG002
        """A field has another value."""
        self.refresh()

    def option_applied(self, key: str) -> None:
        """The button beside a field was pressed."""

    def attempt(self, make: Callable[[], Edited], *, aloud: bool = True) -> Edited | None:
        """The edit, or None where a rule refuses it; the reason is said unless it is a preview."""
        try:
            return make()
        except Refusal as refused:
            if aloud:
                self.bench.say(str(refused))
            return None
