"""The map's menu, at the mouse or at the cursor: all that can be done with a seat and around it."""

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from desktop.backgrounds import backgrounds
from desktop.pictures import Picture
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.selection import Ranks


class Chosen(Protocol):
    """What the menu needs of the map."""

    plan: SeatMapPlan
    picture: Picture | None

    @property
    def selection(self) -> Ranks: ...
    @property
    def can_step_back(self) -> bool: ...
    def open_seat(self, rank: int) -> None: ...
    def toggle_row(self, row: int) -> None: ...
    def toggle_section(self, section: int) -> None: ...
    def zoom_to_section(self, section: int | str) -> None: ...
    def ask_filter(self) -> None: ...
    def invert_selection(self) -> None: ...
    def step_selection_back(self) -> None: ...
    def clear_selection(self) -> None: ...


def map_menu(surface: Chosen, parent: QWidget, *, rank: int, section: int) -> QMenu:
    """The menu for a seat (-1: none) in or around a section (-1: none)."""
    menu = QMenu(parent)
    plan = surface.plan
    if rank >= 0:
        menu.addAction("Everything about this seat\tEnter", partial(surface.open_seat, rank))
        menu.addSeparator()
        if plan.rows[rank]:
            row = int(plan.row_of[rank])
            menu.addAction(f"Select row {plan.rows[rank]}\tR", partial(surface.toggle_row, row))
    if section >= 0:
        name = plan.sections[section].name
        menu.addAction(f"Select all of {name}\tS", partial(surface.toggle_section, section))
        menu.addAction(f"Zoom to {name}\tZ", partial(surface.zoom_to_section, section))
        menu.addSeparator()
    menu.addAction("Select by filter …\tF", surface.ask_filter)
    menu.addAction("Select all others instead\tI", surface.invert_selection)
    back = menu.addAction("Take back the last selection\tU", surface.step_selection_back)
    back.setEnabled(surface.can_step_back)
    clear = menu.addAction("Select nothing\tEsc", surface.clear_selection)
    clear.setEnabled(len(surface.selection) > 0)
    if surface.picture is not None:
        menu.addSeparator()
        shown = menu.addAction("Background picture\tB", backgrounds().switch)
        shown.setCheckable(True)
        shown.setChecked(backgrounds().shown)
    return menu
