"""The agency itself: its name on papers, its fees, its clocks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.events import check_terms
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.work import Work
from db.models import Tenant


@dataclass(frozen=True, slots=True)
class AgencyTerms:
    """What holds for every event without a setting of its own; rates are shares: 0.05 is 5 %."""

    legal_name: str | None = None
    service_fee_rate: Decimal = Decimal(0)
    service_fee_per_ticket: Decimal = Decimal(0)
    delivery_fee: Decimal = Decimal(0)
    tax_rate: Decimal = Decimal(0)
    reservation_minutes: int = 15
    transfer_due_days: int = 7
    #: Letterhead and the like that only people read; added to what is there.
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    name: str
    currency: str
    timezone: str
    settings: Mapping[str, Any]


_WORDS = frozenset({"legal_name", "settings"})


def set_agency_terms(work: Work, terms: AgencyTerms, *, key: UUID) -> AgencyRow:
    """Change the agency's terms; bookings made before keep theirs. Refuses `OutOfRange`."""
    work.actor.require(Permission.MANAGE_STAFF)
    named = {name: value for name, value in asdict(terms).items() if name not in _WORDS}
    check_terms(**named)
    agency = work.session.scalars(select(Tenant).with_for_update()).one()
    if answered_before(work, key, "set_agency_terms", terms=asdict(terms)) is None:
        for name, value in asdict(terms).items():
            setattr(agency, name, {**agency.settings, **value} if name == "settings" else value)
    return _row(agency)


def own_agency(session: Session) -> AgencyRow:
    """The agency of whoever is signed in."""
    return _row(session.scalars(select(Tenant)).one())


def _row(agency: Tenant) -> AgencyRow:
    return AgencyRow(agency.name, agency.currency, agency.timezone, agency.settings)
