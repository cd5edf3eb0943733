"""What the history of a seat says, in the words of the trade."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.domain.money import Money
from core.domain.sales.states import BookingStatus
from core.domain.tickets.states import TicketStatus
from core.services.reporting.earlier_tickets import EarlierTicket
from core.services.reporting.seat_details import SeatChange
from desktop.views.seat_life import change_words, earlier_fact, history_facts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Values = dict[str, str | None]


def change(before: Values, after: Values) -> SeatChange:
    return SeatChange(NOW, "Mara Ebel", before, after)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"status": "AVAILABLE"}, {"status": "RESERVED", "reserved_until": "x"}, "Reserved"),
        ({"status": "RESERVED"}, {"status": "SOLD"}, "Sold"),
        ({"status": "RESERVED"}, {"status": "AVAILABLE"}, "Free again"),
        (
            {"status": "AVAILABLE"},
            {"status": "HELD", "hold_reason": "the artist"},
            "Held for the artist",
        ),
        (
            {"ownership_status": "NOT_OWNED"},
            {"ownership_status": "OWNED", "purchase_price": "30.00"},
            "Received",
        ),
        ({}, {"retail_price": "60.00"}, "Priced 60.00 EUR"),
        (
            {"retail_price": "50.00"},
            {"retail_price": "60.00"},
            "Priced 60.00 EUR instead of 50.00 EUR",
        ),
        ({"retail_price": "50.00"}, {}, "Price taken away"),
        (
            {"ownership_status": "NOT_OWNED", "price_level_id": "a"},
            {"ownership_status": "OWNED", "retail_price": "60.00", "price_level_id": "b"},
            "Received, priced 60.00 EUR, price level changed",
        ),
        ({"reserved_until": "a"}, {"reserved_until": "b"}, ""),
    ],
)
def test_change_is_told_in_words(before: Values, after: Values, words: str) -> None:
    assert change_words(change(before, after), "EUR") == words


def test_history_leaves_out_what_says_nothing() -> None:
    told = history_facts(
        [change({"status": "RESERVED"}, {"status": "SOLD"}), change({}, {"hold_until": "x"})],
        "EUR",
        NOW,
    )

    assert [words for _, words in told] == ["Sold, by Mara Ebel"]
    assert told[0][0].startswith("Today ")


SOLD = EarlierTicket(
    number="T-1",
    booking="B-1",
    booking_status=BookingStatus.CANCELLED,
    holder="Anna Byrne",
    status=TicketStatus.CANCELLED,
    was_sold=True,
    price=Money(Decimal(50), "EUR"),
    ended_at=NOW,
    ended_by="Mara Ebel",
    reason=None,
)


@pytest.mark.parametrize(
    ("ticket", "words"),
    [
        (SOLD, "T-1, B-1, Anna Byrne, cancelled, by Mara Ebel"),
        (
            replace(SOLD, booking_status=BookingStatus.REFUNDED, reason="The singer is ill"),
            "T-1, B-1, Anna Byrne, refunded (the singer is ill), by Mara Ebel",
        ),
        (
            replace(SOLD, status=TicketStatus.TRANSFERRED, holder=None),
            "T-1, B-1, Walk-up, handed on, by Mara Ebel",
        ),
        (
            replace(SOLD, was_sold=False, ended_by=None, reason="Given back at the counter"),
            "T-1, B-1, Anna Byrne, given back at the counter",
        ),
        (
            replace(SOLD, was_sold=False, ended_by=None),
            "T-1, B-1, Anna Byrne, the reservation ran out",
        ),
    ],
)
def test_earlier_ticket_is_told_with_its_end(ticket: EarlierTicket, words: str) -> None:
    when, said = earlier_fact(ticket, NOW, with_holder=True)

    assert said == words
    assert when.startswith("Today ")


def test_earlier_ticket_of_unknown_end_keeps_its_holder_from_those_who_may_not_see() -> None:
    ticket = replace(SOLD, ended_at=None, ended_by=None)

    assert earlier_fact(ticket, NOW, with_holder=False) == ("", "T-1, B-1, cancelled")
