"""Venues: their plans and versions, drafts in the editor, new events on them."""

from desktop.views.venues.screen import VenuesScreen

__all__ = ["VenuesScreen"]
