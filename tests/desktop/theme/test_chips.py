"""Every state has a word, an icon and a tone."""

from enum import StrEnum

import pytest

from desktop.theme import Chip, Tone, chip_for, order_chip, payable_chip


class State(StrEnum):
    SOLD = "sold"
    HALF_DONE = "half done"


@pytest.mark.parametrize("state", [State.SOLD, "SOLD", "sold"])
def test_chip_is_found_by_the_name_of_the_state(state: State | str) -> None:
    assert chip_for(state) == Chip("Sold", "check-circle", Tone.ACCENT)


def test_unknown_state_is_written_out() -> None:
    assert chip_for(State.HALF_DONE) == Chip("Half done", "dot", Tone.NEUTRAL)


def test_pending_means_something_else_in_each_context() -> None:
    words = [chip("PENDING").word for chip in (chip_for, order_chip, payable_chip)]

    assert words == ["Payment due", "Submitted", "Not due"]
