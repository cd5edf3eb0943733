"""Workplace: what every screen is given, and the only way in which screens know their world."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from core.domain.staff import Actor, Permission
from core.services.agency import AgencyRow
from core.services.work import Clock, wall_clock
from desktop.desk import Desk
from desktop.dialogs import open_file
from desktop.preferences import Preferences


@runtime_checkable
class OpensRecords(Protocol):
    """A screen that can be asked to show one record."""

    def open_record(self, subject: Any) -> None:
        """Show this record, as soon as it is read."""


class Ways(QObject):
    """Ways from one screen to another."""

    wanted = Signal(str, object)
    """The title of a screen, and what it is to open there (or None)."""


@dataclass(frozen=True)
class Workplace:
    """Who works where: the desk, the agency, the clock, and where papers go."""

    desk: Desk
    actor: Actor
    agency: AgencyRow
    preferences: Preferences
    papers: Path
    """Folder of the tickets and receipts that were made here."""
    change_password: Callable[[str, str], object]
    """Changes the person's own password; takes the one until now and the new one."""
    place: str = "This computer"
    clock: Clock = wall_clock
    show_paper: Callable[[Path], object] = open_file
    """Opens a paper with the program of this computer; tests watch instead."""
    keys: Path | None = None
    """Folder of the ticket-signing key; None is the usual one."""
    reports: Path = Path("reports")
    """Folder of crash reports."""
    ways: Ways = field(default_factory=Ways)

    def may(self, permission: Permission) -> bool:
        """Whether the person who is signed in may do this."""
        return self.actor.may(permission)

    def now(self) -> datetime:
        """The moment, by the agency's clock: whatever is told of times goes by it."""
        return self.clock().astimezone(ZoneInfo(self.agency.timezone))

    def today(self) -> date:
        """The day by the agency's clock."""
        return self.now().date()

    def go(self, title: str, subject: object = None) -> None:
        """Open another screen, and there a record."""
        self.ways.wanted.emit(title, subject)
