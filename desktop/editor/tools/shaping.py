"""Tools that draw the stage, shapes, texts and general-admission areas."""

from collections.abc import Sequence
from typing import ClassVar

from core.domain.venues.editing.areas import (
    Look,
    draw_ellipse,
    draw_ga_area,
    draw_polygon,
    draw_rectangle,
    draw_stage,
    draw_text,
)
from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.seating_rows import with_category
from core.domain.venues.plan import Point
from desktop.editor.tools.gathering import GatheringTool
from desktop.editor.tools.options import Option, number, whole, words

TEXT_SIZE = 24.0


class CornersTool(GatheringTool):
    """Draws between two corners."""

    line: ClassVar[bool] = False

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        start, end = points[0], points[-1]
        return f"{abs(end.x - start.x):.0f} × {abs(end.y - start.y):.0f}"


class StageTool(CornersTool):
    name, title, letter = "stage", "Stage", "P"
    hint = "Drag the stage from corner to corner. Seats look at it."
    label = "Draw stage"

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text", "Stage"),)

    def make(self, points: Sequence[Point]) -> Edited:
        start, end = points
        return draw_stage(self.document.plan, start, end, text=self.options.text("text"))


class RectangleTool(CornersTool):
    name, title, letter = "rectangle", "Rectangle", "Q"
    hint = "Drag from corner to corner."
    label = "Draw rectangle"

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text"),)

    def make(self, points: Sequence[Point]) -> Edited:
        look = Look(text=self.options.text("text"))
        return draw_rectangle(self.document.plan, points[0], points[1], look=look)


class EllipseTool(CornersTool):
    name, title, letter = "ellipse", "Ellipse", "E"
    hint = "Drag the ellipse's box from corner to corner."
    label = "Draw ellipse"

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text"),)

    def make(self, points: Sequence[Point]) -> Edited:
        look = Look(text=self.options.text("text"))
        return draw_ellipse(self.document.plan, points[0], points[1], look=look)


class PolygonTool(GatheringTool):
    name, title, letter = "polygon", "Polygon", "Y"
    hint = "Click the corners. Enter, a double click or the first corner closes the shape."
    label = "Draw polygon"
    needs, least = 0, 3

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text"),)

    def make(self, points: Sequence[Point]) -> Edited:
        return draw_polygon(self.document.plan, points, look=Look(text=self.options.text("text")))


class StandingTool(GatheringTool):
    name, title, letter = "standing", "Standing area", "G"
    hint = "Click the corners. Enter, a double click or the first corner closes the area."
    label = "Draw standing area"
    needs, least = 0, 3

    def fields(self) -> tuple[Option, ...]:
        return (
            whole("capacity", "Capacity", 100, most=200_000),
            words("name", "Name", hint="Standing"),
            words("category", "Category", hint="The first"),
        )

    def make(self, points: Sequence[Point]) -> Edited:
        drawn = draw_ga_area(
            self.document.plan,
            points,
            capacity=self.options.whole("capacity"),
            name=self.options.text("name").strip(),
        )
        category = self.options.text("category").strip()
        if not category:
            return drawn
        plan, known = with_category(drawn.plan, category)
        return set_category(plan, drawn.selection, known)

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        return f"{self.options.whole('capacity'):,} places"


class TextTool(GatheringTool):
    name, title, letter = "text", "Text", "T"
    hint = "Type the text above, then click where its middle is."
    label = "Write text"
    needs, least = 1, 1

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text", "Text"), number("size", "Size", TEXT_SIZE, least=1))

    def make(self, points: Sequence[Point]) -> Edited:
        return draw_text(
            self.document.plan,
            points[0],
            self.options.text("text"),
            size=self.options.number("size"),
        )
