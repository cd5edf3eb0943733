"""Select by a line drawn by hand."""

from desktop.editor.grain import Grain
from desktop.editor.tools.bands import LassoGesture
from desktop.editor.tools.gestures import Gesture
from desktop.editor.tools.options import Option, choice
from desktop.editor.tools.select import SelectTool
from desktop.editor.tools.tool import Hand


class LassoTool(SelectTool):
    """Selects by a line drawn by hand."""

    name, title, letter = "lasso", "Lasso", "L"
    hint = "Draw around what you want to select. Shift adds to the selection."

    def fields(self) -> tuple[Option, ...]:
        return (choice("grain", "Selects", *Grain),)

    def _begin(self, hand: Hand) -> Gesture:
        return LassoGesture(self.bench, hand)
