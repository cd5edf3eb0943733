"""Whether maps show the pictures that lie under their plans: one choice for all of them."""

from functools import cache

from PySide6.QtCore import QObject, Signal


class Backgrounds(QObject):
    """The choice; one per application: ask ``backgrounds()`` for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = True

    def show(self, *, shown: bool) -> None:
        """Every map shows its picture from now on, or leaves it out."""
        if shown is not self.shown:
            self.shown = shown
            self.changed.emit()

    def switch(self) -> None:
        """Show them if they are left out, and the other way round."""
        self.show(shown=not self.shown)


@cache
def backgrounds() -> Backgrounds:
    """The application's choice."""
    return Backgrounds()
