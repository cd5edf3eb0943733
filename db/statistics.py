"""Tell the planner about many new rows at once, before the next statement meets them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def refresh_statistics(session: Session, table: str, added: int) -> None:
    """Refresh the statistics of `seats` or `event_seats` if these rows change the picture."""
    session.execute(select(func.parterre_api.added_rows(table, added)))
