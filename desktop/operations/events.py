"""What is done to an event at the desk: publish it, put it on sale, cancel it."""

from core.domain.events import EventStatus
from core.services.events.life import open_sale, publish_event
from core.services.events.queries import EventRow
from core.services.sales.cancelling_event import CancelledEvent, cancel_event
from desktop.desk import Operation
from desktop.words import count


def publish(event: EventRow) -> Operation[EventStatus]:
    """Show the event; it is not on sale yet."""
    return Operation(
        lambda work: publish_event(work, event.id),
        said=lambda _status: f"{event.title} is published.",
        doing="Publishing",
    )


def cancel(event: EventRow, *, leaving_money_open: bool) -> Operation[CancelledEvent]:
    """Cancel an event and give its reservations back."""
    return Operation(
        lambda work: cancel_event(work, event.id, leaving_money_open=leaving_money_open),
        said=_cancelled,
        doing="Cancelling the event",
    )


def put_on_sale(event: EventRow) -> Operation[EventStatus]:
    """Put a published event on sale."""
    return Operation(
        lambda work: open_sale(work, event.id),
        said=lambda _status: f"{event.title} is on sale.",
        doing="Opening the sale",
    )


def _cancelled(done: CancelledEvent) -> str:
    told = f"{done.title} is cancelled"
    if done.open_money:
        return f"{told}; {count(len(done.open_money), 'booking')} to settle."
    return f"{told}."
