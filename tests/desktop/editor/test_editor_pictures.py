"""What the editor draws, light and dark, against pictures looked at before.

After a change that is meant, draw the pictures anew, look at every one of them and commit them:

    PARTERRE_UPDATE_PICTURES=1 pytest -n 0 tests/desktop/editor/test_editor_pictures.py
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.venues.editing.areas import (
    draw_ellipse,
    draw_ga_area,
    draw_polygon,
    draw_stage,
    draw_text,
)
from core.domain.venues.editing.drawing import (
    ArcSection,
    Block,
    draw_arc_section,
    draw_block,
    draw_curved_row,
)
from core.domain.venues.editing.house import new_plan, set_background, set_grid, set_guides
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.editing.properties import set_seat_type
from core.domain.venues.editing.tables import Sides, draw_round_table, draw_table
from core.domain.venues.extras import Background, Grid, Guide
from core.domain.venues.plan import NO_EXTRA, Plan, Point
from core.domain.venues.states import SeatType
from desktop.editor.document import PlanDocument
from desktop.editor.view import EditorView
from desktop.theme import Scheme, theme
from tests.desktop.editor.hand import OnView
from tests.desktop.likeness import MOST_OTHERS, letters_of_tests, share_of_others, unlike
from tests.desktop.painted import data_uri, quarters

PICTURES = Path(__file__).parent / "pictures"
SIZE = (420, 320)
SCHEMES = {"light": Scheme.LIGHT, "dark": Scheme.DARK}
NO_GRID = Grid(shown=False)
NOTHING: Selection = frozenset()


@dataclass(frozen=True)
class Shown:
    """What is drawn, what of it is selected, and how near one looks (pixels a plan unit)."""

    plan: Plan
    selection: Selection = NOTHING
    scale: float = 1.0
    opened: int | None = None


def bare() -> Plan:
    return set_grid(new_plan("House"), NO_GRID).plan


def rows() -> Plan:
    """A block of four rows of ten with an aisle; three seats of other types."""
    block = Block(rows=4, seats=10, row_spacing=32, aisles=(5,))
    plan = draw_block(bare(), Point(-130, -60), block).plan
    plan = set_seat_type(plan, frozenset({SeatAt(0, 0, 0)}), SeatType.WHEELCHAIR).plan
    return set_seat_type(plan, frozenset({SeatAt(0, 0, 1)}), SeatType.COMPANION).plan


def arcs() -> Plan:
    """A section on circles, and a curved row before it."""
    arc = ArcSection(inner=140, outer=204, start=200, end=340, row_spacing=32)
    plan = draw_arc_section(bare(), Point(0, 130), arc).plan
    return draw_curved_row(plan, Point(-90, 100), Point(90, 100), bend=40).plan


def tables() -> Plan:
    """A round table of eight and a rectangular one of ten, turned."""
    plan = draw_round_table(bare(), Point(-100, 0), seats=8).plan
    sides = Sides(top=4, bottom=4, left=1, right=1, rotation=20)
    return draw_table(plan, Point(80, 0), sides).plan


def areas() -> Plan:
    """A stage, a standing area, an ellipse, a polygon and a text."""
    plan = draw_stage(bare(), Point(-90, -130), Point(90, -80)).plan
    corners = [Point(-150, -50), Point(150, -50), Point(110, 40), Point(-110, 40)]
    plan = draw_ga_area(plan, corners, capacity=350, name="Standing").plan
    plan = draw_ellipse(plan, Point(-150, 60), Point(-60, 120)).plan
    plan = draw_polygon(plan, [Point(-20, 120), Point(20, 60), Point(60, 120)]).plan
    return draw_text(plan, Point(120, 90), "Bar", size=24).plan


def ground() -> Plan:
    """A picture to trace over, the grid, two guides, and a row."""
    laid = Background("", -150, -110, 280, 0.5)
    plan = set_background(rows(), laid, data_uri(quarters())).plan
    plan = set_guides(plan, [Guide("x", -60), Guide("y", 90)]).plan
    return set_grid(plan, Grid(step=30)).plan


SCENES: dict[str, Callable[[], Shown]] = {
    "rows": lambda: Shown(rows()),
    "row selected": lambda: Shown(rows(), frozenset({RowAt(0, 1)})),
    "seats selected": lambda: Shown(rows(), frozenset({SeatAt(0, 2, 3), SeatAt(0, 2, 4)}), 1.8),
    "section selected": lambda: Shown(rows(), frozenset({ZoneAt(0)})),
    "section open": lambda: Shown(arcs(), frozenset({RowAt(0, 0)}), opened=0),
    "arcs": lambda: Shown(arcs(), frozenset({ZoneAt(1)})),
    "tables": lambda: Shown(tables(), frozenset({RowAt(1, 0)})),
    "areas": lambda: Shown(areas()),
    "area selected": lambda: Shown(areas(), frozenset({AreaAt(1, 0)})),
    "ground": lambda: Shown(ground()),
    "far": lambda: Shown(rows(), scale=0.12),
}


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    letters = qapp.font()
    theme().wear(qapp, SCHEMES[request.param])
    qapp.setFont(letters_of_tests())
    yield request.param
    theme().wear(qapp, Scheme.LIGHT)
    qapp.setFont(letters)


def opened(qtbot: QtBot, shown: Shown) -> EditorView:
    """The editor's canvas with this in its middle."""
    document = PlanDocument(shown.plan)
    view = EditorView(document)
    document.setParent(view)
    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.show()
    qtbot.waitExposed(view)
    if shown.opened is not None:
        view.open_zone(shown.opened)
    document.select(shown.selection)
    view.setTransform(view.transform().fromScale(shown.scale, shown.scale))
    view.centerOn(0, 0)
    return view


def shot(view: EditorView) -> QImage:
    view.settle()
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("name", SCENES)
def test_drawing_looks_as_it_did(qtbot: QtBot, tmp_path: Path, scheme: str, name: str) -> None:
    drawn = shot(opened(qtbot, SCENES[name]()))

    assert unlike(drawn, PICTURES / f"{name} {scheme}.png", tmp_path) is None


def test_row_being_drawn_looks_as_it_did(qtbot: QtBot, tmp_path: Path, scheme: str) -> None:
    view = opened(qtbot, Shown(rows()))
    hand = OnView(view)
    hand.keys("r")
    hand.press(-130, 100)
    hand.move(100, 96)

    assert unlike(shot(view), PICTURES / f"drawing {scheme}.png", tmp_path) is None


LOST: dict[str, tuple[str, Callable[[Shown], Shown]]] = {
    "no handles": ("row selected", lambda shown: replace(shown, selection=NOTHING)),
    "another row": ("row selected", lambda shown: replace(shown, selection=THIRD_ROW)),
    "no frame": ("section selected", lambda shown: replace(shown, selection=NOTHING)),
    "no picture": ("ground", lambda shown: with_plan(shown, set_background(shown.plan, None).plan)),
    "no tables": ("tables", lambda shown: with_plan(shown, without_tables(shown.plan))),
    "closed": ("section open", lambda shown: replace(shown, opened=None, selection=NOTHING)),
}
THIRD_ROW: Selection = frozenset({RowAt(0, 2)})


def without_tables(plan: Plan) -> Plan:
    """The same seats, which stand around nothing."""
    bare_zones = (
        replace(zone, rows=tuple(replace(row, extra=NO_EXTRA) for row in zone.rows))
        for zone in plan.zones
    )
    return replace(plan, zones=tuple(bare_zones))


def with_plan(shown: Shown, plan: Plan) -> Shown:
    return replace(shown, plan=plan)


@pytest.mark.parametrize("what", LOST)
def test_what_is_lost_is_noticed(qtbot: QtBot, scheme: str, what: str) -> None:
    name, changed = LOST[what]
    drawn = shot(opened(qtbot, changed(SCENES[name]())))

    kept = QImage(str(PICTURES / f"{name} {scheme}.png"))
    assert share_of_others(drawn, kept) > MOST_OTHERS


@pytest.mark.usefixtures("scheme")
def test_fine_lines_stand_where_the_plan_has_them(qtbot: QtBot) -> None:
    view = opened(qtbot, Shown(ground()))
    image = shot(view)

    def drawn(x: float, y: float) -> int:
        """How far the lightest and the darkest pixel are apart, 4 to both sides of a place."""
        at = view.pixel_of(Point(x, y)).toPoint()
        lights = [image.pixelColor(at.x() + step, at.y()).value() for step in range(-4, 5)]
        return max(lights) - min(lights)

    lines = [drawn(x, 140) for x in (-180, 60, 180)]
    between = [drawn(x, 140) for x in (-165, 75, 195)]
    assert min(lines) >= 4
    assert max(between) == 0
    guide = [drawn(-60, y) for y in range(130, 150)]  # dashed
    assert max(guide) > 40
