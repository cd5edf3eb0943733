import pytest
from sqlalchemy import func, select

from core.domain.errors import KeyReused, NameTaken, NotAllowed, NotFound
from core.domain.staff import Role
from core.domain.venues.plan import PlanRefused
from core.services.venues.creating import NewVenue, create_venue
from core.services.venues.maps import venue_map
from core.services.venues.queries import find_venue, list_venues, venue_plan
from core.services.work import Work, new_key
from db.models import Seat
from tests.conftest import WorkAs
from tests.services.plans import grid_plan


def test_a_plan_becomes_a_venue_with_all_its_seats(work: Work) -> None:
    made = create_venue(work, grid_plan(), key=new_key())

    assert made == NewVenue(made.id, "Studio", seats=20, rows=4, sections=2)
    stored = work.session.execute(
        select(Seat.rank, Seat.section, Seat.row, Seat.seat_number, Seat.position)
        .where(Seat.venue_id == made.id)
        .order_by(Seat.rank)
        .limit(6)
    ).all()
    assert [tuple(row) for row in stored] == [
        (0, "A", "1", "1", 1),
        (1, "A", "1", "2", 2),
        (2, "A", "1", "3", 3),
        (3, "A", "1", "4", 4),
        (4, "A", "1", "5", 5),
        (5, "A", "2", "1", 1),
    ]


def test_the_same_key_creates_one_venue(work: Work) -> None:
    key = new_key()

    first = create_venue(work, grid_plan(), key=key)
    again = create_venue(work, grid_plan(), key=key)

    assert again == first
    assert work.session.scalar(select(func.count()).select_from(Seat)) == 20


def test_the_same_key_for_another_plan_is_refused(work: Work) -> None:
    key = new_key()
    create_venue(work, grid_plan(), key=key)

    with pytest.raises(KeyReused) as refused:
        create_venue(work, grid_plan(seats=6), key=key)

    assert (refused.value.key, refused.value.use_case) == (key, "create_venue")


def test_a_taken_name_is_refused(work: Work) -> None:
    create_venue(work, grid_plan(), key=new_key())

    with pytest.raises(NameTaken) as refused:
        create_venue(work, grid_plan(seats=6), key=new_key())

    assert refused.value.name == "Studio"


def test_a_clerk_may_not_create_venues(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as work, pytest.raises(NotAllowed) as refused:
        create_venue(work, grid_plan(), key=new_key())

    assert refused.value.permission == "manage_venues"


def test_the_map_has_every_seat_in_rank_order(work: Work) -> None:
    made = create_venue(work, grid_plan(), key=new_key())

    drawn = venue_map(work.session, made.id)

    assert len(drawn) == 20
    assert drawn.x[:3].tolist() == [10.0, 20.0, 30.0]
    assert drawn.y[4:7].tolist() == [10.0, 20.0, 20.0]
    assert drawn.position.tolist() == [1, 2, 3, 4, 5] * 4
    assert (drawn.sections[10], drawn.rows[10], drawn.numbers[10]) == ("B", "1", "1")
    assert [shape.name for shape in drawn.shapes.sections] == ["A", "B"]


def test_a_venue_gives_back_the_plan_that_made_it(work: Work) -> None:
    plan = grid_plan()
    made = create_venue(work, plan, key=new_key())

    assert venue_plan(work.session, made.id) == plan


def test_venues_are_found_by_name_in_any_case_and_by_id(work: Work) -> None:
    made = create_venue(work, grid_plan(), key=new_key())

    assert find_venue(work.session, "  sTUDIO ") == made.id
    assert find_venue(work.session, str(made.id)) == made.id
    with pytest.raises(NotFound) as refused:
        find_venue(work.session, "Palladium")
    assert refused.value.wanted == "Palladium"


def test_the_list_counts_seats_and_sections(work: Work) -> None:
    create_venue(work, grid_plan("Beta"), key=new_key())
    create_venue(work, grid_plan("Alpha", sections=3), key=new_key())

    rows = [(row.name, row.capacity, row.sections) for row in list_venues(work.session)]

    assert rows == [("Alpha", 30, 3), ("Beta", 20, 2)]


@pytest.mark.parametrize("name", ["  ", "x" * 201, "\udcff"])
def test_a_name_that_no_venue_can_have_is_refused(work: Work, name: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        create_venue(work, grid_plan(), key=new_key(), name=name)

    assert refused.value.place == "name"
