"""The audit triggers, made from the tables: one row a statement and kind of change.

A row holds only the columns that changed; one that was or became NULL is missing on that side.
What is personal, secret or long appears as "changed". Adding rows stores their keys only.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table

from db.security.grants import TableGrants

#: Too many, too dull, or a record in itself.
NOT_AUDITED = frozenset(
    {
        "requests",
        "booking_items",
        "journal_entries",
        "scans",
        "seats",
        "plan_drafts",
        "delivery_receipt_seats",
        "audit_log",
    }
)
#: Made with their event or their booking, whose entry says who made them.
ADDED_SILENTLY = frozenset({"event_seats", "tickets"})
#: Columns whose values stay out of the log, so that erasing a person erases them everywhere.
VALUE_KEPT_OUT: Mapping[str, frozenset[str]] = {
    "parties": frozenset({"name", "first_name", "last_name", "email", "phone", "notes"}),
    "addresses": frozenset(
        {"label", "line_1", "line_2", "postal_code", "city", "region", "country"}
    ),
    "staff": frozenset({"display_name", "email"}),
    "suppliers": frozenset({"contact_person", "tax_id", "business_license", "notes"}),
    "bookings": frozenset({"cancellation_reason"}),
    "payments": frozenset({"failure_reason"}),
    "till_shifts": frozenset({"note"}),
    "purchase_orders": frozenset({"notes", "fulfillment_notes"}),
    "delivery_receipts": frozenset({"fulfillment_notes"}),
    "tickets": frozenset({"qr_code", "transfer_token"}),
    "venues": frozenset({"contact_info"}),
    "venue_plans": frozenset({"seating_configuration", "map_shapes"}),
    "holds": frozenset({"seat_ids"}),
    "presales": frozenset({"access_code"}),
    "allocation_plans": frozenset({"palette", "use_of", "level_of"}),
    "allocation_templates": frozenset(
        {"palette", "use_of", "level_of", "sections", "seat_rows", "numbers", "guids"}
    ),
    "tenants": frozenset({"notice_suffix"}),
}
#: Tables of which managers and buyers change many columns, and everybody else only a few: for them
#: only those are compared, which is twice as fast. The grants say which, so none is overlooked.
FEW_FOR_SELLERS = frozenset({"event_seats", "tickets"})
#: One statement of a sale touches none of these, mostly; of a sale that came too late, never.
OFTEN_EMPTY = frozenset({"event_seats", "tickets"})
_MANY = ("manager", "buyer")
_NOT_COMPARED = frozenset(
    {"tenant_id", "id", "updated_at", "created_at", "live_seat_id", "version"}
)
#: What moves with its event to another version of the plan, whose entry says so: a row a seat.
_NOT_COMPARED_OF = {
    "event_seats": frozenset({"seat_id", "rank"}),
    # Nobody may change it.
    "bookings": frozenset({"by_code"}),
}
_PAIRS = "old_rows AS was JOIN new_rows AS has ON was.tenant_id = has.tenant_id AND was.id = has.id"
_HEAD = "tenant_id, table_name, operation, address, event_id, row_ids, old, new"


def audit_statements(
    tables: Mapping[str, Table], matrix: Mapping[str, TableGrants]
) -> Iterator[str]:
    """Yield the functions and triggers of every audited table."""
    for name in sorted(set(tables) - NOT_AUDITED):
        table = tables[name]
        if name not in ADDED_SILENTLY:
            yield from _trigger(name, "INSERT", "NEW TABLE AS new_rows", _added(table))
        else:
            yield f"DROP TRIGGER IF EXISTS audit_insert ON parterre.{name}"
        yield from _trigger(
            name,
            "UPDATE",
            "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            _changed(table, matrix[name]),
        )
        yield from _trigger(name, "DELETE", "OLD TABLE AS old_rows", _removed(table))


def _trigger(table: str, operation: str, referencing: str, insert: str) -> Iterator[str]:
    function = f"parterre_sec.audit_{operation.lower()}_{table}"
    # A plan made for one row must not meet 20,000 of them: hashed joins and groups only.
    yield (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql"
        " SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_nestloop = off"
        " SET enable_sort = off SET hash_mem_multiplier = 8"
        f" AS $audit$ BEGIN\n{insert};\nRETURN NULL; END $audit$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER audit_{operation.lower()} AFTER {operation} ON parterre.{table}"
        f" REFERENCING {referencing} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )


def _added(table: Table) -> str:
    event = _event_of(table, "added")
    return (
        f"INSERT INTO parterre.audit_log ({_HEAD})\n"
        f"SELECT added.tenant_id, '{table.name}', 'INSERT', host(inet_client_addr()), {event},"
        f" array_agg(added.{_key_of(table)}), NULL, NULL\n"
        f"FROM new_rows AS added GROUP BY added.tenant_id, {event}"
    )


def _removed(table: Table) -> str:
    kept_out = VALUE_KEPT_OUT.get(table.name, frozenset()) | {"tenant_id", "id"}
    listed = ", ".join(f"'{column}'" for column in sorted(kept_out))
    return (
        f"INSERT INTO parterre.audit_log ({_HEAD})\n"
        f"SELECT gone.tenant_id, '{table.name}', 'DELETE', host(inet_client_addr()),"
        f" {_event_of(table, 'gone')}, ARRAY[gone.{_key_of(table)}],"
        f" jsonb_strip_nulls(to_jsonb(gone) - ARRAY[{listed}]), NULL\n"
        "FROM old_rows AS gone"
    )


def _changed(table: Table, grants: TableGrants) -> str:
    dull = _NOT_COMPARED | _NOT_COMPARED_OF.get(table.name, frozenset())
    columns = [c.name for c in table.columns if c.name not in dull]
    whole = _compared(table, columns)
    if table.name in FEW_FOR_SELLERS:
        sellers = [role for role in grants.change if role not in _MANY]
        few = [c for c in columns if any(c in grants.change[role] for role in sellers)]
        many = " OR ".join(
            f"pg_has_role(session_user, 'parterre_{role}', 'MEMBER')" for role in _MANY
        )
        whole = f"IF {many} THEN\n{whole};\nELSE\n{_compared(table, few)};\nEND IF"
    if table.name in OFTEN_EMPTY:
        return f"IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;\n{whole}"
    return whole


def _compared(table: Table, columns: list[str]) -> str:
    """INSERT one entry a group of rows in which the same columns changed in the same way."""
    kept_out = VALUE_KEPT_OUT.get(table.name, frozenset())
    sides = [
        f'CASE WHEN was."{c}" IS DISTINCT FROM has."{c}" THEN {_value(side, c, kept_out)} END'
        f" AS {prefix}{number}"
        for number, c in enumerate(columns)
        for side, prefix in (("was", "o"), ("has", "n"))
    ]
    objects = [
        "jsonb_strip_nulls(jsonb_build_object("
        + ", ".join(f"'{c}', {prefix}{n}" for n, c in enumerate(columns))
        + "))"
        for prefix in ("o", "n")
    ]
    groups = ", ".join(f"{prefix}{n}" for n in range(len(columns)) for prefix in ("o", "n"))
    differs = " OR ".join(f'was."{c}" IS DISTINCT FROM has."{c}"' for c in columns)
    key = _key_of(table)
    pairs = _PAIRS if key == "id" else _PAIRS.replace("was.id = has.id", "true")
    return (
        f"INSERT INTO parterre.audit_log ({_HEAD})\n"
        f"SELECT tenant_id, '{table.name}', 'UPDATE', host(inet_client_addr()), event_id,"
        f" array_agg(key), {', '.join(objects)}\n"
        f"FROM (SELECT has.tenant_id, has.{key} AS key, {_event_of(table, 'has')} AS event_id,\n"
        f"{', '.join(sides)}\nFROM {pairs}\n"
        f"WHERE {differs}) AS changed\nGROUP BY tenant_id, event_id, {groups}"
    )


def _value(side: str, column: str, kept_out: frozenset[str]) -> str:
    if column in kept_out:
        return f"CASE WHEN {side}.\"{column}\" IS NOT NULL THEN 'changed' END"
    return f'{side}."{column}"'


def _key_of(table: Table) -> str:
    return "id" if "id" in table.columns else "tenant_id"


def _event_of(table: Table, row: str) -> str:
    if table.name == "events":
        return f"{row}.id"
    return f"{row}.event_id" if "event_id" in table.columns else "NULL::uuid"
