"""Words on paper: shrunk, wrapped, cut, and in the fonts that can draw them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.services.tickets.codes import barcode_shape, qr_shape
from core.services.tickets.fonts import UNKNOWN, pieces, width_of
from core.services.tickets.paper import Type, fit, grouped, local_day, local_time, wrap
from tests.services.tickets.sheets import ticket_face

TEXT = Type(12, 8)


def test_what_fits_stays_as_it_is() -> None:
    assert fit("Stalls", TEXT, 200) == ("Stalls", 12)
    assert fit("Stalls", TEXT, 0) == ("Stalls", 12)


def test_what_is_too_wide_shrinks_first() -> None:
    words, size = fit("Grand circle left", TEXT, width_of("Grand circle left", 10))

    assert words == "Grand circle left"
    assert size == pytest.approx(10)


def test_what_can_not_shrink_further_ends_in_an_ellipsis() -> None:
    words, size = fit("Grand circle left, upper tier", TEXT, 60)

    assert size == 8
    assert words.startswith("Grand")
    assert words.endswith("…")
    assert width_of(words, size) <= 60


@given(words=st.text(max_size=60), width=st.floats(30, 300))
def test_fitted_words_are_never_wider(words: str, width: float) -> None:
    fitted, size = fit(words, TEXT, width)

    assert width_of(fitted, size) <= width + 0.1


@given(words=st.text(st.characters(codec="ascii"), max_size=120), most=st.integers(1, 3))
def test_wrapped_lines_are_few_and_narrow(words: str, most: int) -> None:
    lines, size = wrap(words, TEXT, 120, most=most)

    assert len(lines) <= most
    assert all(width_of(line, size) <= 120.1 for line in lines)


def test_wrapping_keeps_every_word_where_there_is_room() -> None:
    lines, size = wrap("one two three four five six seven", TEXT, 80, most=4)

    assert " ".join(lines) == "one two three four five six seven"
    assert size == 12


def test_letters_that_nothing_draws_become_question_marks() -> None:
    assert pieces("a\U00013000b")[0].text == f"a{UNKNOWN}b"
    assert "".join(piece.text for piece in pieces("a\nb\u200bc")) == "a bc"


def test_hebrew_is_drawn_from_the_right() -> None:
    drawn = "".join(piece.text for piece in pieces("Row אבג 7"))

    assert drawn in {"Row גבא 7", "Row ??? 7"}


def test_times_are_the_events_own_with_their_zone() -> None:
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert local_day(moment, "Europe/Berlin") == "Friday 1 January 2027"
    assert local_time(moment, "Europe/Berlin") == "00:30 CET"
    assert local_time(moment, "America/Sao_Paulo") == "20:30 UTC-03:00"


def test_digits_in_groups() -> None:
    assert grouped("1234567890123456") == "1234 5678 9012 3456"


def test_ticket_code_is_version_five() -> None:
    shape = qr_shape(ticket_face().qr)

    assert shape.size == 37
    assert all(0 < length <= 37 - column for column, _, length in shape.runs)


def test_barcode_begins_and_ends_with_a_bar() -> None:
    shape = barcode_shape("1234567890123456")

    assert shape.bars[0][0] == 0
    assert sum(shape.bars[-1]) == shape.width
