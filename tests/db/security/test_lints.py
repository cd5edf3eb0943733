"""Each lint finds what it is for: the catalogue notices more, but can't say what is wrong."""

import pytest
from sqlalchemy import Connection, text

from db.doctor import questions
from db.wire import driver_of

DATABASE = """
    DO $$ BEGIN
      EXECUTE format('GRANT {} ON DATABASE %I TO PUBLIC', current_database());
    END $$
"""
ELSEWHERE = """
    CREATE TABLE public.elsewhere (id uuid PRIMARY KEY);
    ALTER TABLE parterre.tickets ADD CONSTRAINT crossing
      FOREIGN KEY (booking_id) REFERENCES public.elsewhere (id) NOT VALID
"""
TAMPERED = {
    "table without row security, enabled and forced": [
        "ALTER TABLE parterre.tickets DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE parterre.tickets NO FORCE ROW LEVEL SECURITY",
    ],
    "table that row security hides from everybody, as it has no policy": [
        "DROP POLICY own_agency ON parterre.tickets",
    ],
    "table or view of another owner": [
        "ALTER TABLE parterre.tickets OWNER TO parterre_guard",
        "ALTER VIEW parterre_sec.broken_seats OWNER TO parterre_guard",
    ],
    "view that shows its owner's rows instead of the reader's": [
        "ALTER VIEW parterre_sec.broken_seats RESET (security_invoker)",
        "ALTER VIEW parterre_sec.broken_seats SET (security_invoker = false)",
    ],
    "materialized view, which row security can't protect": [
        "CREATE MATERIALIZED VIEW public.leak AS SELECT * FROM parterre.customers",
    ],
    "function that acts as its owner with a search path that can be prepended": [
        "ALTER FUNCTION parterre_api.notify_change(text) RESET search_path",
        "ALTER FUNCTION parterre_api.notify_change(text) SET search_path = parterre",
        "ALTER FUNCTION parterre_api.notify_change(text) SET search_path = pg_temp, pg_catalog",
    ],
    "function that everybody may call": [
        "GRANT EXECUTE ON FUNCTION parterre_api.notify_change(text) TO PUBLIC",
        "CREATE FUNCTION parterre_api.made() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    ],
    "foreign key that can cross agencies": [
        ELSEWHERE,
    ],
    "unique index that tells one agency about another": [
        "CREATE UNIQUE INDEX leak ON parterre.tickets (barcode)",
    ],
    "TRUNCATE, REFERENCES, TRIGGER or MAINTAIN granted": [
        "GRANT TRUNCATE ON parterre.payments TO parterre_manager",
        "GRANT REFERENCES ON parterre.parties TO parterre_buyer",
        "GRANT TRIGGER ON parterre.tickets TO parterre_door",
    ],
    "UPDATE granted on a whole table of the business": [
        "GRANT UPDATE ON parterre.payments TO parterre_box_office",
    ],
    "PUBLIC may connect or make temporary tables": [
        DATABASE.format("CONNECT"),
        DATABASE.format("TEMP"),
    ],
    "PUBLIC may use the schema public or one of ours": [
        "GRANT USAGE ON SCHEMA public TO PUBLIC",
        "GRANT USAGE ON SCHEMA parterre_sec TO PUBLIC",
    ],
    "login that can become an owner": [
        "GRANT parterre_owner TO u_manager",
        "GRANT parterre_guard TO u_manager",
    ],
    "trigger that is switched off": [
        "ALTER TABLE parterre.tickets DISABLE TRIGGER legal_status",
        "ALTER TABLE parterre_sec.unsettled DISABLE TRIGGER ask_again",
    ],
    "large-object function that everybody may call": [
        "GRANT EXECUTE ON FUNCTION lo_from_bytea(oid, bytea) TO PUBLIC",
    ],
}
EACH = [(title, tampering) for title, each in TAMPERED.items() for tampering in each]


def test_every_lint_is_tried() -> None:
    assert set(TAMPERED) == set(questions("lints"))


@pytest.mark.parametrize(("title", "tampering"), EACH, ids=[tampering for _, tampering in EACH])
def test_a_lint_finds_what_it_is_for(above: Connection, title: str, tampering: str) -> None:
    above.execute(text(tampering))
    driver = driver_of(above)

    found = {
        name
        for name, query in questions("lints").items()
        if driver.execute(query.encode()).fetchone()
    }

    assert found == {title}
