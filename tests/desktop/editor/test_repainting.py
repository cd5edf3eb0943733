"""What is repainted in part looks as if all of it had been painted anew."""

from collections.abc import Iterable

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, ZoneAt
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from tests.desktop.editor.edits import EDITS
from tests.desktop.editor.hand import OnView

SCALES = (0.03, 0.2, 0.35, 1.0, 2.2)
HARDLY = 16  # of 255
PLACES: Iterable[Place] = (ZoneAt(0), RowAt(1, 0), SeatAt(0, 1, 1), AreaAt(2, 0))


def alike(one: QImage, other: QImage) -> bool:
    """Whether no pixel differs by more than a name on its pill does, drawn once or twice."""
    first, second = (np.array(image.constBits(), np.int16) for image in (one, other))
    return int(np.abs(first - second).max()) <= HARDLY


def on_screen(view: EditorView) -> QImage:
    """The pixels as they stand there: to grab a widget would paint it anew."""
    QApplication.processEvents()
    image = view.screen().grabWindow(view.winId()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(view: EditorView) -> QImage:
    view.viewport().update()
    return on_screen(view)


def look_from(view: EditorView, scale: float) -> None:
    view.camera.zoom(scale)
    view.settle()


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_repaints_all_that_it_changes(
    view: EditorView, document: PlanDocument, name: str, scale: float
) -> None:
    look_from(view, scale)
    before = painted_anew(view)

    document.apply(name, EDITS[name](document.plan))
    after = on_screen(view)
    assert alike(after, painted_anew(view))

    document.undo_stack.undo()
    assert alike(on_screen(view), before)
    document.undo_stack.redo()
    assert alike(on_screen(view), after)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("place", PLACES)
def test_selecting_repaints_all_that_it_changes(
    view: EditorView, document: PlanDocument, place: Place, scale: float
) -> None:
    look_from(view, scale)
    before = painted_anew(view)
    document.select(frozenset({place}))
    selected = painted_anew(view)

    document.select(frozenset())
    assert alike(on_screen(view), before)
    document.select(frozenset({place}))
    assert alike(on_screen(view), selected)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.usefixtures("without_snapping")
def test_a_drag_leaves_no_traces(hand: OnView, view: EditorView, scale: float) -> None:
    look_from(view, scale)

    hand.press(24, 30)
    for step in range(1, 8):
        hand.move(24 + 40 * step, 30 + 25 * step)
        QApplication.processEvents()
    hand.release(304, 205)

    assert alike(on_screen(view), painted_anew(view))
