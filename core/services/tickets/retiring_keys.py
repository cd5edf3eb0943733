"""Retire a signing key, after looking at what that does to tickets which are still to be used."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from core.domain.errors import NotFound, Refusal
from core.domain.events import EventStatus
from core.domain.staff import Permission
from core.domain.tickets.qr import is_genuine, parse
from core.domain.tickets.states import TicketStatus
from core.services.tickets.keys import key_here, key_name
from core.services.tickets.signatures import PublicKeys
from core.services.work import Work
from db.joins import on
from db.models import Event, SigningKey, Ticket

_AT_ONCE = 5_000


class LastKey(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is the only signing key. Make a new one before retiring it.")


class KeySignsHere(Refusal):
    """Whoever retires it means another one, or has to make a new one first."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} signs the tickets on this computer. Make a new one before retiring it."
        )


class KeyRetired(Refusal):
    def __init__(self, name: str, at: datetime) -> None:
        self.name, self.at = name, at
        super().__init__(f"{name} was retired on {at:%Y-%m-%d at %H:%M} UTC already.")


@dataclass(frozen=True, slots=True)
class RetiringOutlook:
    """What retiring a key would do: QR codes of its that would be refused, and at how many events.

    Counted are sold tickets that nobody has used yet, of events that are not over.
    """

    name: str
    tickets: int
    events: int


def retiring_outlook(work: Work, key_id: UUID, folder: Path | None = None) -> RetiringOutlook:
    """Tell what retiring a key would do; refuses like `retire_key`."""
    key = _to_retire(work, key_id, folder)
    verifier = PublicKeys([key.public_key])
    to_come = (
        select(Ticket.event_id, Ticket.qr_code)
        .join(Event, on(Event.id, Ticket.event_id))
        .where(
            Ticket.status == TicketStatus.CONFIRMED,
            Ticket.qr_code.is_not(None),
            Event.end_datetime > work.now,
            Event.status != EventStatus.CANCELLED,
        )
        .execution_options(yield_per=_AT_ONCE)
    )
    signed = [
        event_id
        for event_id, code in work.session.execute(to_come)
        if (payload := parse(code or "")) is not None and is_genuine(payload, verifier)
    ]
    return RetiringOutlook(key_name(key.public_key), len(signed), len(set(signed)))


def retire_key(work: Work, key_id: UUID, folder: Path | None = None) -> None:
    """Stop believing a key: every QR code signed with it is refused from now on.

    Refuses `NotFound`, `KeyRetired`, `KeySignsHere`, and `LastKey` when nothing else could be
    believed.
    """
    _to_retire(work, key_id, folder).retired_at = work.now


def _to_retire(work: Work, key_id: UUID, folder: Path | None) -> SigningKey:
    """The key, locked with all others: of two who retire the last two, one is refused."""
    work.actor.require(Permission.KEEP_SIGNING_KEYS)
    in_order = select(SigningKey).order_by(SigningKey.id)
    keys = work.session.scalars(in_order.with_for_update()).all()
    key = next((one for one in keys if one.id == key_id), None)
    if key is None:
        raise NotFound("signing key", key_id)
    name = key_name(key.public_key)
    if key.retired_at is not None:
        raise KeyRetired(name, key.retired_at)
    if not any(one.retired_at is None for one in keys if one is not key):
        raise LastKey(name)
    if key.public_key == key_here(work, folder):
        raise KeySignsHere(name)
    return key
