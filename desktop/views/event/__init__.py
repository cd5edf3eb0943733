"""One event: its live map, what is selected on it, and its prices."""

from desktop.views.event.screen import EventScreen

__all__ = ["EventScreen"]
