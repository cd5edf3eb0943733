"""Bookings: found, looked at, paid, trusted, given back, printed again."""

from desktop.views.bookings.screen import BookingsScreen

__all__ = ["BookingsScreen"]
