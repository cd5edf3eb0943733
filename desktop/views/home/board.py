"""What the home screen reads in one go, and what it makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.events import EventStatus
from core.domain.reporting import Profit, nothing_earned
from core.domain.staff import Permission
from core.services.events.queries import EventRow, upcoming_events
from core.services.payments.till import TillRow, open_till_of
from core.services.reporting.profit import PeriodProfit, Step, profit_by_period
from core.services.sales.queries import (
    BookingLine,
    Takings,
    recent_bookings,
    takings,
    tickets_sold,
)
from desktop.desk import Query
from desktop.theme import Tone
from desktop.views.home.cards import Notice
from desktop.words import count, when_text
from desktop.workplace import Workplace

SHOWN_EVENTS = 6
SHOWN_SALES = 40
SOON = timedelta(days=14)
NEARLY = 0.9
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HomeBoard:
    """Today until now, and what comes."""

    now: datetime
    takings: Takings
    tickets: int
    earned: Profit | None
    """None for those who may not see profit."""
    sales: tuple[BookingLine, ...]
    events: tuple[EventRow, ...]
    till: TillRow | None


def read_board(workplace: Workplace) -> Query[HomeBoard]:
    """The query for the whole screen; a day begins where the agency is."""
    now, agency = workplace.clock(), workplace.agency
    local = now.astimezone(ZoneInfo(agency.timezone))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    staff_id, currency = workplace.actor.staff_id, agency.currency
    may_see = workplace.may(Permission.SEE_PROFIT)
    periods: Query[list[PeriodProfit]] = lambda session: profit_by_period(  # noqa: E731 - typed
        session,
        workplace.actor,
        begin=today,
        end=today + DAY,
        step=Step.DAY,
        timezone=agency.timezone,
    )
    return lambda session: HomeBoard(
        now=now,
        takings=takings(session, begin=today, end=today + DAY, currency=currency),
        tickets=tickets_sold(session, begin=today, end=today + DAY),
        earned=_earned(periods(session), currency) if may_see else None,
        sales=tuple(recent_bookings(session, limit=SHOWN_SALES)),
        events=tuple(upcoming_events(session, now=now, limit=SHOWN_EVENTS)),
        till=open_till_of(session, staff_id),
    )


def _earned(periods: Sequence[PeriodProfit], currency: str) -> Profit:
    ours = [period.profit for period in periods if period.profit.cost.currency == currency]
    return ours[0] if ours else nothing_earned(currency)


def notices_of(board: HomeBoard) -> list[Notice]:
    """What the events and the drawer say by themselves, the most pressing first."""
    return [*_till(board), *_events(board.events, board.now)]


def _till(board: HomeBoard) -> Iterator[Notice]:
    till = board.till
    if till is not None and board.now - till.opened_at > DAY:
        since = when_text(till.opened_at, board.now)
        yield Notice(
            f"{till.drawer} has not been counted", f"Open since {since}", screen="Box office"
        )


def _events(events: Sequence[EventRow], now: datetime) -> Iterator[Notice]:
    for event in events:
        waiting = event.status in (EventStatus.DRAFT, EventStatus.PUBLISHED)
        if waiting and event.start - now < SOON:
            yield Notice(
                f"{event.title} is not on sale yet",
                f"It begins {when_text(event.start, now, ZoneInfo(event.timezone))}",
                screen="Event",
                subject=event.id,
            )
        elif event.owned and NEARLY <= event.sold / event.owned < 1:
            yield Notice(
                f"{event.title} is nearly sold out",
                f"{count(event.available, 'seat')} left",
                Tone.ACCENT,
                "star",
                "Event",
                event.id,
            )
