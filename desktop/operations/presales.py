"""What managers do to presales, and saying their codes, as operations of the desk."""

from datetime import datetime
from uuid import UUID

from core.domain.holds.presales import PresaleDraft
from core.domain.sales.states import PresaleEntry
from core.services.events.queries import EventRow
from core.services.holds.presales import (
    PresaleRow,
    change_presale,
    create_presale,
    end_presale,
    presale_draft,
)
from core.services.sales.presale_entry import say_code
from core.services.work import new_key
from desktop.desk import Operation
from desktop.words import count, until_text


def make(event: EventRow, draft: PresaleDraft, *, key: UUID) -> Operation[PresaleRow]:
    """Plan a presale."""
    return Operation(
        lambda work: create_presale(work, event.id, draft, key=key),
        said=lambda made: f"{made.name} is planned. Paint its seats with the plan.",
        doing="Planning the presale",
    )


def change(
    presale: PresaleRow, draft: PresaleDraft, *, key: UUID, now: datetime
) -> Operation[PresaleRow]:
    """Change a presale; its seats follow. What is said goes by the workplace's ``now``."""
    return Operation(
        lambda work: change_presale(work, presale.id, draft, key=key),
        said=lambda changed: f"{changed.name} runs {until_text(changed.end, now)}.",
        doing="Changing the presale",
    )


def end(presale: PresaleRow) -> Operation[PresaleRow]:
    """End a presale now; its seats are on general sale."""
    key = new_key()
    return Operation(
        lambda work: end_presale(work, presale.id, key=key),
        said=lambda ended: (
            f"{ended.name} is over: {count(ended.seats, 'seat')} are on general sale."
            if ended.seats != 1
            else f"{ended.name} is over: 1 seat is on general sale."
        ),
        doing="Ending the presale",
    )


def read_draft(presale: PresaleRow) -> Operation[PresaleDraft]:
    """Read how a presale was planned, its access code too: for managers alone."""
    return Operation(lambda work: presale_draft(work, presale.id), said=lambda _draft: "")


def say(entry: PresaleEntry) -> Operation[None]:
    """Take down the access code that a customer says; whether it is right is asked then."""
    return Operation(
        lambda work: say_code(work, entry), said=lambda _taken: "", doing="Checking the code"
    )
