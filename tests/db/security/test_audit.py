"""The audit log: who changed what, a row a statement, and never anybody's name."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Row, select, text

from core.domain.staff import Role
from core.services.work import Work
from db.models import EventSeat
from db.security.apply import business_tables
from db.security.audit import NOT_AUDITED, VALUE_KEPT_OUT
from tests.conftest import WorkAs
from tests.databases import LOGINS
from tests.factories import make_event, make_party, open_till, reserve, sell, stocked_event

NAMES = {"name", "first_name", "last_name", "email", "phone", "line_1", "display_name"}


def entries(work: Work, table: str, operation: str = "UPDATE") -> Sequence[Row[Any]]:
    """What this transaction has written, oldest first."""
    return work.session.execute(
        text(
            "SELECT login, event_id, row_ids, old, new FROM parterre.audit_log"
            " WHERE table_name = :table AND operation = :operation AND"
            " xid = pg_current_xact_id() ORDER BY at"
        ),
        {"table": table, "operation": operation},
    ).all()


def test_one_statement_of_one_kind_is_one_row(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=6)
    work.session.execute(
        text("UPDATE parterre.event_seats SET status = 'BLOCKED' WHERE event_id = :event"),
        {"event": stock.event.id},
    )

    *_, last = entries(work, "event_seats")
    assert set(last.row_ids) == set(stock.seat_ids)
    assert (last.event_id, last.old, last.new) == (
        stock.event.id,
        {"status": "AVAILABLE"},
        {"status": "BLOCKED"},
    )


def test_two_kinds_of_change_are_two_rows(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=4)
    before = len(entries(work, "event_seats"))
    work.session.execute(
        text(
            "UPDATE parterre.event_seats SET retail_price = CASE WHEN rank < 3 THEN 70 ELSE 80 END"
            " WHERE event_id = :event"
        ),
        {"event": stock.event.id},
    )

    found = entries(work, "event_seats")[before:]
    assert sorted((row.new["retail_price"], len(row.row_ids)) for row in found) == [
        (70, 3),
        (80, 1),
    ]


def test_a_column_that_was_or_became_null_is_missing(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=1)
    reserve(work.session, stock.seats)

    *_, last = entries(work, "event_seats")
    assert set(last.old) == {"status"}
    assert set(last.new) == {"status", "reserved_until"}


def test_nothing_changed_is_no_row(work: Work) -> None:
    event = make_event(work.session)
    work.session.execute(
        text("UPDATE parterre.events SET title = title WHERE id = :id"), {"id": event.id}
    )

    assert entries(work, "events") == []


def test_added_rows_leave_their_keys_only(work: Work) -> None:
    party = make_party(work.session, name="Ada Lovelace")

    (row,) = entries(work, "parties", "INSERT")
    assert (row.row_ids, row.old, row.new) == ([party.id], None, None)


def test_a_persons_name_never_gets_in(work: Work) -> None:
    party = make_party(work.session, name="Ada Lovelace", email="ada@example.org")
    party.name, party.email, party.language = "Ada King", None, "en"
    work.session.flush()

    (row,) = entries(work, "parties")
    assert row.old == {"name": "changed", "email": "changed"}
    assert row.new == {"name": "changed", "language": "en"}


@pytest.mark.parametrize("table", sorted(set(business_tables()) - NOT_AUDITED))
def test_personal_columns_are_kept_out(table: str) -> None:
    columns = set(business_tables()[table].columns.keys())
    personal = columns & (NAMES - ({"name"} if table != "parties" else set()))

    assert personal <= VALUE_KEPT_OUT.get(table, frozenset())


def test_it_says_who_did_it(work: Work, work_as: WorkAs) -> None:
    stock = stocked_event(work.session, rows=1, seats=1)
    sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id))
    work.session.commit()
    with work_as(Role.DOOR) as door:
        door.session.execute(
            text("UPDATE parterre.tickets SET status = 'USED', scanned_at = now()")
        )

    *_, last = entries(work, "tickets")
    assert last.login == LOGINS[Role.DOOR]
    assert last.new["status"] == "USED"


def test_a_clerks_change_is_seen_as_a_managers(work: Work, work_as: WorkAs) -> None:
    """Sellers' entries compare only the columns that they may change."""
    stock = stocked_event(work.session, rows=1, seats=2)
    work.session.commit()
    with work_as(Role.BOX_OFFICE) as clerk:
        seat = select(EventSeat).where(EventSeat.id == stock.seats[0].id)
        reserve(clerk.session, clerk.session.scalars(seat).all())

    *_, last = entries(work, "event_seats")
    assert last.login == LOGINS[Role.BOX_OFFICE]
    assert last.new.keys() == {"status", "reserved_until"}
