"""What one person prefers on this computer: theme, columns, sort orders, last screen."""

from PySide6.QtCore import QSettings

from desktop.theme import Scheme

SCHEME = "scheme"
NO_BACKGROUND = "maps without background"


class Preferences:
    """Small texts kept per person in the user's settings file."""

    def __init__(self, person: str, settings: QSettings | None = None) -> None:
        self._person = person
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Parterre", "desktop"
        )

    def get(self, name: str, default: str = "") -> str:
        """What was kept under this name."""
        return str(self._settings.value(f"{self._person}/{name}", default))

    def scheme(self) -> Scheme:
        """Light or dark, as chosen last."""
        return Scheme(self.get(SCHEME, Scheme.LIGHT))

    def keep_scheme(self, scheme: Scheme) -> None:
        """Remember light or dark."""
        self.keep(SCHEME, scheme.value)

    def background_shown(self) -> bool:
        """Whether maps show the pictures under their plans, as chosen last."""
        return not self.get(NO_BACKGROUND)

    def keep_background_shown(self, *, shown: bool) -> None:
        """Remember whether they do."""
        self.keep(NO_BACKGROUND, "" if shown else "yes")

    def keep(self, name: str, value: str) -> None:
        """Keep a text under this name."""
        self._settings.setValue(f"{self._person}/{name}", value)
