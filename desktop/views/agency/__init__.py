"""The agency's own settings: what it is called, what it charges, how long it waits."""

from desktop.views.agency.screen import AgencyScreen

__all__ = ["AgencyScreen"]
