"""Tell the planner about many rows at once, before a statement meets them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session


def refresh_statistics(session: Session, table: str, added: int) -> None:
    """Refresh the statistics of `seats` or `event_seats` if these rows change the picture."""
    session.execute(select(func.parterre_api.added_rows(table, added)))


@contextmanager
def without_loops(session: Session) -> Iterator[None]:
    """Plan what is executed within for many rows, however few the planner expects."""
    session.execute(_NO_LOOPS)
    yield
    session.execute(_LOOPS)


def plan_for_many(session: Session) -> None:
    """Plan the rest of this transaction for the rows that it is given, and without loops.

    A hot statement's plan is made for a party of four; a thousand seats take it a minute.
    """
    session.execute(_OWN_PLANS)
    session.execute(_NO_LOOPS)


_OWN_PLANS = text("SET LOCAL plan_cache_mode = force_custom_plan")
_NO_LOOPS = text("SET LOCAL enable_nestloop = off")
_LOOPS = text("SET LOCAL enable_nestloop = on")
