"""How all 50,000 seats of an event stand, into NumPy; and the 200 that changed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, text

from benchmarks.agency import Agency, agency, grid_venue, milliseconds
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.services.events.creating import EventDraft, create_event
from core.services.inventory.availability import changed_seats, seat_states
from core.services.work import begin_reading, begin_work, new_key

SEATS = 50_000
CHANGED = 200
_ROWS = text("SELECT rank, status FROM parterre.event_seats WHERE event_id = :event ORDER BY rank")
_CHANGE = text(
    "UPDATE parterre.event_seats SET base_price = base_price + 1"
    " WHERE event_id = :event AND rank < :seats"
)


def run() -> Iterable[Row]:
    """Medians of five readings as the clerk's login; the limit fetches the same rows one by one."""
    start = datetime(2027, 1, 1, 19, tzinfo=UTC)
    with agency() as house:
        manager, clerk = house.sign_in(Role.MANAGER), house.sign_in(Role.BOX_OFFICE)
        with begin_work(manager.sessions, manager.actor) as work:
            venue_id = grid_venue(work, SEATS, "Arena")
            draft = EventDraft("Final", venue_id, start, start + timedelta(hours=3), "UTC")
            event_id = create_event(work, draft, key=new_key()).id
        _vacuum(house)
        now = datetime.now(UTC)
        with begin_reading(clerk.sessions) as session:
            since = seat_states(session, event_id, now=now).since
            whole = milliseconds(lambda: seat_states(session, event_id, now=now))
            rows = milliseconds(lambda: session.execute(_ROWS, {"event": event_id}).all())
        with begin_work(manager.sessions, manager.actor) as work:
            work.session.connection().execute(_CHANGE, {"event": event_id, "seats": CHANGED})
        with begin_reading(clerk.sessions) as session:
            found = changed_seats(session, event_id, since, now=now)
            part = milliseconds(lambda: changed_seats(session, event_id, since, now=now))
    if len(found.ranks) != CHANGED:
        raise AssertionError(f"{len(found.ranks)} seats were told, {CHANGED} changed")
    yield at_most(
        "all 50,000 seats", whole, "ms", 40, limit=rows, limit_from="the same seats as rows"
    )
    yield at_most("the 200 that changed", part, "ms", 10, limit=whole, limit_from="all of them")


def _vacuum(house: Agency) -> None:
    engine = create_engine(house.super_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()
