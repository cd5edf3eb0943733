"""A single turned shape is scaled along its own axes, by its handles and by its fields."""

import pytest

from core.domain.venues.editing.areas import draw_rectangle
from core.domain.venues.editing.places import AreaAt, area_at
from core.domain.venues.editing.placing import rotate
from core.domain.venues.plan import Area, Point
from desktop.editor.document import PlanDocument
from desktop.editor.tools.frame import handles_of
from desktop.editor.tools.grips import Grip, cursor_of
from desktop.editor.tools.select import SelectTool
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, OnView

BAR = AreaAt(2, 1)
MIDDLE = Point(400, 60)
TURNED = 30.0


@pytest.fixture
def bar(document: PlanDocument, view: EditorView) -> PlanDocument:
    """120 by 40 around (400, 60), turned by 30 degrees."""
    view.snapper.on = False
    drawn = draw_rectangle(document.plan, Point(340, 40), Point(460, 80))
    (place,) = drawn.selection
    assert place == BAR
    document.apply("Bar", rotate(drawn.plan, drawn.selection, TURNED, about=MIDDLE))
    view.fit()
    return document


def the(document: PlanDocument) -> Area:
    return area_at(document.plan, BAR)


def handle(view: EditorView, which: Grip) -> Point:
    assert isinstance(view.tool, SelectTool)
    return view.tool.handles[which]


def test_the_handles_lie_on_the_shapes_own_sides(bar: PlanDocument, view: EditorView) -> None:
    del bar
    right, top = handle(view, Grip.RIGHT), handle(view, Grip.TOP_LEFT)

    assert right == pytest.approx((400 + 60 * 0.8660254, 60 + 60 * 0.5))
    assert top == pytest.approx((400 - 51.9615 + 10, 60 - 30 - 17.3205), abs=0.001)


def test_a_side_handle_stretches_along_the_shape(
    bar: PlanDocument, view: EditorView, hand: OnView
) -> None:
    before = bar.plan
    x, y = handle(view, Grip.RIGHT)
    fixed = Point(2 * MIDDLE.x - x, 2 * MIDDLE.y - y)

    hand.drag((x, y), (x + 20, y + 12), (x + 60 * 0.866, y + 60 * 0.5))

    area = the(bar)
    assert area.rotation == TURNED
    assert area.rectangle is not None
    assert area.rectangle.width == pytest.approx(180, abs=3)
    assert area.rectangle.height == 40
    left = handle(view, Grip.LEFT)
    assert left == pytest.approx(fixed, abs=0.01)
    bar.undo_stack.undo()
    assert bar.plan is before


def test_with_alt_it_grows_from_the_middle(
    bar: PlanDocument, view: EditorView, hand: OnView
) -> None:
    x, y = handle(view, Grip.BOTTOM)

    hand.drag((x, y), (x - 5, y + 8), (x - 10, y + 17.32), modifiers=ALT)

    area = the(bar)
    assert area.rectangle == pytest.approx((120, 80), abs=3)
    assert isinstance(view.tool, SelectTool)
    assert handle(view, Grip.TURN) != (x, y)
    left, right = handle(view, Grip.LEFT), handle(view, Grip.RIGHT)
    assert ((left.x + right.x) / 2, (left.y + right.y) / 2) == pytest.approx(MIDDLE, abs=0.01)


def test_the_mouse_shows_the_direction_of_a_turned_side() -> None:
    names = [cursor_of(Grip.RIGHT, degrees).name for degrees in (0, 30, 45, 90, 135, 180)]

    assert names == [
        "SizeHorCursor",
        "SizeFDiagCursor",
        "SizeFDiagCursor",
        "SizeVerCursor",
        "SizeBDiagCursor",
        "SizeHorCursor",
    ]


def test_nothing_has_no_handles() -> None:
    assert handles_of(None, None, 1.0) == {}
