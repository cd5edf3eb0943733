"""What the database alone can do: the least SQL, in functions that the server runs.

`bare` (L0) holds copies of the tables without row security, triggers and foreign keys; `limits` has
the same functions over the real tables with everything on (L1): those also claim the request's key
and write the journal, and their client sends the notice afterwards, as every sale does.
"""

from pathlib import Path

from sqlalchemy import create_engine, text

NOTICE = "SELECT parterre_api.notify_change(%s)"
BARE = "bare"
REAL = "parterre"
_FOLDER = Path(__file__).parent
_COPIED = ("bookings", "booking_items", "event_seats", "payments", "scans", "seats", "tickets")


def prepare(super_url: str) -> None:
    """Make the schema of copies and both sets of functions; the copies are filled by `refill`."""
    engine = create_engine(super_url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {BARE}"))
        connection.execute(text("CREATE SCHEMA limits"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {BARE}, limits TO PUBLIC"))
        for table in _COPIED:
            connection.execute(
                text(f"CREATE TABLE {BARE}.{table} (LIKE {REAL}.{table} INCLUDING ALL)")
            )
        connection.execute(text(f"GRANT ALL ON ALL TABLES IN SCHEMA {BARE} TO PUBLIC"))
        for schema, functions in ((BARE, BARE), (REAL, "limits")):
            for file in sorted(_FOLDER.glob("*.sql")):
                source = file.read_text("utf-8").replace("{schema}", schema)
                connection.exec_driver_sql(source.replace("{functions}", functions))
        connection.execute(text(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {BARE} TO PUBLIC"))
        connection.execute(text("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA limits TO PUBLIC"))
    engine.dispose()


def refill(super_url: str) -> None:
    """Make the copies' rows equal to the real ones, in one physical order."""
    engine = create_engine(super_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for table in _COPIED:
            columns = connection.scalar(
                text(
                    "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
                    f" WHERE attrelid = '{REAL}.{table}'::regclass AND attnum > 0"
                    " AND attgenerated = '' AND NOT attisdropped"
                )
            )
            connection.execute(text(f"TRUNCATE {BARE}.{table}"))
            connection.execute(
                text(f"INSERT INTO {BARE}.{table} ({columns}) SELECT {columns} FROM {REAL}.{table}")
            )
            connection.execute(text(f"VACUUM (ANALYZE) {BARE}.{table}"))
    engine.dispose()
