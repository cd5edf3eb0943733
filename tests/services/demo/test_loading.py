"""The whole season, loaded once: a believable agency whose books agree."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.errors import Refusal
from core.domain.events import EventStatus
from core.domain.payments.states import TillStatus
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Role
from core.services.demo.databases import (
    DemoPlace,
    NotADemo,
    database_exists,
    look_into,
)
from core.services.demo.loading import Loaded, load_demo
from core.services.demo.people import person_of, read_staff
from core.services.demo.replacing import remove
from core.services.events.queries import list_events
from core.services.payments.journal import trial_balance
from core.services.payments.till import list_tills
from core.services.purchasing.queries import list_orders
from core.services.sales.queries import takings
from core.services.staff import SignedIn, sign_in
from core.services.work import begin_reading
from db.embedded import EmbeddedServer
from tests.clock import NOW
from tests.databases import RUN_FOLDER, TestDatabase, run_as_super

NAME = "parterre_demo_under_test"


@dataclass(frozen=True)
class Demo:
    place: DemoPlace
    loaded: Loaded
    told: list[tuple[str, float]]

    def sign_in(self, role: Role) -> SignedIn:
        person = person_of(role)
        return sign_in(
            lambda login, password: self.place.url_of(NAME, login, password),
            person.login,
            person.password,
        )


@pytest.fixture(scope="module")
def demo(server: EmbeddedServer) -> Demo:
    """Loaded once a run, by whichever worker comes first; it goes with the run's server."""
    place, run = DemoPlace(server.url, server.url), Path(os.environ[RUN_FOLDER])
    made = run / "demo.json"
    with FileLock(run / "demo.lock"):
        if not made.exists():
            told: list[tuple[str, float]] = []
            loaded = load_demo(
                place,
                NAME,
                now=NOW,
                tell=lambda what, share: told.append((what, share)),
                keys=run / "demo-keys",
            )
            made.write_text(json.dumps([asdict(loaded), told]), encoding="utf-8")
    counts, story = json.loads(made.read_text(encoding="utf-8"))
    return Demo(place, Loaded(**counts), [(what, share) for what, share in story])


@pytest.fixture(scope="module")
def manager(demo: Demo) -> Iterator[SignedIn]:
    person = demo.sign_in(Role.MANAGER)
    yield person
    person.sign_out()


def count(demo: Demo, query: str) -> int:
    engine = create_engine(demo.place.admin_url(NAME), poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.scalar(text(query)) or 0)


def test_it_loads_what_it_promises(demo: Demo) -> None:
    assert demo.loaded.events == 12
    assert demo.loaded.customers == 600
    assert demo.loaded.bookings > 2_500
    assert demo.loaded.seats_owned > 5_000
    assert demo.loaded.scans > 1_500


def test_progress_only_grows_and_ends(demo: Demo) -> None:
    shares = [share for _, share in demo.told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_the_books_balance(manager: SignedIn) -> None:
    with begin_reading(manager.sessions) as session:
        assert trial_balance(session).holds


def test_no_invariant_is_broken(demo: Demo) -> None:
    selling = ("seats", "tickets", "bookings", "payments", "plans", "houses")
    for view in (*selling, "orders", "stock", "receipts"):
        assert count(demo, f"SELECT count(*) FROM parterre_sec.broken_{view}") == 0


def test_past_events_are_completed_and_others_on_sale(manager: SignedIn) -> None:
    with begin_reading(manager.sessions) as session:
        events = list_events(session)
    past = [event for event in events if event.start < NOW]
    assert {event.status for event in past} == {EventStatus.COMPLETED}
    assert {event.status for event in events if event not in past} == {
        EventStatus.ON_SALE,
        EventStatus.SOLD_OUT,
        EventStatus.PUBLISHED,
    }


def test_orders_are_in_every_state_that_a_buyer_sees(manager: SignedIn) -> None:
    with begin_reading(manager.sessions) as session:
        states = {order.status for order in list_orders(session)}
    assert states >= {
        OrderStatus.DRAFT,
        OrderStatus.PENDING,
        OrderStatus.CONFIRMED,
        OrderStatus.PARTIALLY_RECEIVED,
        OrderStatus.COMPLETED,
    }


def test_the_house_keeps_seats_back(demo: Demo) -> None:
    held = "SELECT count(*) FROM parterre.event_seats WHERE status = 'HELD'"
    kinds = "SELECT count(DISTINCT hold_type) FROM parterre.holds"
    kept = "SELECT count(*) FROM parterre.event_seats WHERE presale_id IS NOT NULL"
    assert count(demo, held) > 30
    assert count(demo, kinds) == 4
    assert count(demo, kept) > 10
    assert count(demo, "SELECT count(*) FROM parterre.allocation_templates") == 1


def test_suppliers_are_owed_paid_and_paid_in_part(demo: Demo) -> None:
    paid = "SELECT count(*) FROM parterre.payables WHERE status = 'PAID'"
    part = "SELECT count(*) FROM parterre.payables WHERE status = 'PENDING' AND paid_amount > 0"
    assert (count(demo, paid), count(demo, part)) == (1, 1)


def test_one_till_is_open_with_sales_of_today(manager: SignedIn) -> None:
    with begin_reading(manager.sessions) as session:
        tills = list_tills(session, limit=200)
        today = takings(
            session, begin=NOW - timedelta(hours=12), end=NOW + timedelta(hours=1), currency="EUR"
        )
    open_tills = [till for till in tills if till.status is TillStatus.OPEN]
    assert [till.clerk for till in open_tills] == ["Priya Nair"]
    assert open_tills[0].sales > 0
    assert today.payments >= open_tills[0].sales
    assert any(till.difference for till in tills)


@pytest.mark.parametrize("status", ["PAID", "CONFIRMED", "PENDING", "CANCELLED"])
def test_bookings_ended_in_different_ways(demo: Demo, status: str) -> None:
    assert count(demo, f"SELECT count(*) FROM parterre.bookings WHERE status = '{status}'") > 0


def test_nothing_happened_after_now(demo: Demo) -> None:
    for table, column in (
        ("bookings", "created_at"),
        ("journal_entries", "posted_at"),
        ("scans", "scanned_at"),
        ("payments", "processed_at"),
    ):
        late = f"SELECT count(*) FROM parterre.{table} WHERE {column} > '{NOW.isoformat()}'"
        assert count(demo, late) == 0


def test_every_good_ticket_is_signed(demo: Demo) -> None:
    unsigned = (
        "SELECT count(*) FROM parterre.tickets"
        " WHERE status IN ('CONFIRMED', 'USED') AND qr_code IS NULL"
    )
    assert count(demo, unsigned) == 0


def test_no_job_is_left_for_what_is_done(demo: Demo) -> None:
    assert count(demo, "SELECT count(*) FROM parterre_jobs.procrastinate_jobs") == 0


def test_everybody_of_the_demo_can_sign_in(demo: Demo) -> None:
    for person in read_staff():
        signed_in = demo.sign_in(person.role)
        assert signed_in.actor.display_name == person.name
        signed_in.sign_out()


def test_a_demo_is_known_as_one(demo: Demo) -> None:
    seen = look_into(demo.place, NAME)
    assert (seen.demo, seen.replaceable) == (True, True)


def test_an_agencys_own_database_is_left_alone(
    demo: Demo, fresh_database: TestDatabase, tmp_path: Path
) -> None:
    assert not look_into(demo.place, fresh_database.name).demo
    with pytest.raises(NotADemo) as refused:
        load_demo(demo.place, fresh_database.name, now=NOW, keys=tmp_path)
    assert refused.value.database == fresh_database.name
    assert isinstance(refused.value, Refusal)
    assert database_exists(demo.place, fresh_database.name)


def test_somebody_elses_tables_are_left_alone(demo: Demo, server: EmbeddedServer) -> None:
    name = "somebody_elses"
    run_as_super(server, f"CREATE DATABASE {name}")
    try:
        assert look_into(demo.place, name).replaceable
        run_as_super(server, "CREATE TABLE public.notes (id int)", database=name)
        assert not look_into(demo.place, name).replaceable
    finally:
        remove(demo.place, name)
    assert not database_exists(demo.place, name)
