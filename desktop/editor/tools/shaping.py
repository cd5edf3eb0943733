"""Tools that draw the stage, shapes, texts, general-admission areas and the house's outline."""

from abc import abstractmethod
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
from core.domain.venues.editing.house import outline_of_shape, set_outline
from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.seating_rows import with_category
from core.domain.venues.plan import Point
from desktop.editor.tools.gathering import GatheringTool
from desktop.editor.tools.options import Option, deed, number, whole, words

TEXT_SIZE = 24.0
CLOSES = "Click the corners. Enter, a double click or the first corner closes"


class TextedTool(GatheringTool):
    """Draws a shape with a text in it."""

    said: ClassVar[str] = ""  # the text to begin with

    def fields(self) -> tuple[Option, ...]:
        return (words("text", "Text", self.said),)

    def make(self, points: Sequence[Point]) -> Edited:
        return self.shape(points, self.options.text("text"))

    @abstractmethod
    def shape(self, points: Sequence[Point], text: str) -> Edited:
        """The plan with the shape."""


class CornersTool(TextedTool):
    """Draws between two corners."""

    line: ClassVar[bool] = False

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        start, end = points[0], points[-1]
        return f"{abs(end.x - start.x):.0f} × {abs(end.y - start.y):.0f}"


class StageTool(CornersTool):
    name, title, letter = "stage", "Stage", "P"
    hint = "Drag the stage from corner to corner. Seats look at it."
    label, said = "Draw stage", "Stage"

    def shape(self, points: Sequence[Point], text: str) -> Edited:
        return draw_stage(self.document.plan, *points, text=text)


class RectangleTool(CornersTool):
    name, title, letter = "rectangle", "Rectangle", "Q"
    hint = "Drag from corner to corner."
    label = "Draw rectangle"

    def shape(self, points: Sequence[Point], text: str) -> Edited:
        return draw_rectangle(self.document.plan, *points, look=Look(text=text))


class EllipseTool(CornersTool):
    name, title, letter = "ellipse", "Ellipse", "E"
    hint = "Drag the ellipse's box from corner to corner."
    label = "Draw ellipse"

    def shape(self, points: Sequence[Point], text: str) -> Edited:
        return draw_ellipse(self.document.plan, *points, look=Look(text=text))


class PolygonTool(TextedTool):
    name, title, letter = "polygon", "Polygon", "Y"
    hint = f"{CLOSES} the shape."
    label = "Draw polygon"
    needs, least = 0, 3

    def shape(self, points: Sequence[Point], text: str) -> Edited:
        return draw_polygon(self.document.plan, points, look=Look(text=text))


class TextTool(TextedTool):
    name, title, letter = "text", "Text", "T"
    hint = "Type the text above, then click where its middle is."
    label, said = "Write text", "Text"
    needs, least = 1, 1

    def fields(self) -> tuple[Option, ...]:
        return (*super().fields(), number("size", "Size", TEXT_SIZE, least=1))

    def shape(self, points: Sequence[Point], text: str) -> Edited:
        size = self.options.number("size")
        return draw_text(self.document.plan, points[0], text, size=size)


class StandingTool(GatheringTool):
    name, title, letter = "standing", "Standing area", "G"
    hint = f"{CLOSES} the area."
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


class OutlineTool(GatheringTool):
    """Draws the line that no seat may be outside of."""

    name, title, letter = "outline", "House outline", "H"
    hint = f"{CLOSES} the house; checks find the seats outside of it."
    label = "Draw outline"
    needs, least = 0, 3

    def fields(self) -> tuple[Option, ...]:
        return (
            deed("shape", "Or that of the selected shape", "Use its outline"),
            deed("none", "The house's outline", "Take away"),
        )

    def make(self, points: Sequence[Point]) -> Edited:
        return Edited(set_outline(self.document.plan, points).plan, self.document.selection)

    def option_applied(self, key: str) -> None:
        plan, selection = self.document.plan, self.document.selection
        if key == "shape":
            edited = self.attempt(lambda: outline_of_shape(plan, selection))
            label = self.label
        else:
            edited = self.attempt(lambda: set_outline(plan, ()))
            label = "Take outline away"
        if edited is not None:
            self.document.apply(label, Edited(edited.plan, selection))
