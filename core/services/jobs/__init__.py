"""Put jobs into the queue, inside the caller's transaction; `core.services.worker` does them."""

from uuid import UUID

from sqlalchemy import func, select

from core.services.work import Work


def defer_issue(work: Work, booking_id: UUID) -> None:
    """Have the tickets of a booking signed once this transaction has committed, and only then.

    A hot statement adds `func.parterre_api.defer_issue(booking_id)` to its answer instead.
    """
    work.session.execute(select(func.parterre_api.defer_issue(booking_id)))
