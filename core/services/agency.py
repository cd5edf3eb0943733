"""The agency itself: its name on papers, its fees, its clocks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from core.domain.currencies import require_currency
from core.domain.errors import Nameless, OutOfRange, Refusal
from core.domain.events import check_terms
from core.domain.money import Money
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.venues.timezones import require_timezone
from core.services.work import Work
from db.models import Event, PurchaseOrder, Tenant, TillShift

LETTERHEAD = "letterhead"
"""The setting with the lines of the address."""
MOST_GUESSES = {"code_guesses": 100, "web_code_guesses": 10_000, "code_guess_minutes": 1_440}


class CurrencyFixed(Refusal):
    """Its fees, events, orders and drawers are amounts in the currency it has."""

    def __init__(self, currency: str, wanted: str) -> None:
        self.currency, self.wanted = currency, wanted
        super().__init__(
            f"There are amounts in {currency} already, so the currency can't become {wanted}."
        )


class AgencyChanged(Refusal):
    """Whoever wrote this had not seen what is there by now."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed the agency's settings meanwhile. Nothing of yours was saved."
        )


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
    #: Wrong access codes that one clerk, or the whole web shop, may say for an event in so long.
    code_guesses: int = 5
    web_code_guesses: int = 200
    code_guess_minutes: int = 15


@dataclass(frozen=True, slots=True)
class AgencyRow:
    name: str
    currency: str
    timezone: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """All that a manager sets for the agency; `currency` only until there are amounts."""

    name: str
    timezone: str
    currency: str
    terms: AgencyTerms

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines of the address, as papers print them."""
        return letterhead_of(self.terms.settings)

    def with_letterhead(self, lines: str) -> "AgencySettings":
        """The same with these lines as its address."""
        kept = tuple(filter(None, map(str.strip, lines.splitlines())))
        settings = {**self.terms.settings, LETTERHEAD: list(kept)}
        return replace(self, terms=replace(self.terms, settings=settings))


_WORDS = frozenset({"legal_name", "settings"})


def set_agency_terms(work: Work, terms: AgencyTerms, *, key: UUID) -> AgencyRow:
    """Change the agency's terms; bookings made before keep theirs. Refuses `OutOfRange`."""
    work.actor.require(Permission.MANAGE_STAFF)
    _check(terms)
    agency = _locked(work)
    if answered_before(work, key, "set_agency_terms", terms=asdict(terms)) is None:
        _write(agency, terms)
    return _row(agency)


def change_agency(
    work: Work, settings: AgencySettings, *, seen: AgencySettings, key: UUID
) -> AgencySettings:
    """Change what the agency is called and goes by; `seen` is what the manager began with.

    Bookings made before keep their terms. Refuses `Nameless`, `UnknownTimezone`, `OutOfRange`,
    `TooManyDigits`, `UnknownCurrency`, `CurrencyTooFine`, `CurrencyFixed` and, where it is no
    longer as `seen`, `AgencyChanged`.
    """
    work.actor.require(Permission.MANAGE_STAFF)
    Nameless.check("agency", settings.name)
    require_timezone(settings.timezone)
    _check(settings.terms)
    if settings.currency != seen.currency:
        require_currency(settings.currency)
    for fee in (settings.terms.service_fee_per_ticket, settings.terms.delivery_fee):
        Money(fee, settings.currency)
    agency = _locked(work)
    asked = asdict(settings)
    if answered_before(work, key, "change_agency", settings=asked, seen=asdict(seen)) is not None:
        return _settings(agency)
    if _settings(agency) != seen:
        raise AgencyChanged
    if settings.currency != agency.currency and is_currency_fixed(work.session):
        raise CurrencyFixed(agency.currency, settings.currency)
    agency.name, agency.timezone = settings.name.strip(), settings.timezone
    agency.currency = settings.currency
    _write(agency, settings.terms)
    return _settings(agency)


def own_agency(session: Session) -> AgencyRow:
    """The agency of whoever is signed in."""
    return _row(session.scalars(select(Tenant)).one())


def agency_settings(session: Session) -> AgencySettings:
    """All that a manager may set, as it is now."""
    return _settings(session.scalars(select(Tenant)).one())


def is_currency_fixed(session: Session) -> bool:
    """Whether there are amounts in the agency's currency: an event, an order or a drawer."""
    amounts = or_(*(exists().select_from(one) for one in (Event, PurchaseOrder, TillShift)))
    return bool(session.scalar(select(amounts)))


def letterhead_of(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of the address among an agency's settings; none if there is none."""
    lines = settings.get(LETTERHEAD) or []
    return tuple(map(str, lines.splitlines() if isinstance(lines, str) else lines))


def _check(terms: AgencyTerms) -> None:
    numbers = {name: value for name, value in asdict(terms).items() if name not in _WORDS}
    for name, most in MOST_GUESSES.items():
        OutOfRange.check(name, numbers.pop(name), least=1, most=most)
    check_terms(**numbers)


def _locked(work: Work) -> Tenant:
    # Sales go on meanwhile: their rows refer to the agency's key, which stays.
    return work.session.scalars(select(Tenant).with_for_update(key_share=True)).one()


def _write(agency: Tenant, terms: AgencyTerms) -> None:
    for name, value in asdict(terms).items():
        setattr(agency, name, {**agency.settings, **value} if name == "settings" else value)


def _settings(agency: Tenant) -> AgencySettings:
    terms = {one.name: getattr(agency, one.name) for one in fields(AgencyTerms)}
    return AgencySettings(agency.name, agency.timezone, agency.currency, AgencyTerms(**terms))


def _row(agency: Tenant) -> AgencyRow:
    return AgencyRow(agency.name, agency.currency, agency.timezone, agency.settings)
