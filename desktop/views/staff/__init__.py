"""Staff: who works here, in which job, and who can sign in."""

from desktop.views.staff.screen import StaffScreen

__all__ = ["StaffScreen"]
