"""Years of old sales, written in bulk: copies of one old event with all that belongs to it."""

from typing import Any

from sqlalchemy import Column, DateTime, Table, Uuid, create_engine, text

from db.models import (
    Booking,
    BookingItem,
    Event,
    EventSeat,
    JournalEntry,
    Payment,
    Scan,
    Ticket,
)

DAYS_APART = 3
"""Days between two of the old events."""

_TABLES: tuple[Table, ...] = tuple(
    model.metadata.tables[f"parterre.{model.__tablename__}"]
    for model in (Event, EventSeat, Booking, Ticket, BookingItem, Payment, JournalEntry, Scan)
)
_KEPT = {
    "tenant_id",
    "seat_id",
    "venue_id",
    "plan_id",
    "category_id",
    "organizer_id",
    "price_level_id",
}
_KEPT |= {"supplier_id", "purchase_order_id", "customer_id", "sold_by", "till_shift_id"}
_UNIQUE = {"ticket_number", "barcode", "booking_number"}
_OWN = {
    "events": "id = :event",
    "booking_items": "booking_id IN (SELECT id FROM parterre.bookings WHERE event_id = :event)",
    "payments": "booking_id IN (SELECT id FROM parterre.bookings WHERE event_id = :event)",
}
# A UUIDv7 begins with its milliseconds: the copies' keys are as old as what they stand for.
_OLDER = """
CREATE OR REPLACE FUNCTION public.older(id uuid, days int) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint
                      - days * 86400000::bigint), 12, '0') || substr(id::text, 14))::uuid
$$
"""
_AGED = (
    (
        "UPDATE parterre.events SET status = 'COMPLETED',"
        " start_datetime = now() - interval '5 days',"
        " end_datetime = now() - interval '117 hours' WHERE id = :event"
    ),
    (
        "UPDATE parterre.bookings SET created_at = now() - interval '9 days',"
        " confirmed_at = now() - interval '9 days' WHERE event_id = :event"
    ),
    (
        "UPDATE parterre.payments SET processed_at = now() - interval '9 days',"
        f" created_at = now() - interval '9 days' WHERE {_OWN['payments']}"
    ),
    (
        "UPDATE parterre.journal_entries SET posted_at = now() - interval '9 days'"
        " WHERE event_id = :event"
    ),
    (
        "UPDATE parterre.tickets SET status = 'USED', scanned_at = now() - interval '5 days',"
        " issued_at = now() - interval '9 days' WHERE event_id = :event"
    ),
    (
        "INSERT INTO parterre.scans (tenant_id, id, event_id, ticket_id, verdict, scanned_at)"
        " SELECT tenant_id, uuidv7(), event_id, id, 'ADMITTED', scanned_at"
        " FROM parterre.tickets WHERE event_id = :event"
    ),
)
# What the triggers would have written: three entries and one request a booking.
_LOGGED = (
    "TRUNCATE parterre.audit_log, parterre.requests",
    (
        "INSERT INTO parterre.audit_log (tenant_id, at, login, table_name, operation, event_id,"
        " row_ids, new) SELECT tenant_id, confirmed_at, 'u_bench', what, 'UPDATE', event_id,"
        ' ARRAY[id, id, id, id], \'{"status": "SOLD"}\'::jsonb FROM parterre.bookings'
        " CROSS JOIN unnest(ARRAY['event_seats', 'tickets', 'bookings']) AS what"
        " WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at"
    ),
    (
        "INSERT INTO parterre.requests (tenant_id, id, use_case, body_hash, made_at)"
        " SELECT tenant_id, id, 'reserve_seats', sha256(id::text::bytea), created_at"
        " FROM parterre.bookings"
    ),
)
_LOG_TABLES = ("audit_log", "requests")
_NAMES = tuple(f"parterre.{name}" for name in (*(table.name for table in _TABLES), *_LOG_TABLES))


def age(super_url: str, event_id: object) -> None:
    """Make a sold-out event a past one: its guests were let in five days ago."""
    _run(super_url, _OLDER, *_AGED, event=event_id)


def grow(super_url: str, event_id: object, copies: int) -> None:
    """Add copies of a past event, each three days older than the one before, and their log."""
    listed = ", ".join(f"'{name}'::regclass" for name in _NAMES)
    no_index = f"UPDATE pg_index SET indisready = false WHERE indrelid IN ({listed})"
    every = f"UPDATE pg_index SET indisready = true WHERE indrelid IN ({listed})"
    rebuilt = (f"REINDEX TABLE {name}" for name in _NAMES)
    tidy = f"VACUUM (FREEZE, ANALYZE) {', '.join(_NAMES)}"
    # Rows first, indexes after: a fifth of the time. Only a database that is thrown away may.
    copied = (_copy(table, copies) for table in _TABLES)
    _run(super_url, no_index, *copied, *_LOGGED, every, *rebuilt, tidy, event=event_id)


def _copy(table: Table, copies: int) -> str:
    columns = [column for column in table.columns if column.computed is None]
    into = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_value(column) for column in columns)
    own = _OWN.get(table.name, "event_id = :event")
    return (
        f"INSERT INTO {table.fullname} ({into}) SELECT {values} FROM {table.fullname} AS old,"
        f" generate_series({copies}, 1, -1) AS n WHERE {own} ORDER BY n DESC, old.id"
    )


def _value(column: Column[Any]) -> str:
    name = f'old."{column.name}"'
    if column.name in _KEPT:
        return name
    if column.name in _UNIQUE:
        return f"{name} || '-' || n"
    if isinstance(column.type, Uuid):
        return f"public.older({name}, n * {DAYS_APART})"
    if isinstance(column.type, DateTime):
        return f"{name} - n * interval '{DAYS_APART} days'"
    return name


def _run(super_url: str, *statements: str, **values: object) -> None:
    engine = create_engine(super_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql("SET maintenance_work_mem = '256MB'")
        connection.exec_driver_sql("SET work_mem = '128MB'")
        for statement in statements:
            connection.execute(text(statement), values)
    engine.dispose()
