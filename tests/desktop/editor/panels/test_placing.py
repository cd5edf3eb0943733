"""Where a single turned shape stands and how large it is, as it lies."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit

from core.domain.venues.editing.areas import draw_rectangle
from core.domain.venues.editing.frames import own_frame
from core.domain.venues.editing.places import AreaAt, SeatAt, area_at
from core.domain.venues.editing.placing import rotate
from core.domain.venues.plan import Point
from desktop.editor.document import PlanDocument
from desktop.editor.panels.properties import PropertiesPanel

BAR = AreaAt(2, 1)


@pytest.fixture
def bar(document: PlanDocument, properties: PropertiesPanel) -> PropertiesPanel:
    """120 by 40, turned by 30 degrees, selected."""
    drawn = draw_rectangle(document.plan, Point(340, 40), Point(460, 80))
    document.apply("Bar", rotate(drawn.plan, drawn.selection, 30, about=Point(400, 60)))
    properties.refresh()
    return properties


def test_a_turned_shape_shows_its_own_size(bar: PropertiesPanel) -> None:
    shown = {name: bar.placing.fields[name].text() for name in ("Width", "Height")}

    assert shown == {"Width": "120", "Height": "40"}


def test_a_width_stretches_the_shape_as_it_lies(
    bar: PropertiesPanel, document: PlanDocument, write: Callable[[QLineEdit, str], None]
) -> None:
    before = own_frame(document.plan, document.selection)
    assert before is not None

    write(bar.placing.fields["Width"], "180")

    area, after = area_at(document.plan, BAR), own_frame(document.plan, document.selection)
    assert area.rectangle == pytest.approx((180, 40))
    assert area.rotation == 30
    assert after is not None
    assert after.at(-1, -1) == pytest.approx(before.at(-1, -1))


def test_a_single_seat_has_a_place_but_no_size(
    properties: PropertiesPanel, document: PlanDocument
) -> None:
    document.select(frozenset({SeatAt(0, 1, 2)}))
    properties.refresh()

    shown = [name for name, field in properties.placing.fields.items() if not field.isHidden()]
    assert shown == ["X", "Y"]
