"""The door: one reading in, one big answer out."""

from desktop.views.door.page import DoorPage

__all__ = ["DoorPage"]
