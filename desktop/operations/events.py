"""What is done to an event at the desk: publish it, put it on sale."""

from core.domain.events import EventStatus
from core.services.events.life import open_sale, publish_event
from core.services.events.queries import EventRow
from desktop.desk import Operation


def publish(event: EventRow) -> Operation[EventStatus]:
    """Show the event; it is not on sale yet."""
    return Operation(
        lambda work: publish_event(work, event.id),
        said=lambda _status: f"{event.title} is published.",
        doing="Publishing",
    )


def put_on_sale(event: EventRow) -> Operation[EventStatus]:
    """Put a published event on sale."""
    return Operation(
        lambda work: open_sale(work, event.id),
        said=lambda _status: f"{event.title} is on sale.",
        doing="Opening the sale",
    )
