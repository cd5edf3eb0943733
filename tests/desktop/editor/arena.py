"""The tutorial of docs/seat-maps.md: an arena of 12,000 places, step by step.

Every step is done with real mouse and key events; places are those of the plan, which the editor
shows below the canvas while the mouse moves.
"""

from collections.abc import Callable, Iterator
from math import cos, radians, sin

from tests.desktop.editor.drafter import Drafter
from tests.desktop.editor.hand import CONTROL, SHIFT

CENTRE = (720.0, -480.0)
Step = Callable[[Drafter], None]


def around(radius: float, degrees: float) -> tuple[float, float]:
    """A place on a circle around the house's centre, clockwise from the right."""
    turn = radians(degrees)
    return CENTRE[0] + cos(turn) * radius, CENTRE[1] + sin(turn) * radius


def make_room(person: Drafter) -> None:
    for _ in range(5):
        person.key("-")


def draw_stage(person: Drafter) -> None:
    person.key("p")
    person.drag((240, -960), (600, -700), (1200, -576))


def draw_first_block(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "36")
    person.option("sweep", "48")
    person.option("section", "A")
    person.click(*CENTRE)
    person.click(*around(624, 120), SHIFT)


def repeat_block(person: Drafter) -> None:
    person.key("w")
    person.click(*CENTRE)
    person.option("copies", "2")
    person.option("degrees", "-54")
    person.key("enter")


def draw_first_balcony(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "17")
    person.option("sweep", "27")
    person.option("section", "101")
    person.click(*CENTRE)
    person.click(*around(1728, 150), SHIFT)
    person.key("w")
    person.click(*CENTRE)
    person.option("copies", "5")
    person.option("degrees", "-29.4")
    person.key("enter")


def raise_first_balcony(person: Drafter) -> None:
    person.field("Sections: Floor", "Level 1")


def draw_second_balcony(person: Drafter) -> None:
    person.key("a")
    person.option("rows", "10")
    person.option("section", "201")
    person.click(*CENTRE)
    person.click(*around(2256, 150), SHIFT)
    person.key("w")
    person.click(*CENTRE)
    person.key("enter")


def raise_second_balcony(person: Drafter) -> None:
    person.field("Sections: Floor", "Level 2")


def draw_boxes(person: Drafter) -> None:
    person.key("k")
    person.option("top", "3")
    person.option("bottom", "3")
    person.option("section", "Box 1")
    person.click(24, -936)
    person.key("v")
    person.click(24, -936)
    person.key("w")
    person.option("across", "2")
    person.option("down", "5")
    person.option("dx", "1392")
    person.key("enter")


def draw_standing(person: Drafter) -> None:
    person.key("g")
    person.option("capacity", "1000")
    person.option("name", "Standing")
    person.click(240, -552)
    person.click(1200, -552)
    person.click(1104, -96)
    person.click(336, -96)
    person.key("enter")


STEPS: tuple[tuple[str, Step], ...] = (
    ("Make room", make_room),
    ("Draw the stage", draw_stage),
    ("Draw the first block", draw_first_block),
    ("Repeat the block", repeat_block),
    ("Draw the first balcony", draw_first_balcony),
    ("Raise the first balcony", raise_first_balcony),
    ("Draw the second balcony", draw_second_balcony),
    ("Raise the second balcony", raise_second_balcony),
    ("Draw the boxes", draw_boxes),
    ("Draw the standing area", draw_standing),
)


def draw_arena(person: Drafter) -> Iterator[str]:
    """Do every step; yields its title when it is done."""
    for title, step in STEPS:
        step(person)
        yield title


__all__ = ["CENTRE", "CONTROL", "STEPS", "draw_arena"]
