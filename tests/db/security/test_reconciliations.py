"""What the doctor reads twice: it finds whatever was changed past all triggers."""

import pytest
from sqlalchemy import Connection, text

from db.doctor import questions

SOLD = "(SELECT event_seat_id FROM parterre.tickets WHERE status = 'CONFIRMED' LIMIT 1)"
BREAKS = {
    "seat and live ticket disagree": (
        f"UPDATE parterre.event_seats SET status = 'AVAILABLE' WHERE id = {SOLD}"
    ),
    "ticket without its booking's item": "DELETE FROM parterre.booking_items",
    "booking not covered": "UPDATE parterre.bookings SET service_fee = 1, total_amount = 1",
    "order and its receipts disagree": (
        "UPDATE parterre.purchase_order_lines SET quantity = quantity - 1,"
        " received_quantity = received_quantity - 1 WHERE received_quantity > 0"
    ),
    "owned seat without a receipt": (
        f"DELETE FROM parterre.delivery_receipt_seats WHERE event_seat_id = {SOLD}"
    ),
    "receipt of a seat that is not owned": (
        "UPDATE parterre.event_seats SET ownership_status = 'NOT_OWNED', status = 'AVAILABLE',"
        f" supplier_id = NULL, purchase_order_id = NULL, purchase_price = NULL WHERE id = {SOLD}"
    ),
    "payment and journal disagree": (
        "UPDATE parterre.journal_entries SET till_shift_id = NULL WHERE payment_id IS NOT NULL"
    ),
    "payable whose sums are not what its order's journal says": (
        "UPDATE parterre.payables SET amount = amount + 1"
    ),
    "event with seats of another version of its venue's plan": (
        f"UPDATE parterre.event_seats SET rank = rank + 1 WHERE id = {SOLD}"
    ),
    "published plan with another number of seats": (
        "UPDATE parterre.venue_plans SET seat_count = seat_count + 1"
    ),
    "closed till shift whose expected cash is not what its journal says": (
        "UPDATE parterre.till_shifts SET status = 'CLOSED', closed_at = now(), counted_cash = 1,"
        " expected_cash = 1, difference = 0"
    ),
    "reservation whose seat or ticket runs on another clock": (
        "UPDATE parterre.tickets SET status = 'RESERVED', reserved_until = now()"
        " WHERE status = 'CONFIRMED'"
    ),
    "ticket that was let in without a scan, or more than once": (
        "UPDATE parterre.tickets SET status = 'USED', scanned_at = now()"
    ),
    "booking whose revenue, fees, tax or cost are not in the journal as it was sold": (
        "UPDATE parterre.journal_entries SET credit_account = 'tax_due'"
        " WHERE credit_account = 'ticket_revenue'"
    ),
    "owned seat that cost something else than its receipt says": (
        f"UPDATE parterre.event_seats SET purchase_price = 1 WHERE id = {SOLD}"
    ),
    "order in another currency than the event that it buys for": (
        "UPDATE parterre.purchase_orders SET currency = 'JPY'"
    ),
    "work left over from a commit": (
        "INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)"
        " VALUES (gen_random_uuid(), 'seats', '{}')"
    ),
}


def found(connection: Connection) -> set[str]:
    return {
        title
        for title, query in questions("reconciliations").items()
        if connection.exec_driver_sql(query.strip().rstrip(";").replace("%", "%%")).first()
    }


def test_every_reconciliation_is_tried() -> None:
    assert set(BREAKS) == set(questions("reconciliations"))


@pytest.mark.parametrize("title", BREAKS)
def test_what_was_changed_past_all_triggers_is_found(above: Connection, title: str) -> None:
    assert found(above) == set()
    above.execute(text("SET session_replication_role = replica"))
    above.execute(text(BREAKS[title]))

    assert title in found(above)


def test_two_admissions_of_one_ticket_are_found(above: Connection) -> None:
    above.execute(text("SET session_replication_role = replica"))
    above.execute(text("UPDATE parterre.tickets SET status = 'USED', scanned_at = now()"))
    admit = (
        "INSERT INTO parterre.scans (tenant_id, id, event_id, ticket_id, verdict, scanned_at)"
        " SELECT tenant_id, gen_random_uuid(), event_id, id, 'ADMITTED', now()"
        " FROM parterre.tickets"
    )
    above.execute(text(admit))
    assert not any("more than once" in title for title in found(above))

    above.execute(text(admit))
    assert any("more than once" in title for title in found(above))
