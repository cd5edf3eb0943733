"""The tutorial of docs/seat-maps.md: an arena of 12,000 places, step by step.

Every step is done with real mouse and key events; places are those of the plan, which the editor
shows below the canvas while the mouse moves.
"""

from collections.abc import Callable
from math import cos, radians, sin
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from core.domain.venues.editing.places import SeatAt, point_at
from desktop.editor.dialogs.numbering import NumberingDialog
from desktop.editor.panels.checks import ChecksPanel
from tests.desktop.editor.drafter import Drafter
from tests.desktop.editor.hand import CONTROL, SHIFT

CENTRE = (720.0, -480.0)
FLOORS = ("Parterre", "First balcony", "Second balcony")
WHEELCHAIRS = (0, 1, 20, 21)
"""Places in the front row of block B, counted from 0."""


class Step(NamedTuple):
    """`title` is the tutorial's heading."""

    title: str
    do: Callable[[Drafter], None]


def around(radius: float, degrees: float) -> tuple[float, float]:
    """A place on a circle around the house's centre, clockwise from the right."""
    turn = radians(degrees)
    return CENTRE[0] + cos(turn) * radius, CENTRE[1] + sin(turn) * radius


def make_room(person: Drafter) -> None:
    for _ in range(5):
        person.key("-")
    person.panel("Plan")
    person.press_button("Add a floor")
    person.press_button("Add a floor")
    for level, name in enumerate(FLOORS):
        person.field(f"Name of level {level}", name)
    person.panel("Properties")


def draw_stage(person: Drafter) -> None:
    person.key("p")
    person.drag((240, -960), (600, -700), (1200, -576))
    person.picture("stage")


def draw_blocks(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "36")
    person.option("sweep", "48")
    person.option("section", "A")
    person.click(*CENTRE)
    person.point(*around(624, 120), SHIFT)
    person.picture("block")
    person.click(*around(624, 120), SHIFT)
    _repeat_around(person, copies="2", degrees="-54")
    person.picture("blocks")


def _repeat_around(person: Drafter, *, copies: str = "", degrees: str = "") -> None:
    person.key("w")
    person.click(*CENTRE)
    if copies:
        person.option("copies", copies)
        person.option("degrees", degrees)
    person.key("enter")


def name_rows(person: Drafter) -> None:
    person.key("n", CONTROL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NumberingDialog)
    person.choose(dialog.form.what, "Rows in their sections")
    person.choose(dialog.form.counting, "A, B, C without I and O")
    person.wait(dialog.submit.isEnabled)
    person.picture("numbering", dialog)
    person.enter(dialog.form.counting)


def draw_first_balcony(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "16")
    person.option("sweep", "27")
    person.option("section", "101")
    person.option("category", "First balcony")
    person.click(*CENTRE)
    person.click(*around(1728, 150), SHIFT)
    _repeat_around(person, copies="5", degrees="-29.4")
    person.field("Sections: Floor", FLOORS[1])


def draw_second_balcony(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "10")
    person.option("section", "201")
    person.option("category", "Second balcony")
    person.click(*CENTRE)
    person.click(*around(2256, 150), SHIFT)
    _repeat_around(person)
    person.field("Sections: Floor", FLOORS[2])
    person.picture("balconies")


def draw_boxes(person: Drafter) -> None:
    person.key("k")
    person.option("top", "3")
    person.option("bottom", "3")
    person.option("section", "Box 1")
    person.option("category", "Boxes")
    person.click(24, -936)
    person.key("v")
    person.click(24, -936)
    person.key("w")
    person.option("across", "2")
    person.option("down", "5")
    person.option("dx", "1392")
    person.option("dy", "100")
    person.picture("boxes")
    person.key("enter")


def draw_standing(person: Drafter) -> None:
    person.key("g")
    person.option("capacity", "1150")
    person.option("name", "Standing")
    person.option("category", "Standing")
    person.click(240, -552)
    person.click(1200, -552)
    person.click(1104, -96)
    person.click(336, -96)
    person.key("enter")


def mark_wheelchairs(person: Drafter) -> None:
    plan = person.page.document.plan
    block = next(index for index, zone in enumerate(plan.zones) if zone.name == "B")
    person.key("v")
    person.click(*around(1100, 90))
    person.key("z")
    for number, seat in enumerate(WHEELCHAIRS):
        at = point_at(plan, SeatAt(block, 0, seat))
        person.click(*at, CONTROL | SHIFT if number else CONTROL)
    person.field("Seats: Seat type", "Wheelchair")
    person.key("0")


def look_it_over(person: Drafter) -> None:
    person.panel("Checks")
    person.key("escape")
    [checks] = person.page.findChildren(ChecksPanel)
    person.wait(checks.well.isVisible)
    person.picture("arena")


STEPS = (
    Step("Make room", make_room),
    Step("Draw the stage", draw_stage),
    Step("Draw the three blocks", draw_blocks),
    Step("Name the rows", name_rows),
    Step("Draw the first balcony", draw_first_balcony),
    Step("Draw the second balcony", draw_second_balcony),
    Step("Draw the boxes", draw_boxes),
    Step("Draw the standing area", draw_standing),
    Step("Mark the wheelchair places", mark_wheelchairs),
    Step("Look it over", look_it_over),
)
