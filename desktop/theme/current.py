"""The theme in use: dresses the application and tells everyone when it changes."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.theme.fonts import font
from desktop.theme.icons import pixmap, tinted, tinted_icon
from desktop.theme.palette import PALETTES, Palette, Scheme, mix
from desktop.theme.scale import ICON
from desktop.theme.stylesheet import STYLE_ICONS, style_sheet

ICON_PREFIX = "parterre"


class Theme(QObject):
    """One per application; ask ``theme()`` for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scheme = Scheme.LIGHT
        self._folder = QTemporaryDir()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def palette(self) -> Palette:
        return PALETTES[self._scheme]

    def colour(self, role: str) -> QColor:
        """A role of the palette, e.g. ``"muted"``, as a colour to paint with."""
        return QColor(str(getattr(self.palette, role)))

    def icon(self, name: str, role: str = "text", *, gap: int = 0) -> QIcon:
        """An icon in the colour of a role, with ``gap`` pixels between it and its text."""
        colour = str(getattr(self.palette, role))
        return tinted_icon(name, colour, mix(colour, self.palette.raised, 0.4), gap)

    def icon_pixmap(self, name: str, colour: str, size: int = ICON) -> QPixmap:
        """An icon in any colour (``#rrggbb``), sharp on this screen."""
        app = QApplication.instance()
        density = app.devicePixelRatio() if isinstance(app, QApplication) else 1
        return pixmap(name, colour, size, max(1, round(density)))

    def wear(self, app: QApplication, scheme: Scheme) -> None:
        """Dress the whole application; every later widget follows."""
        self._scheme = scheme
        self._draw_style_icons()
        app.setStyle("Fusion")
        app.setFont(font())
        app.setPalette(_qt_palette(self.palette))
        app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()

    def switch(self, app: QApplication) -> None:
        """From light to dark or back."""
        other = Scheme.LIGHT if self._scheme is Scheme.DARK else Scheme.DARK
        self.wear(app, other)

    def _draw_style_icons(self) -> None:
        # A style sheet takes pictures only from files; a fresh folder per scheme,
        # because Qt caches them by name.
        folder = Path(self._folder.path()) / self._scheme
        folder.mkdir(exist_ok=True)
        for name, role in STYLE_ICONS:
            drawn = tinted(name, str(getattr(self.palette, role)))
            (folder / f"{name}-{role}.svg").write_text(drawn, "utf-8")
        QDir.setSearchPaths(ICON_PREFIX, [str(folder)])


@cache
def theme() -> Theme:
    """The application's theme."""
    return Theme()


def _qt_palette(colours: Palette) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.surface,
        QPalette.ColorRole.Base: colours.raised,
        QPalette.ColorRole.AlternateBase: colours.sunken,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ToolTipBase: colours.rail,
        QPalette.ColorRole.ToolTipText: colours.on_rail,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    faint = QColor(mix(colours.muted, colours.raised, 0.7))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette
