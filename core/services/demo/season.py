"""The demo season's files, read: agency, suppliers, venues, events, orders, customers."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import resources.demo
from core.domain.events import EventType
from core.domain.purchasing.states import OrderStatus, PaymentTerms, SupplierType
from core.domain.sales.states import CustomerType
from core.domain.venues.order import natural_key
from core.domain.venues.states import VenueType
from core.services.agency import AgencyTerms
from core.services.events.price_levels import Place
from core.services.purchasing.suppliers import SupplierDraft
from core.services.sales.customers import CustomerDraft

FOLDER = Path(resources.demo.__file__).parent


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    currency: str
    timezone: str
    terms: AgencyTerms


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """What a price level covers; `rows` like "D-J" narrows it to those rows of its sections."""

    name: str
    sections: tuple[str, ...]
    rows: str | None
    color: str | None

    def places(self, rows_of: Mapping[str, list[str]]) -> tuple[Place, ...]:
        """The sections and rows of this level among those of the venue."""
        covered = [name for pattern in self.sections for name in _between(pattern, list(rows_of))]
        if self.rows is None:
            return tuple(Place(section) for section in covered)
        return tuple(
            Place(section, row)
            for section in covered
            for row in _between(self.rows, rows_of[section])
        )


@dataclass(frozen=True, slots=True)
class VenueCard:
    code: str
    plan: Path
    venue_type: VenueType
    levels: tuple[LevelPlan, ...]


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event; `day` counts from loading, `at` is local time, None a few hours after loading."""

    code: str
    title: str
    venue: str
    event_type: EventType
    day: int
    at: str | None
    minutes: int
    on_sale: int | None
    sold: Decimal
    featured: bool
    prices: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line of an order; `missing` seats are ordered beyond what the lists name."""

    code: str
    name: str
    sections: tuple[str, ...]
    price: Decimal
    missing: int


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    file: Path
    day: int


@dataclass(frozen=True, slots=True)
class OrderCard:
    event: str
    supplier: str
    day: int
    expected: int | None
    reference: str | None
    notes: str | None
    status: OrderStatus
    lines: tuple[LineCard, ...]
    deliveries: tuple[DeliveryCard, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """Everything that is loaded."""

    agency: Agency
    suppliers: Mapping[str, SupplierDraft]
    venues: tuple[VenueCard, ...]
    events: tuple[EventCard, ...]
    orders: tuple[OrderCard, ...]
    customers: tuple[CustomerDraft, ...]


@lru_cache(maxsize=1)
def read_season() -> Season:
    """Read the season that comes with the program."""
    files = FOLDER / "season"
    return Season(
        agency=_agency(_toml(files / "agency.toml")),
        suppliers={
            one["code"]: _supplier(one) for one in _toml(files / "suppliers.toml")["suppliers"]
        },
        venues=tuple(_venue(one) for one in _toml(files / "venues.toml")["venues"]),
        events=tuple(_event(one) for one in _toml(files / "events.toml")["events"]),
        orders=tuple(_order(one) for one in _toml(files / "orders.toml")["orders"]),
        customers=_customers(files / "customers.csv"),
    )


def _agency(one: dict[str, Any]) -> Agency:
    terms = AgencyTerms(
        legal_name=one["legal_name"],
        service_fee_rate=Decimal(one["service_fee_rate"]),
        service_fee_per_ticket=Decimal(one["service_fee_per_ticket"]),
        delivery_fee=Decimal(one["delivery_fee"]),
        tax_rate=Decimal(one["tax_rate"]),
        reservation_minutes=one["reservation_minutes"],
        transfer_due_days=one["transfer_due_days"],
        settings={"letterhead": one["letterhead"]},
    )
    return Agency(one["name"], one["currency"], one["timezone"], terms)


def _supplier(one: dict[str, Any]) -> SupplierDraft:
    return SupplierDraft(
        name=one["name"],
        supplier_type=SupplierType(one["type"]),
        payment_terms=PaymentTerms(one["terms"]),
        wholesale_discount_rate=Decimal(one["discount"]),
        tax_id=one["tax_id"],
        contact_person=one["contact"],
        email=one["email"],
        phone=one["phone"],
    )


def _venue(one: dict[str, Any]) -> VenueCard:
    levels = tuple(
        LevelPlan(name, tuple(level["sections"]), level.get("rows"), level.get("color"))
        for name, level in one["levels"].items()
    )
    return VenueCard(one["code"], FOLDER / "venues" / one["plan"], VenueType(one["type"]), levels)


def _event(one: dict[str, Any]) -> EventCard:
    return EventCard(
        code=one["code"],
        title=one["title"],
        venue=one["venue"],
        event_type=EventType(one["type"]),
        day=one["day"],
        at=one.get("at"),
        minutes=one["minutes"],
        on_sale=one.get("on_sale"),
        sold=Decimal(str(one.get("sold", 0))),
        featured=one.get("featured", False),
        prices={name: Decimal(price) for name, price in one["prices"].items()},
    )


def _order(one: dict[str, Any]) -> OrderCard:
    lists = FOLDER / "season" / "orders"
    return OrderCard(
        event=one["event"],
        supplier=one["supplier"],
        day=one["day"],
        expected=one.get("expected"),
        reference=one.get("reference"),
        notes=one.get("note"),
        status=OrderStatus(one.get("status", OrderStatus.CONFIRMED)),
        lines=tuple(
            LineCard(
                code=line["code"],
                name=line["name"],
                sections=tuple(line["sections"]),
                price=Decimal(line["price"]),
                missing=line.get("missing", 0),
            )
            for line in one["lines"]
        ),
        deliveries=tuple(
            DeliveryCard(lists / each["file"], each["day"]) for each in one.get("deliveries", ())
        ),
    )


def _customers(file: Path) -> tuple[CustomerDraft, ...]:
    with file.open(encoding="utf-8", newline="") as rows:
        return tuple(
            CustomerDraft(
                name=one["name"],
                email=one["email"],
                phone=one["phone"],
                is_company=one["kind"] == CustomerType.CORPORATE,
                customer_type=CustomerType(one["kind"]),
                marketing_opt_in=one["marketing"] == "yes",
            )
            for one in csv.DictReader(rows)
        )


def _between(pattern: str, labels: list[str]) -> list[str]:
    """The labels from "101-108" or "D-J", or the one that is called so."""
    if pattern in labels or "-" not in pattern:
        return [pattern]
    first, last = (natural_key(end)[0] for end in pattern.split("-", 1))
    return [label for label in labels if first <= natural_key(label)[0] <= last]


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
