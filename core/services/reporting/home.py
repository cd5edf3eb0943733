"""The home screen: today's takings, tickets sold, the next events, what needs attention.

Everybody sees what their job is about: a door person the events, a clerk the counter's day.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.domain.staff import Actor, Permission
from core.services.agency import own_agency
from core.services.events.queries import EventRow, upcoming_events
from core.services.reporting.attention import Attention, needs_attention
from core.services.sales.queries import Takings, takings, tickets_sold

NEXT_EVENTS = 6
# Whoever sells or buys sees the day's figures; the door does not.
_SEE_THE_DAY = (Permission.SELL_SEATS, Permission.SEE_PROFIT)


@dataclass(frozen=True, slots=True)
class Today:
    """The agency's day so far, in its own currency and time zone."""

    takings: Takings
    tickets_sold: int


@dataclass(frozen=True, slots=True)
class Home:
    """What a person sees first; `today` is None for the door."""

    agency: str
    timezone: str
    today: Today | None
    events: tuple[EventRow, ...]
    attention: tuple[Attention, ...]


def home_screen(session: Session, actor: Actor, *, now: datetime) -> Home:
    """Everything on the home screen of this person."""
    agency = own_agency(session)
    return Home(
        agency=agency.name,
        timezone=agency.timezone,
        today=_today(session, actor, now, agency.currency, ZoneInfo(agency.timezone)),
        events=tuple(upcoming_events(session, now=now, limit=NEXT_EVENTS)),
        attention=needs_attention(session, actor, now=now, timezone=agency.timezone),
    )


def _today(
    session: Session, actor: Actor, now: datetime, currency: str, zone: ZoneInfo
) -> Today | None:
    if not any(actor.may(permission) for permission in _SEE_THE_DAY):
        return None
    begin = datetime.combine(now.astimezone(zone).date(), time(), zone)
    end = begin + timedelta(days=1)
    return Today(
        takings=takings(session, begin=begin, end=end, currency=currency),
        tickets_sold=tickets_sold(session, begin=begin, end=end),
    )
