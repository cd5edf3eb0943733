"""The logins that are proposed for names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.staff import login_for

LOGIN = re.compile(r"u_[a-z0-9_]{3,40}")


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Nora Quinn", "u_nora_quinn"),
        ("Zoë O'Brien", "u_zoe_obrien"),
        ("Jürgen  Groß", "u_jurgen_gross"),
        ("Łukasz Æbelø", "u_lukasz_aebelo"),
        ("Ebel-Kurz, Mara", "u_ebel_kurz_mara"),
        ("Al", ""),
        ("李雷", ""),
        ("", ""),
    ],
)
def test_a_login_is_proposed_by_the_name(name: str, login: str) -> None:
    assert login_for(name) == login


def test_a_login_that_is_taken_gets_a_number() -> None:
    assert login_for("Nora Quinn", {"u_nora_quinn"}) == "u_nora_quinn2"
    assert login_for("Nora Quinn", {"u_nora_quinn", "u_nora_quinn2"}) == "u_nora_quinn3"


@given(st.text(max_size=90), st.integers(0, 12))
def test_what_is_proposed_is_a_login_that_nobody_has(name: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        proposed = login_for(name, taken)
        assert not proposed or (LOGIN.fullmatch(proposed) and proposed not in taken)
        taken.add(proposed)
