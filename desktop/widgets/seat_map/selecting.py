"""The map with a selection: by seats, rows, sections and floors, and back again."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.canvas import SeatMapCanvas
from desktop.widgets.seat_map.color_modes import Coloring
from desktop.widgets.seat_map.colors import SeatMapColors
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.seat_filter import SeatFilter
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.states import SeatStatus


class SelectingCanvas(SeatMapCanvas):
    """Every change of the selection but those from elsewhere can be taken back."""

    selection_changed = Signal(object)  # sorted ranks, an integer array
    floor_changed = Signal(object)  # the storey shown, None for all
    filter_changed = Signal()

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        self.sales_mode = False
        self.floor: int | None = None
        self.filter: SeatFilter | None = None
        self.entry_shown: int | None = None
        super().__init__(colors, parent)

    def set_plan(self, plan: SeatMapPlan) -> None:
        """Show another plan with all its floors, no seat owned yet, nothing selected."""
        had_any = hasattr(self, "_scene") and len(self.selection) > 0
        self.floor = self.filter = self.entry_shown = None
        super().set_plan(plan)
        self.floor_changed.emit(None)
        self.filter_changed.emit()
        if had_any:
            self.selection_changed.emit(self.selection)

    # Floors

    def show_floor(self, level: int | None) -> None:
        """Show one storey, the others as outlines that can't be hit; None shows all of them."""
        if level is not None and level not in self.plan.levels:
            level = None
        self.floor = level
        self._scene.show_floor(level)
        if self.cursor_rank >= 0 and not self.index.seats_shown[self.cursor_rank]:
            self.cursor_rank = -1
            self.hide_cursor()
        self.camera.focus_on(self._scene.floor_bounds(level))
        self.floor_changed.emit(level)

    def step_floor(self, by: int) -> None:
        """Go up (1) or down (-1) a storey; all floors are before the lowest."""
        floors: list[int | None] = [None, *self.plan.levels]
        at = floors.index(self.floor) + by
        if len(floors) > 2 and 0 <= at < len(floors):  # noqa: PLR2004 (all, and more than one)
            self.show_floor(floors[at])

    def show_floor_of(self, ranks: Ranks) -> None:
        """Go to the storey of these seats if another one is shown; to all if they have several."""
        if self.floor is None or not len(ranks):
            return
        owners = np.unique(self.plan.section[ranks]).tolist()
        levels = {self.plan.sections[section].level for section in owners}
        if levels != {self.floor}:
            self.show_floor(levels.pop() if len(levels) == 1 else None)

    def show_seats(self, ranks: Ranks) -> None:
        """Bring seats into sight, on whichever floor they are."""
        self.show_floor_of(ranks)
        super().show_seats(ranks)

    def zoom_to_section(self, section: int | str) -> None:
        """Fill the view with a section, on whichever floor it is; raises KeyError if unknown."""
        names = [known.name for known in self.plan.sections]
        if isinstance(section, str) and section not in names:
            raise KeyError(section)
        number = names.index(section) if isinstance(section, str) else section
        self.show_floor_of(self.plan.section_seats(number).astype(np.intp))
        super().zoom_to_section(number)

    # Filter

    def seats_meant(self, wanted: SeatFilter) -> npt.NDArray[np.bool_]:
        """One flag a seat: whether it is on a floor shown and the filter means it."""
        on_floor = np.ones(len(self.plan), np.bool_)
        if self.floor is not None:
            levels = np.array([section.level for section in self.plan.sections])
            on_floor = levels[self.plan.section] == self.floor
        return on_floor & wanted.mask(self.plan, self.states, self._scene.status)

    def show_only(self, wanted: SeatFilter | None) -> None:
        """Fade all seats but those that the filter means; None shows all again."""
        self.filter = wanted
        self._fade()
        self.filter_changed.emit()

    def show_entry(self, entry: int | None) -> bool:
        """Fade all seats but those of an entry of the legend; says whether that is new."""
        new = entry != self.entry_shown
        self.entry_shown = entry
        if new:
            self._fade()
        return new

    def color_by(self, coloring: Coloring) -> None:
        """Colour the seats by something else; another legend shows all seats again."""
        others = coloring.entries != self.coloring.entries
        super().color_by(coloring)
        if self.entry_shown is not None:
            self.entry_shown = None if others else self.entry_shown
            self._fade()

    def _fade(self) -> None:
        meant = np.ones(len(self.plan), np.bool_)
        if self.filter is not None:
            meant &= self.filter.mask(self.plan, self.states, self._scene.status)
        if self.entry_shown is not None:
            meant &= self.coloring.codes(self._scene.status) == self.entry_shown
        fading = self.filter is not None or self.entry_shown is not None
        self._scene.fade(~meant if fading else None)

    # Selection

    @property
    def selection(self) -> Ranks:
        """Ranks of the selected seats, sorted."""
        return self._scene.selection.ranks

    def is_selected(self, rank: int) -> bool:
        """Whether a seat is selected."""
        return bool(self._scene.selection.flags[rank])

    def selectable(self, ranks: Ranks) -> Ranks:
        """Of these seats those that may be selected: in sales mode the available ones, else all."""
        if not self.sales_mode:
            return ranks
        free: npt.NDArray[np.bool_] = self._scene.status[ranks] == SeatStatus.AVAILABLE
        return ranks[free]

    def select_ranks(self, ranks: Ranks) -> None:
        """Select exactly these seats, as far as they may be selected."""
        wanted = self.selectable(np.asarray(ranks, np.intp))
        self._selection_turned(self._scene.selection.replace(wanted))

    def add_ranks(self, ranks: Ranks) -> None:
        """Select these seats too."""
        self._selection_turned(self._scene.selection.add(self.selectable(ranks)))

    def remove_ranks(self, ranks: Ranks) -> None:
        """Select these seats no longer."""
        self._selection_turned(self._scene.selection.remove(ranks))

    def toggle_ranks(self, ranks: Ranks) -> None:
        """Select these seats, or none of them if all of them are selected already."""
        self._selection_turned(self._scene.selection.toggle(self.selectable(ranks)))

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select_ranks(np.zeros(0, np.intp))

    def toggle_row(self, row: int) -> None:
        """Select a whole row, or unselect it; `row` is its number in the plan."""
        self.toggle_ranks(self.plan.seats_of_row(row).astype(np.intp))

    def toggle_section(self, section: int) -> None:
        """Select a whole section, or unselect it."""
        self.toggle_ranks(self.plan.section_seats(section).astype(np.intp))

    def invert_selection(self) -> None:
        """Select what is not selected of the floors shown, and the other way round."""
        flags = self._scene.selection.flags
        turned = self.selectable(np.flatnonzero(~flags & self.index.seats_shown))
        kept = np.flatnonzero(flags & ~self.index.seats_shown)
        self.select_ranks(np.concatenate((turned, kept)))

    @property
    def can_step_back(self) -> bool:
        """Whether a change of the selection can be taken back."""
        return self._scene.selection.has_past

    def step_selection_back(self) -> None:
        """Take back the last change of the selection; seats that are gone meanwhile stay out."""
        chosen = self._scene.selection
        self._selection_turned(chosen.restore(self.selectable(chosen.before())))

    def _states_turned(self) -> None:
        """A seat that somebody else has taken leaves the selection."""
        chosen = self.selection
        if self.sales_mode and len(chosen):
            lost = np.setdiff1d(chosen, self.selectable(chosen), assume_unique=True)
            self._selection_turned(self._scene.selection.drop(lost))
        if self.filter is not None or self.entry_shown is not None:
            self._fade()
        super()._states_turned()

    def _selection_turned(self, turned: Ranks) -> None:
        if len(turned):
            self._scene.repaint_seats(turned)
            self.selection_changed.emit(self.selection)
