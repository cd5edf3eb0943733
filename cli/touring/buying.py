"""The morning: a plan, an event on it, an order, its two deliveries, and the prices."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from cli.touring.day import ZONE, Day, curtain_of, shown
from core.domain.events import EventType
from core.domain.inventory.pricing import MarkUp, Rounding
from core.domain.purchasing.seat_labels import SeatLabel
from core.domain.purchasing.states import PaymentTerms, SupplierType
from core.domain.staff import Role
from core.domain.venues.plan_json import read_plan
from core.domain.venues.states import VenueType
from core.services.demo.season import FOLDER, read_season
from core.services.demo.stocking import rows_by_section
from core.services.events.creating import EventDraft, create_event
from core.services.events.life import open_sale, publish_event
from core.services.events.price_levels import LevelDraft, set_price_levels
from core.services.events.queries import EventRow, one_event
from core.services.inventory.pricing import Selection, set_retail_prices
from core.services.purchasing.list_files import labels_of_event, read_list_file
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import LineRow, one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.venues.creating import NewVenue, create_venue
from core.services.work import Work, new_key

PRICES = {
    "Premium": "72.00",
    "Stalls": "58.00",
    "Dress circle": "54.00",
    "Balcony": "32.00",
    "Boxes": "80.00",
}
# What each line orders: code, section, price a seat, and the list that its delivery is read from.
LINES = (
    ("DC", "Dress circle", Decimal("38.50"), "orchard-circle.csv"),
    ("ST", "Stalls", Decimal("41.00"), "orchard-stalls.xlsx"),
)
# One more line, of which nothing has come by the evening.
LATER = ("BX", "Lower boxes left", Decimal("55.00"), 20)
MARK_UP = MarkUp(Decimal(55), Rounding(Decimal("0.50")))


def import_plan(day: Day) -> NewVenue:
    """Make the venue from its plan's file."""
    with day.step("Import a plan") as tell:
        plan = read_plan((FOLDER / "venues" / "theatre.json").read_bytes())
        with day.as_(Role.BUYER) as work:
            made = create_venue(work, plan, key=new_key(), venue_type=VenueType.THEATER)
        tell(f"{made.name}: {made.seats:,} seats in {made.rows} rows and {made.sections} sections.")
    return made


def put_on_sale(day: Day, venue: NewVenue) -> EventRow:
    """Create the event for tonight with its price levels, and open its sale."""
    with day.step("Create an event") as tell:
        with day.as_(Role.BUYER) as work:
            start = curtain_of(day.now)
            draft = EventDraft(
                title="The Glass Orchard",
                venue_id=venue.id,
                start_datetime=start,
                end_datetime=start + timedelta(minutes=150),
                timezone=ZONE,
                event_type=EventType.THEATER,
            )
            made = create_event(work, draft, key=new_key())
            levels = set_price_levels(work, made.id, _levels(work, venue.id), key=new_key())
            publish_event(work, made.id)
            open_sale(work, made.id)
            event = one_event(work.session, made.id)
        tell(f"{event.title}, on sale with {made.seats:,} seats on its map, none of them ours yet;")
        tell(f"{len(levels)} price levels.")
    return event


def _levels(work: Work, venue_id: UUID) -> list[LevelDraft]:
    rows = rows_by_section(work.session, venue_id)
    house = next(venue for venue in read_season().venues if venue.code == "theatre")
    return [
        LevelDraft(level.name, Decimal(PRICES[level.name]), level.places(rows), level.color)
        for level in house.levels
    ]


def order_seats(day: Day, event: EventRow) -> None:
    """Order from the production company, and hear that it is confirmed."""
    with day.step("Order seats") as tell:
        with day.as_(Role.BUYER) as work:
            supplier = add_supplier(
                work,
                SupplierDraft(
                    name="Half Moon Productions",
                    supplier_type=SupplierType.PRODUCTION_COMPANY,
                    payment_terms=PaymentTerms.NET_30,
                    contact_person="Greta Lindqvist",
                ),
                key=new_key(),
            )
            draft = OrderDraft(
                supplier.id,
                lines=tuple(_lines(work, event.id)),
                expected_date=(day.now + timedelta(days=2)).date(),
            )
            order_id = draft_order(work, draft, key=new_key())
            submit_order(work, order_id)
            confirm_order(work, order_id)
            order = one_order(work.session, order_id)
        day.known["order"] = order_id
        tell(f"{order.row.number} from {order.row.supplier}: {order.row.ordered} seats for")
        tell(f"{shown(order.row.total)}, confirmed, to be paid by {order.payable_due:%d %B}.")


def _lines(work: Work, event_id: UUID) -> Iterator[LineDraft]:
    for code, section, price, file in LINES:
        yield _line(work, event_id, (code, section), len(_list(work, event_id, file)), price)
    code, section, price, quantity = LATER
    yield _line(work, event_id, (code, section), quantity, price)


def _line(
    work: Work, event_id: UUID, what: tuple[str, str], quantity: int, price: Decimal
) -> LineDraft:
    code, section = what
    kind = TicketTypeDraft(event_id, code, section, (section,))
    return LineDraft(add_ticket_type(work, kind, key=new_key()).id, quantity, price)


def buy_seats(day: Day, event: EventRow) -> None:
    """Receive both deliveries, each from its supplier's file."""
    for number, (_, section, _, file) in enumerate(LINES):
        day.wait(20)
        with day.step(f"Receive the {('first', 'second')[number]} delivery") as tell:
            with day.as_(Role.BUYER) as work:
                seats = _list(work, event.id, file)
                order = one_order(work.session, day.known["order"])
                line = next(line for line in order.lines if section in line.sections)
                receipt = receive_delivery(
                    work, order.row.id, [_delivery(line, seats)], key=new_key(), reference=file
                )
                left = sum(line.open for line in one_order(work.session, order.row.id).lines)
            tell(
                f"{receipt.quantity} seats from {file} for {shown(receipt.cost)}; {left} are still"
            )
            tell("to come.")


def _list(work: Work, event_id: UUID, file: str) -> Sequence[SeatLabel]:
    lists: Path = FOLDER / "season" / "orders"
    return read_list_file(lists / file, labels_of_event(work.session, event_id)).accepted()


def _delivery(line: LineRow, seats: Sequence[SeatLabel]) -> LineDelivery:
    return LineDelivery(
        line.id, tuple(DeliveredSeat(seat.section, seat.row, seat.number) for seat in seats)
    )


def price_seats(day: Day, event: EventRow) -> None:
    """Stalls keep the price of their level; the circle sells at a mark-up on its cost."""
    with day.step("Set the prices") as tell:
        with day.as_(Role.BUYER) as work:
            circle = Selection(sections=("Dress circle",))
            done = set_retail_prices(work, event.id, circle, MARK_UP, key=new_key())
        tell(f"Stalls as their price levels say; {done.seats} seats of the dress circle at")
        tell(f"{MARK_UP.percent} % on their cost: € {done.total_before:,.2f} became")
        tell(f"€ {done.total_after:,.2f}.")
