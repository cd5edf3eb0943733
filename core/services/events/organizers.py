"""Organizers: who puts events on."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NameTaken, NotFound
from core.domain.staff import Permission
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Event, Organizer, Party


@dataclass(frozen=True, slots=True)
class OrganizerDraft:
    name: str
    email: str | None = None
    phone: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizerRow:
    """One organizer; `events` are all that they put on."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    notes: str | None
    is_active: bool
    events: int


_events = select(func.count()).where(on(Event.organizer_id, Organizer.id)).scalar_subquery()
_organizers = (
    select(
        Organizer.id,
        Party.name,
        Party.email,
        Party.phone,
        Party.notes,
        Organizer.is_active,
        _events,
    )
    .join(Party, on(Party.id, Organizer.party_id))
    .order_by(Party.name, Organizer.id)
)


def add_organizer(work: Work, draft: OrganizerDraft, *, key: UUID) -> OrganizerRow:
    """Add an organizer with its party; refuse `Nameless`, `NameTaken`."""
    work.actor.require(Permission.MANAGE_EVENTS)
    made_id, name = new_id(), Nameless.check("organizer", draft.name)
    first = answered_before(work, key, "add_organizer", subject_id=made_id, draft=asdict(draft))
    if first is not None:
        return one_organizer(work.session, subject_of(first))
    _wait_for_names(work)
    _require_free(work.session, made_id, name)
    party = Party(
        id=new_id(),
        name=name,
        is_company=True,
        email=draft.email,
        phone=draft.phone,
        notes=draft.notes,
    )
    work.session.add(party)
    work.session.flush()  # the organizer points to the party
    work.session.add(Organizer(id=made_id, party_id=party.id))
    work.session.flush()  # the row is read back
    return one_organizer(work.session, made_id)


def change_organizer(
    work: Work, organizer_id: UUID, draft: OrganizerDraft, *, is_active: bool = True
) -> OrganizerRow:
    """Write an organizer anew, or put it aside; refuse `Nameless`, `NameTaken`, `NotFound`."""
    work.actor.require(Permission.MANAGE_EVENTS)
    name = Nameless.check("organizer", draft.name)
    _wait_for_names(work)
    found = work.session.execute(
        select(Organizer, Party)
        .join(Party, on(Party.id, Organizer.party_id))
        .where(Organizer.id == organizer_id)
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound("organizer", organizer_id)
    _require_free(work.session, organizer_id, name)
    organizer, party = found
    organizer.is_active = is_active
    party.name, party.email, party.phone, party.notes = name, draft.email, draft.phone, draft.notes
    work.session.flush()  # the row is read back
    return one_organizer(work.session, organizer_id)


def list_organizers(session: Session) -> list[OrganizerRow]:
    """Every organizer by name."""
    return [OrganizerRow(*row) for row in session.execute(_organizers)]


def one_organizer(session: Session, organizer_id: UUID) -> OrganizerRow:
    """One organizer; refuse `NotFound`."""
    row = session.execute(_organizers.where(Organizer.id == organizer_id)).one_or_none()
    if row is None:
        raise NotFound("organizer", organizer_id)
    return OrganizerRow(*row)


def _wait_for_names(work: Work) -> None:
    """Let nobody else of the agency name an organizer meanwhile: names are the parties', of whom
    several may have one name, so that no unique index can tell.
    """
    mine = f"organizers of {work.actor.tenant_id}"
    work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(mine, 0))))


def _require_free(session: Session, organizer_id: UUID, name: str) -> None:
    """An organizer is told from another by its name alone: nobody stands in the list twice."""
    same = _organizers.where(
        func.lower(Party.name) == func.lower(name), Organizer.id != organizer_id
    )
    if session.execute(same).first() is not None:
        raise NameTaken("organizer", name)
