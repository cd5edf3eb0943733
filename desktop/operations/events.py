"""What is done to events at the desk, and to what they are filed under and who puts them on."""

from uuid import UUID

from core.domain.events import EventStatus
from core.services.events.categories import CategoryRow, add_category, change_category
from core.services.events.life import open_sale, publish_event
from core.services.events.moving import MovedEvent, move_to_current_plan
from core.services.events.organizers import (
    OrganizerDraft,
    OrganizerRow,
    add_organizer,
    change_organizer,
)
from core.services.events.queries import EventRow
from core.services.sales.cancelling_event import CancelledEvent, cancel_event
from core.services.work import Work
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


def move_to_plan(event: EventRow) -> Operation[MovedEvent]:
    """Give an event the seats of its venue's newest plan."""
    return Operation(
        lambda work: move_to_current_plan(work, event.id),
        said=lambda moved: _moved(event, moved),
        doing="Moving the event",
    )


def file_under(
    name: str, description: str | None, *, key: UUID, changes: CategoryRow | None = None
) -> Operation[UUID]:
    """Add a category, or change one; its id."""

    def write(work: Work) -> UUID:
        if changes is None:
            return add_category(work, name, description=description, key=key)
        change_category(work, changes.id, name=name, description=description)
        return changes.id

    return Operation(write, said=lambda _id: f"{name} is saved.", doing="Saving the category")


def write_organizer(
    draft: OrganizerDraft, *, is_active: bool, key: UUID, changes: OrganizerRow | None = None
) -> Operation[OrganizerRow]:
    """Add an organizer, or change one."""

    def write(work: Work) -> OrganizerRow:
        if changes is None:
            return add_organizer(work, draft, key=key)
        return change_organizer(work, changes.id, draft, is_active=is_active)

    return Operation(
        write, said=lambda kept: f"{kept.name} is saved.", doing="Saving the organizer"
    )


def _moved(event: EventRow, moved: MovedEvent) -> str:
    changed = [("added", moved.added), ("gone", moved.removed)]
    told = [f"{count(number, 'seat')} {how}" for how, number in changed if number]
    how_many = f": {', '.join(told)}" if told else ""
    return f"{event.title} is on version {moved.version} of its plan{how_many}."


def _cancelled(done: CancelledEvent) -> str:
    told = f"{done.title} is cancelled"
    if done.open_money:
        return f"{told}; {count(len(done.open_money), 'booking')} to settle."
    return f"{told}."
