from datetime import timedelta

import pytest

from core.services.work import Work, server_clock, wall_clock

AGREEMENT = timedelta(seconds=30)


@pytest.mark.parametrize("wrong", [timedelta(days=1), timedelta(minutes=-20)])
def test_a_computer_with_a_wrong_clock_goes_by_the_servers(work: Work, wrong: timedelta) -> None:
    clock = server_clock(work.session, own=lambda: wall_clock() + wrong)

    assert abs(clock() - wall_clock()) < AGREEMENT
