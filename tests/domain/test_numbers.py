"""Numbers notice a wrong character and two that changed places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.numbers import (
    ALPHABET,
    RANDOM_BYTES,
    HumanNumber,
    barcode,
    booking_number,
    is_barcode,
    normalise,
    read_barcode,
    read_booking_number,
    read_ticket_number,
    ticket_number,
)

random_bytes = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
years = st.integers(2000, 2099)


def with_character(text: str, place: int, character: str) -> str:
    return text[:place] + character + text[place + 1 :]


def with_neighbours_swapped(text: str, place: int) -> str:
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def test_a_human_number_reads_back() -> None:
    number = HumanNumber("PO", 2026, 42)

    assert str(number) == "PO-2026-00042"
    assert HumanNumber.read(" po-2026-00042 ") == number
    assert str(HumanNumber("PO", 2026, 1234567)) == "PO-2026-1234567"


@pytest.mark.parametrize("text", ["", "PO-26-00042", "PO-2026-42", "2026-00042", "PO 2026 00042"])
def test_other_texts_are_no_human_number(text: str) -> None:
    assert HumanNumber.read(text) is None


@given(random_bytes)
def test_a_barcode_is_sixteen_digits_and_valid(random: bytes) -> None:
    number = barcode(random)

    assert len(number) == 16
    assert number.isdigit()
    assert is_barcode(number)


@given(random_bytes, st.integers(0, 15), st.sampled_from("0123456789"))
def test_a_barcode_notices_a_wrong_digit(random: bytes, place: int, digit: str) -> None:
    number = barcode(random)
    other = with_character(number, place, digit)

    assert is_barcode(other) == (other == number)


@given(random_bytes, st.integers(0, 14))
def test_a_barcode_notices_neighbours_swapped(random: bytes, place: int) -> None:
    number = barcode(random)
    other = with_neighbours_swapped(number, place)

    assert is_barcode(other) == (other == number)


@given(random_bytes)
def test_a_barcode_is_read_as_people_type_it(random: bytes) -> None:
    number = barcode(random)

    assert read_barcode(f" {number[:4]} {number[4:8]}-{number[8:]}\n") == number


@pytest.mark.parametrize(
    "text",
    ["", "1", "000000000000000", "00000000000000001", "\u0660" * 16, "\u00b2" * 16, "0" * 15 + "x"],
)
def test_other_texts_are_no_barcode(text: str) -> None:
    assert not is_barcode(text)
    assert read_barcode(text) is None


@given(random_bytes)
def test_a_ticket_number_reads_back_without_its_dashes(random: bytes) -> None:
    number = ticket_number(random)

    assert read_ticket_number(number.replace("-", " ").lower()) == number


@given(random_bytes, years)
def test_a_booking_number_reads_back_without_its_dashes(random: bytes, year: int) -> None:
    number = booking_number(year, random)

    assert number.startswith(f"B-{year}-")
    assert read_booking_number(number.replace("-", "\u2013").lower()) == number


@given(random_bytes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_a_ticket_number_notices_a_wrong_character(
    random: bytes, place: int, character: str
) -> None:
    code = normalise(ticket_number(random))
    other = with_character(code, place + 1, character)

    assert (read_ticket_number(other) is not None) == (other == code)


@given(random_bytes, years, st.integers(1, 14), st.data())
def test_a_booking_number_notices_a_wrong_character(
    random: bytes, year: int, place: int, data: st.DataObject
) -> None:
    code = normalise(booking_number(year, random))
    character = data.draw(st.sampled_from("0123456789" if place < 5 else ALPHABET))
    other = with_character(code, place, character)

    assert (read_booking_number(other) is not None) == (other == code)


@given(random_bytes, st.integers(1, 11))
def test_a_ticket_number_notices_neighbours_swapped(random: bytes, place: int) -> None:
    code = normalise(ticket_number(random))
    other = with_neighbours_swapped(code, place)

    assert (read_ticket_number(other) is not None) == (other == code)


@given(random_bytes, years, st.integers(1, 13))
def test_a_booking_number_notices_neighbours_swapped(random: bytes, year: int, place: int) -> None:
    code = normalise(booking_number(year, random))
    other = with_neighbours_swapped(code, place)

    assert (read_booking_number(other) is not None) == (other == code)


@pytest.mark.parametrize("text", ["", "T-0000-0000-0000", "B-2026-7KQ4M", "PO-2026-00042"])
def test_other_texts_are_neither_ticket_nor_booking(text: str) -> None:
    assert read_ticket_number(text) is None
    assert read_booking_number(text) is None


def test_known_bytes_give_known_numbers() -> None:
    random = bytes(range(16))

    assert barcode(random) == barcode(random)
    assert ticket_number(random) != ticket_number(bytes(reversed(random)))


def test_too_few_random_bytes_are_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        barcode(b"short")
