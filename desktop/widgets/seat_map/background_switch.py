"""The button that shows the pictures under plans, or leaves them out."""

from PySide6.QtWidgets import QToolButton

from desktop.backgrounds import backgrounds
from desktop.controls import icon_button
from desktop.widgets.seat_map.canvas import SeatMapCanvas

WORDS = "Show the background picture (B)"


def background_switch(view: SeatMapCanvas) -> QToolButton:
    """The button for one map, hidden while its plan has no picture; it speaks for all maps."""
    made = icon_button("image", WORDS, backgrounds().switch)
    made.setCheckable(True)

    def follow() -> None:
        made.setVisible(view.picture is not None)
        made.setChecked(backgrounds().shown)

    view.background_changed.connect(follow)
    follow()
    return made
