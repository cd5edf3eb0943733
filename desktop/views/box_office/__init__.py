"""The box office: one sale at a time, from the seats to the tickets, with or without a mouse."""

from desktop.views.box_office.screen import BoxOffice

__all__ = ["BoxOffice"]
