"""The day that the tour goes through: its people, its clock, its story so far."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.staff import Role
from core.services.files import unwritten_refused, write_whole
from core.services.staff import SignedIn, UrlFor
from core.services.work import Work, begin_reading, begin_work

CURRENCY = "EUR"
ZONE = "Europe/Dublin"
OPENING_HOUR, CURTAIN_HOUR = 15, 20
"""When the agency's day begins, and when the event does, by their clock."""


def next_opening(moment: datetime) -> datetime:
    """The next afternoon's opening: whenever the tour is taken, its day and evening are one."""
    today = _at_hour(OPENING_HOUR, moment)
    return today if today >= moment else _at_hour(OPENING_HOUR, moment, days=1)


def curtain_of(moment: datetime) -> datetime:
    """When the event of this moment's day begins."""
    return _at_hour(CURTAIN_HOUR, moment)


def _at_hour(hour: int, moment: datetime, *, days: int = 0) -> datetime:
    """The hour by the agency's clock, on the moment's day there or so many days later."""
    day = moment.astimezone(ZoneInfo(ZONE)) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the day as it is told and written down."""

    name: str
    seconds: float
    detail: str


@dataclass(slots=True)
class Day:
    """Who is there, what time it is for them, where papers go."""

    out: Path
    keys: Path
    url_for: UrlFor
    people: Mapping[Role, SignedIn]
    password: str
    console: Console
    now: datetime
    steps: list[Step] = field(default_factory=list)
    #: What later steps need of earlier ones, by name.
    known: dict[str, Any] = field(default_factory=dict)

    def as_(self, role: Role) -> AbstractContextManager[Work]:
        """One transaction of this person, now."""
        person = self.people[role]
        return begin_work(person.sessions, person.actor, clock=lambda: self.now)

    def reading(self, role: Role) -> AbstractContextManager[Session]:
        """One reading of this person."""
        return begin_reading(self.people[role].sessions)

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    def keep(self, name: str, content: bytes) -> Path:
        """Put a file of this name into the folder; refuses `FileNotWritten`."""
        file = self.out / name
        with unwritten_refused(file):
            write_whole(file, content)
        return file

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[str], None]]:
        """Time a step; the block says what came of it."""
        said: list[str] = []
        begun = time.perf_counter()
        yield said.append
        done = Step(name, round(time.perf_counter() - begun, 3), " ".join(said))
        self.steps.append(done)
        number, took = f"{len(self.steps):>2}", f"{done.seconds:.2f} s"
        self.console.print(
            f"[cyan]{number}[/cyan]  [bold]{escape(done.name)}[/bold]  [dim]{took}[/dim]"
        )
        self.console.print(f"    {escape(done.detail)}")


def shown(money: Money) -> str:
    """An amount as a person reads it: € 1,234.50."""
    return f"€ {money.amount:,.2f}"
