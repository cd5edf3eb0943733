"""Access codes as a clerk and the web shop say them: never read, counted, and the database's word.

On a database of their own: a code is answered in a later transaction than it was said in.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.inventory.states import Allotment
from core.domain.sales.presale_entry import AccessCodeNotSaid, AccessCodeWrong, TooManyGuesses
from core.domain.sales.states import HowSold, PresaleEntry, SalesChannel
from core.domain.staff import Role
from core.services.holds.presales import list_presales
from core.services.sales.presale_entry import is_access_code, say_code
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import begin_reading, begin_work, new_key
from db.models import EventSeat, Tenant
from tests.clock import NOW
from tests.databases import TestDatabase, run_as_super
from tests.factories import make_presale, reserve, stocked_event

CODE, GUESSES = "FRIENDS-1", 3
ENTRY, USED_UP = "PT013", "PT014"


@dataclass(frozen=True)
class Door:
    """A presale by code of six seats, and who sells in it; three guesses in fifteen minutes."""

    database: TestDatabase
    event_id: UUID
    presale_id: UUID
    seat_ids: tuple[UUID, ...]
    seller: SignedIn

    def by(self, role: Role) -> "Door":
        seller = self.database.sign_in(role)
        return Door(self.database, self.event_id, self.presale_id, self.seat_ids, seller)

    def say(self, code: str) -> bool:
        """Say a code as the box office does: taken down first, answered then."""
        entry = PresaleEntry(self.presale_id, code)
        with begin_work(self.seller.sessions, self.seller.actor) as work:
            say_code(work, entry)
        with begin_reading(self.seller.sessions) as session:
            return is_access_code(session, entry)

    def buy(self, *places: int, code: str = CODE) -> BookingRow:
        actor = self.seller.actor
        channel = SalesChannel.WEB if actor.role is Role.WEB else SalesChannel.COUNTER
        with begin_work(self.seller.sessions, actor, clock=lambda: NOW) as work:
            return reserve_seats(
                work,
                self.event_id,
                [self.seat_ids[place] for place in places],
                how=HowSold(channel, presale=PresaleEntry(self.presale_id, code)),
                key=new_key(),
            )


@pytest.fixture
def door(fresh_database: TestDatabase) -> Door:
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        stock = stocked_event(work.session, rows=1, seats=6)
        presale = make_presale(work.session, stock.event, access_code=CODE, max_tickets_by_code=4)
        for seat in stock.seats:
            seat.allotted_to, seat.presale_id = Allotment.PRESALE, presale.id
        work.session.get_one(Tenant, work.actor.tenant_id).code_guesses = GUESSES
        made = stock.event.id, presale.id, tuple(stock.seat_ids)
    return Door(fresh_database, *made, fresh_database.sign_in(Role.BOX_OFFICE))


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.WEB])
def test_a_seller_sells_in_a_presale_without_ever_reading_its_code(door: Door, role: Role) -> None:
    seller = door.by(role)
    with begin_reading(seller.seller.sessions) as session:
        (row,) = list_presales(session, door.event_id)
    assert (row.by_code, row.is_open(NOW)) == (True, True)
    assert not seller.say("FRIENDS-2")
    with pytest.raises(AccessCodeWrong):
        seller.buy(0, code="FRIENDS-2")

    assert seller.say(" friends-1 ")
    assert seller.buy(0, code="Friends-1").ticket_count == 1


def test_after_so_many_wrong_codes_no_more_are_heard_for_a_while(door: Door) -> None:
    before = datetime.now(UTC)
    for number in range(GUESSES):
        assert not door.say(f"WRONG-{number}")

    with pytest.raises(TooManyGuesses) as refused:
        door.say(CODE)  # the right one too, or the answer would tell
    wait = refused.value.again - before
    assert timedelta(minutes=14) < wait < timedelta(minutes=16)
    with pytest.raises(AccessCodeNotSaid):
        door.buy(0)

    earlier(door, minutes=16)
    assert door.say(CODE)


def test_guesses_count_by_login_and_event(door: Door) -> None:
    web = door.by(Role.WEB)
    for number in range(GUESSES):
        assert not door.say(f"WRONG-{number}")
        assert not web.say(f"WRONG-{number}")

    assert web.say(CODE)  # it speaks for all its visitors and has more guesses
    manager = door.by(Role.MANAGER)
    assert manager.say(CODE)
    with begin_work(manager.seller.sessions, manager.seller.actor) as work:
        elsewhere = stocked_event(work.session, rows=1, seats=1)
        other = make_presale(work.session, elsewhere.event, access_code="OTHER").id
    there = Door(door.database, elsewhere.event.id, other, door.seat_ids, door.seller)
    assert there.say("OTHER")
    with pytest.raises(TooManyGuesses):
        door.say(CODE)


def test_the_right_code_and_the_same_wrong_one_cost_one_guess_at_most(door: Door) -> None:
    for _ in range(GUESSES):
        assert door.say(CODE)
        assert not door.say("WRONG")
    for number in range(GUESSES - 1):
        assert not door.say(f"WRONG-{number}")

    assert door.say(CODE)  # known to be right already
    with pytest.raises(TooManyGuesses):
        door.say("WRONG-LAST")


class TakenBack(Exception):
    """A transaction that is not to be kept."""


def test_a_guess_that_is_taken_back_was_never_answered(door: Door) -> None:
    entry = PresaleEntry(door.presale_id, CODE)

    def guess() -> None:
        with begin_work(door.seller.sessions, door.seller.actor) as work:
            say_code(work, entry)
            assert not is_access_code(work.session, entry)
            raise TakenBack

    with pytest.raises(TakenBack):
        guess()

    with begin_reading(door.seller.sessions) as session:
        assert not is_access_code(session, entry)


def test_nobody_counts_on_an_old_look(door: Door) -> None:
    with door.seller.sessions() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        saying = text("SELECT parterre_api.say_code(:presale, 'X')")
        with pytest.raises(DBAPIError, match="READ COMMITTED"):
            session.execute(saying, {"presale": door.presale_id})


@pytest.mark.parametrize(
    ("role", "said", "by_code", "seats", "answer"),
    [
        (Role.BOX_OFFICE, False, True, 1, ENTRY),
        (Role.BOX_OFFICE, True, False, 1, ENTRY),
        (Role.BOX_OFFICE, True, True, 4, ""),
        (Role.BOX_OFFICE, True, True, 5, USED_UP),
        (Role.MANAGER, False, True, 4, ""),
        (Role.MANAGER, False, True, 5, USED_UP),
    ],
)
def test_the_database_itself_holds_the_entry_and_what_the_code_may_buy(
    door: Door, role: Role, *, said: bool, by_code: bool, seats: int, answer: str
) -> None:
    seller = door.by(role)
    if said:
        assert seller.say(CODE)
    found = ""
    try:
        with begin_work(seller.seller.sessions, seller.seller.actor) as work:
            agency = work.actor.tenant_id
            wanted = [work.session.get_one(EventSeat, (agency, i)) for i in door.seat_ids[:seats]]
            reserve(
                work.session,
                wanted,
                presale_id=door.presale_id,
                by_code=by_code,
                created_at=NOW,
            )
    except DBAPIError as error:
        found = str(getattr(error.orig, "sqlstate", ""))
    assert found == answer


def earlier(door: Door, *, minutes: int) -> None:
    """Let everything that was said be so long ago."""
    run_as_super(
        door.database.server,
        f"UPDATE parterre_sec.said_codes SET said_at = said_at - interval '{minutes} minutes'",
        database=door.database.name,
    )
