from collections import Counter
from pathlib import Path

import pytest

from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from core.domain.venues.states import SeatType
from resources.demo.make_venues import FOLDER, make_venues

VENUES = {"theatre": (1_100, 1_300), "hall": (2_300, 2_500), "stadium": (40_500, 41_500)}


def test_the_plans_are_what_the_script_writes(tmp_path: Path) -> None:
    made = make_venues(tmp_path)

    assert sorted(path.stem for path in made) == sorted(VENUES)
    for path in made:
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()


@pytest.mark.parametrize("name", VENUES)
def test_a_venue_has_its_seats_and_no_two_on_one_spot(name: str) -> None:
    path = FOLDER / f"{name}.json"
    fewest, most = VENUES[name]

    seats = derive_seats(read_plan(path.read_bytes()))

    assert fewest <= len(seats) <= most
    assert len({(round(seat.x), round(seat.y)) for seat in seats}) == len(seats)
    assert path.stat().st_size < 9_000_000


@pytest.mark.parametrize("name", VENUES)
def test_a_venue_pairs_wheelchair_places_with_companions(name: str) -> None:
    seats = derive_seats(read_plan((FOLDER / f"{name}.json").read_bytes()))
    kinds = Counter(seat.seat_type for seat in seats)

    assert kinds[SeatType.WHEELCHAIR] == kinds[SeatType.COMPANION] > 5


def test_the_stadium_has_blocks_in_two_tiers() -> None:
    plan = read_plan((FOLDER / "stadium.json").read_bytes())

    names = [section.name for section in shapes(plan, derive_seats(plan)).sections]

    assert [name for name in names if name < "200"] == [str(101 + n) for n in range(42)]
    assert [name for name in names if name > "200"] == [str(201 + n) for n in range(50)]
