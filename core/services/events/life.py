"""The life of an event: published, on sale, completed."""

from uuid import UUID

from core.domain.errors import NotFound
from core.domain.events import EVENT_MOVES, EventStatus
from core.domain.moves import require_move
from core.domain.staff import Permission
from core.services.work import Work
from db.models import Event


def publish_event(work: Work, event_id: UUID) -> EventStatus:
    """Show the event; it is not on sale yet."""
    return _move(work, event_id, EventStatus.PUBLISHED)


def open_sale(work: Work, event_id: UUID) -> EventStatus:
    """Put a published event on sale."""
    return _move(work, event_id, EventStatus.ON_SALE)


def complete_event(work: Work, event_id: UUID) -> EventStatus:
    """Close the books on an event that has taken place."""
    return _move(work, event_id, EventStatus.COMPLETED)


def _move(work: Work, event_id: UUID, wanted: EventStatus) -> EventStatus:
    """Repeating a move that is done already changes nothing."""
    work.actor.require(Permission.MANAGE_EVENTS)
    event = work.session.get(
        Event, (work.actor.tenant_id, event_id), with_for_update={"key_share": True}
    )
    if event is None:
        raise NotFound("event", event_id)
    if event.status is not wanted:
        require_move(event.title, EVENT_MOVES, event.status, wanted)
        event.status = wanted
    return event.status
