"""Says calmly that the map is not live, and since when."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.controls import IconLabel, label
from desktop.theme import Tone, space


class StaleNote(QFrame):
    """Over the map while changes from other workstations don't arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", Tone.WARNING.value)
        self.since: datetime | None = None
        self.text = label("", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(3), space(1), space(3), space(1))
        layout.setSpacing(space(2))
        layout.addWidget(IconLabel("offline", Tone.WARNING))
        layout.addWidget(self.text, 1)
        self.setAccessibleName("The map is not live")
        self.hide()

    def show_since(self, since: datetime | None) -> None:
        """Say since when (aware) the map has stood still; None: it is live."""
        if since is not None and self.since is None:
            self.text.setText(
                f"Not live since {since.astimezone():%H:%M:%S}. What others sell or hold since "
                "then doesn't show here; the map catches up as soon as the connection is back."
            )
            self.setAccessibleDescription(self.text.text())
        self.since = since if self.since is None or since is None else self.since
        self.setVisible(since is not None)
