"""Shares as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.forms import PercentEdit

SHARES = st.integers(0, 10_000).map(lambda number: Decimal(number) / 10_000)


@pytest.mark.parametrize(
    ("typed", "share"),
    [("5", "0.05"), ("13.5", "0.135"), ("13,55 %", "0.1355"), ("", "0"), ("100", "1")],
)
@pytest.mark.usefixtures("dressed")
def test_a_share_is_read_as_it_is_said(typed: str, share: str) -> None:
    edit = PercentEdit()
    edit.setText(typed)

    assert edit.problem() == ""
    assert edit.share() == Decimal(share)


@pytest.mark.parametrize("typed", ["five", "1.234", "-5", "1e1", "5 of 7"])
@pytest.mark.usefixtures("dressed")
def test_what_is_no_share_says_so(typed: str) -> None:
    edit = PercentEdit()
    edit.setText(typed)

    assert edit.problem() == f"“{typed}” is no percentage. Write it like 5 or 13.5."


@given(SHARES)
def test_a_share_is_shown_as_it_is_read(qapp: QApplication, share: Decimal) -> None:
    assert qapp
    assert PercentEdit(share).share() == share
