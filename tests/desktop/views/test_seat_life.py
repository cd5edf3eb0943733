"""What the history of a seat says, in the words of the trade."""

from datetime import UTC, datetime

import pytest

from core.services.reporting.seat_details import SeatChange
from desktop.views.seat_life import change_words, history_facts

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
