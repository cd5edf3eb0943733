"""What the home screen reads in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.reporting import Profit, nothing_earned
from core.domain.staff import Permission
from core.services.payments.till import TillRow, open_till_of
from core.services.reporting import home
from core.services.reporting.profit import PeriodProfit, Step, profit_by_period
from core.services.sales.queries import BookingLine, recent_bookings
from desktop.desk import Query
from desktop.workplace import Workplace

SHOWN_SALES = 40
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HomeBoard:
    """Today until now, what comes, and what was sold last."""

    now: datetime
    home: home.Home
    earned: Profit | None
    """None for those who may not see profit."""
    till: TillRow | None
    sales: tuple[BookingLine, ...]


def read_board(workplace: Workplace) -> Query[HomeBoard]:
    """The query for the whole screen; a day begins where the agency is."""
    now, agency, actor = workplace.clock(), workplace.agency, workplace.actor
    local = now.astimezone(ZoneInfo(agency.timezone))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    may_see = actor.may(Permission.SEE_PROFIT)
    earned: Query[list[PeriodProfit]] = lambda session: profit_by_period(  # noqa: E731 - typed
        session, actor, begin=today, end=today + DAY, step=Step.DAY, timezone=agency.timezone
    )
    return lambda session: HomeBoard(
        now=now,
        home=home.home_screen(session, actor, now=now),
        earned=_earned(earned(session), agency.currency) if may_see else None,
        till=open_till_of(session, actor.staff_id),
        sales=tuple(recent_bookings(session, limit=SHOWN_SALES)),
    )


def _earned(periods: Sequence[PeriodProfit], currency: str) -> Profit:
    ours = [period.profit for period in periods if period.profit.cost.currency == currency]
    return ours[0] if ours else nothing_earned(currency)
