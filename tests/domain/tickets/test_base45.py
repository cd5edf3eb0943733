"""Base45 as RFC 9285 has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.tickets import base45


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_base45_gives_the_examples_of_the_rfc(raw: bytes, text: str) -> None:
    assert base45.encode(raw) == text
    assert base45.decode(text) == raw


@given(st.binary(max_size=200))
def test_base45_reads_back_what_it_wrote(raw: bytes) -> None:
    assert base45.decode(base45.encode(raw)) == raw


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=12))
def test_base45_has_one_text_for_each_bytes(text: str) -> None:
    raw = base45.decode(text)

    assert raw is None or base45.encode(raw) == text


@pytest.mark.parametrize("text", ["GGW", ":::", "ZZ", "A", "BB8A", "bb8", "BB8é0"])
def test_what_is_not_base45_is_nothing(text: str) -> None:
    assert base45.decode(text) is None
