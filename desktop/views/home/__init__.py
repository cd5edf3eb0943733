"""Home: today at a glance, what comes next, and what needs somebody."""

from desktop.views.home.screen import Home

__all__ = ["Home"]
