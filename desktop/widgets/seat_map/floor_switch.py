"""Which storey the map shows; gone in a house of one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop.forms import Pick
from desktop.theme import space
from desktop.widgets.seat_map.selecting import SelectingCanvas

ALL_FLOORS = "All floors"
LEAST_WIDTH = 28


class FloorSwitch(Pick[int | None]):
    """Follows the map, and the map follows it."""

    def __init__(self, view: SelectingCanvas, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self._view = view
        self.setAccessibleName("Floor")
        self.setToolTip("Floor (Page up, Page down)")
        self.picked.connect(view.show_floor)
        view.plan_changed.connect(self._offer)
        view.floor_changed.connect(self.set_value)
        self._offer()

    def minimumSizeHint(self) -> QSize:
        return QSize(space(LEAST_WIDTH), super().minimumSizeHint().height())

    def _offer(self) -> None:
        plan = self._view.plan
        self.offer([(ALL_FLOORS, None), *((plan.floor_name(each), each) for each in plan.levels)])
        self.set_value(self._view.floor)
        self.setVisible(len(plan.levels) > 1)
