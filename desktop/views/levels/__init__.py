"""The price levels of an event, as a dialog of the screens that show an event."""

from desktop.views.levels.levels import KEY, PriceLevelsDialog

__all__ = ["KEY", "PriceLevelsDialog"]
