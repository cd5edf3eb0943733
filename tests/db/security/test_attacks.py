"""What somebody with a stolen or a disgruntled login tries from psql; the research's list."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from db.wire import driver_of
from tests.databases import TestDatabase
from tests.db.security.asking import DENIED, rows, said
from tests.db.security.staying import staying
from tests.newcomers import add_newcomer

ONE_SEAT = "id = (SELECT id FROM parterre.event_seats LIMIT 1)"

DENIED_TO_A_CLERK = {
    "become the manager": "SET ROLE u_manager",
    "become the group": "SET ROLE parterre_manager",
    "become the owner": "SET ROLE parterre_owner",
    "become the guard": "SET ROLE parterre_guard",
    "become the superuser": "SET SESSION AUTHORIZATION parterre_super",
    "join the managers": "GRANT parterre_manager TO u_box_office",
    "make an account": "CREATE ROLE u_mallory LOGIN",
    "make oneself a superuser": "ALTER ROLE u_box_office SUPERUSER",
    "bypass row security": "ALTER ROLE u_box_office BYPASSRLS",
    "reset a colleague's password": "ALTER ROLE u_manager PASSWORD 'x'",
    "make a table": "CREATE TABLE parterre.mine (n integer)",
    "make a table in public": "CREATE TABLE public.mine (n integer)",
    "make a temporary table": "CREATE TEMP TABLE mine (n integer)",
    "make a schema": "CREATE SCHEMA mine",
    "make a function": "CREATE FUNCTION parterre_api.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "drop a policy": "DROP POLICY own_agency ON parterre.tickets",
    "switch row security off": "ALTER TABLE parterre.tickets DISABLE ROW LEVEL SECURITY",
    "switch triggers off": "ALTER TABLE parterre.tickets DISABLE TRIGGER ALL",
    "play the replica": "SET session_replication_role = replica",
    "read a file": "SELECT pg_read_file('PG_VERSION')",
    "list a folder": "SELECT pg_ls_dir('.')",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'id'",
    "write a file": "COPY (SELECT 1) TO 'somewhere'",
    "take a file in": "COPY parterre.scans (gate) FROM '/etc/passwd'",
    "take a file in as a large object": "SELECT lo_import('PG_VERSION')",
    "read password hashes": "SELECT rolpassword FROM pg_authid",
    "read password hashes another way": "SELECT passwd FROM pg_shadow",
    "read who may connect": "SELECT * FROM pg_hba_file_rules",
    "fill the disk with large objects": "SELECT lo_from_bytea(0, 'x')",
    "read the mapping": "SELECT * FROM parterre_sec.login_tenant",
    "write the mapping": "UPDATE parterre_sec.login_tenant SET tenant_id = gen_random_uuid()",
    "call a trigger's function": "SELECT parterre_sec.ask_again()",
    "read what is unsettled": "SELECT * FROM parterre_sec.unsettled",
    "empty what is unsettled": "DELETE FROM parterre_sec.unsettled",
    "read what codes were said": "SELECT * FROM parterre_sec.said_codes",
    "forget that a code was said": "DELETE FROM parterre_sec.said_codes",
    "read an access code": "SELECT access_code FROM parterre.presales",
    "forge an audit entry": "INSERT INTO parterre.audit_log (table_name) VALUES ('x')",
    "change the audit": "UPDATE parterre.audit_log SET login = 'u_manager'",
    "empty the audit": "DELETE FROM parterre.audit_log",
    "truncate the payments": "TRUNCATE parterre.payments",
    "delete a payment": "DELETE FROM parterre.payments",
    "change an amount": "UPDATE parterre.payments SET amount = 1",
    "rewrite the journal": "UPDATE parterre.journal_entries SET amount = 1",
    "delete from the journal": "DELETE FROM parterre.journal_entries",
    "cheapen a seat": f"UPDATE parterre.event_seats SET retail_price = 1 WHERE {ONE_SEAT}",
    "give a discount": "UPDATE parterre.bookings SET discount_amount = total_amount",
    "waive a fee": "UPDATE parterre.bookings SET total_amount = 1, service_fee = 0",
    "answer a request anew": "UPDATE parterre.requests SET subject_id = gen_random_uuid()",
    "move a row to another agency": "UPDATE parterre.tickets SET tenant_id = gen_random_uuid()",
    "sign as a colleague": "INSERT INTO parterre.payments (recorded_by) VALUES ('u_manager')",
    "lock everybody out": "LOCK TABLE parterre.event_seats IN ACCESS EXCLUSIVE MODE",
    "lock all readers' seats": "LOCK TABLE parterre.event_seats IN SHARE MODE",
    "lock all sellers out": "LOCK TABLE parterre.event_seats IN SHARE ROW EXCLUSIVE MODE",
    "make an account by function": (
        "SELECT parterre_api.staff_create(gen_random_uuid(), 'u_mallory', 'M', 'MANAGER', 'x')"
    ),
    "take another job by function": "SELECT parterre_api.staff_set_job('u_box_office', 'MANAGER')",
    "put a manager out by function": "SELECT parterre_api.staff_set_job('u_manager', 'DOOR')",
    "switch a manager off by function": "SELECT parterre_api.staff_set_active('u_manager', false)",
    "ask whose password is due": "SELECT * FROM parterre_api.staff_accounts()",
    "say that a password was set": "SELECT parterre_sec.note_password('u_manager')",
    "end a colleague's sessions": "SELECT parterre_sec.end_sessions('u_manager')",
    "take another job by hand": "UPDATE parterre.staff SET role = 'MANAGER'",
    "take a colleague's name": "UPDATE parterre.staff SET display_name = 'Manager'",
    "waive the agency's fees": "UPDATE parterre.tenants SET service_fee_rate = 0",
    "look rows up by their place": "SELECT 1 FROM parterre.tickets WHERE ctid = '(0,1)'",
    "load an extension": "CREATE EXTENSION file_fdw",
    "make a publication": "CREATE PUBLICATION p FOR ALL TABLES",
    "add an event trigger": (
        "CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION parterre_sec.refuse()"
    ),
}


#: What even a manager is refused: people of others, services, oneself, jobs that are none.
DENIED_TO_A_MANAGER = {
    "move another agency's person": "staff_set_job('u_door_b', 'MANAGER')",
    "put another agency's manager out": "staff_set_active('u_manager_b', false)",
    "reset another agency's password": "staff_reset_password('u_manager_b', :verifier)",
    "move a service": "staff_set_job('u_worker', 'MANAGER')",
    "move the web shop": "staff_set_job('u_web', 'MANAGER')",
    "move the superuser": "staff_set_job('parterre_super', 'DOOR')",
    "move a group": "staff_set_job('parterre_door', 'MANAGER')",
    "move oneself": "staff_set_job('u_manager', 'DOOR')",
    "move nobody": "staff_set_job(NULL, 'DOOR')",
}
NO_JOB = "22023"
NO_JOBS = ["WORKER", "WEB", "BACKUP", "OWNER", "ROLE_ADMIN", "door", "DOOR, parterre_owner", ""]


@pytest.fixture(scope="module")
def boss(full_house: TestDatabase) -> Iterator[Connection]:
    with staying(full_house, Role.MANAGER) as connection:
        yield connection


@pytest.mark.parametrize("call", DENIED_TO_A_MANAGER.values(), ids=DENIED_TO_A_MANAGER.keys())
def test_a_manager_can_not(boss: Connection, call: str) -> None:
    verifier = f"SCRAM-SHA-256$4096:{'A' * 22}==${'A' * 43}=:{'A' * 43}="
    values = {"verifier": verifier} if ":verifier" in call else {}

    assert said(boss, f"SELECT parterre_api.{call}", **values) == DENIED


@pytest.mark.parametrize("job", NO_JOBS)
def test_nobody_is_raised_to_a_job_that_is_none(boss: Connection, job: str) -> None:
    assert said(boss, "SELECT parterre_api.staff_set_job('u_door', :job)", job=job) == NO_JOB
    assert said(boss, "SELECT parterre_api.staff_set_job('u_door', NULL)") == NO_JOB


def test_a_manager_gives_no_job_by_hand(boss: Connection) -> None:
    assert said(boss, "UPDATE parterre.staff SET role = 'MANAGER'") == DENIED
    assert said(boss, "UPDATE parterre.staff SET is_active = false") == DENIED
    assert said(boss, "GRANT parterre_manager TO u_door") == DENIED
    assert said(boss, "GRANT parterre_worker TO u_manager") == DENIED


def test_a_manager_sees_the_own_agencys_accounts_only(boss: Connection) -> None:
    logins = boss.scalars(text("SELECT login FROM parterre_api.staff_accounts()")).all()

    assert "u_manager" in logins
    assert not [login for login in logins if login.endswith("_b")]


MERGED = """
    MERGE INTO parterre.tickets USING (VALUES (1)) AS one (n) ON id = :id
     WHEN MATCHED THEN UPDATE SET transfer_token = 'x'
"""
# Cheaper than any policy: asked first, if the planner were free to.
TALKATIVE = """
    CREATE FUNCTION parterre_api.tell(word text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001
    AS $$ BEGIN RAISE EXCEPTION '%', word; END $$;
    GRANT EXECUTE ON FUNCTION parterre_api.tell(text) TO parterre_staff
"""


@pytest.fixture(scope="module")
def clerk(full_house: TestDatabase) -> Iterator[Connection]:
    with staying(full_house, Role.BOX_OFFICE) as connection:
        yield connection


@pytest.mark.parametrize("statement", DENIED_TO_A_CLERK.values(), ids=DENIED_TO_A_CLERK.keys())
def test_a_clerk_can_not(clerk: Connection, statement: str) -> None:
    assert said(clerk, statement) == DENIED


def test_row_security_off_is_an_error_and_no_bypass(full_house: TestDatabase) -> None:
    with full_house.sign_in(Role.MANAGER, login="u_manager_b").engine.connect() as connection:
        connection.execute(text("SET row_security = off"))
        assert said(connection, "SELECT * FROM parterre.tickets") == DENIED


def test_a_setting_only_picks_what_the_mapping_permits(
    full_house: TestDatabase, above: Connection
) -> None:
    foreign = above.scalar(text("SELECT tenant_id FROM parterre.events LIMIT 1"))
    with full_house.sign_in(Role.MANAGER, login="u_manager_b").engine.connect() as connection:
        connection.execute(text("SELECT set_config('app.tenant', :t, false)"), {"t": str(foreign)})

        assert connection.scalar(text("SELECT parterre_sec.current_tenant()")) is None
        assert rows(connection, "SELECT 1 FROM parterre.tenants") == 0
        assert said(connection, "INSERT INTO parterre.event_categories (name) VALUES ('x')") != ""


@pytest.mark.parametrize(
    "question",
    [
        "SELECT 1 FROM parterre.tickets WHERE id = :id",
        "SELECT 1 FROM parterre.tickets WHERE 1 / (price_paid - price_paid) > 0",
        "UPDATE parterre.tickets SET transfer_token = 'x' WHERE id = :id",
        "SELECT 1 FROM parterre.tickets WHERE id = :id FOR UPDATE",
        MERGED,
    ],
)
def test_another_agencys_ticket_stays_unseen(
    full_house: TestDatabase, above: Connection, question: str
) -> None:
    ticket = above.scalar(text("SELECT id FROM parterre.tickets LIMIT 1"))
    values = {"id": ticket} if ":id" in question else {}
    with full_house.sign_in(Role.MANAGER, login="u_manager_b").engine.connect() as connection:
        assert rows(connection, question, **values) == 0


def test_a_key_of_another_agency_can_not_be_referenced(
    full_house: TestDatabase, above: Connection
) -> None:
    foreign = above.scalar(text("SELECT id FROM parterre.parties LIMIT 1"))
    add = "INSERT INTO parterre.customers (id, party_id) VALUES (gen_random_uuid(), :party)"
    with full_house.sign_in(Role.MANAGER, login="u_manager_b").engine.connect() as connection:
        told = said(connection, add, party=foreign)
        made_up = said(connection, add, party="00000000-0000-4000-8000-000000000000")

    assert told == made_up == "23503"


def test_a_key_of_another_agency_is_as_free_as_any(
    full_house: TestDatabase, above: Connection
) -> None:
    foreign = above.scalar(text("SELECT id FROM parterre.event_categories LIMIT 1"))
    add = "INSERT INTO parterre.event_categories (id, name) VALUES (:id, 'x')"
    with full_house.sign_in(Role.MANAGER, login="u_manager_b").engine.connect() as connection:
        assert said(connection, add, id=foreign) == said(connection, add, id=uuid4()) == ""


@pytest.mark.parametrize(("login", "copied"), [("u_manager", True), ("u_manager_b", False)])
def test_a_copy_holds_one_s_own_rows_only(
    full_house: TestDatabase, login: str, *, copied: bool
) -> None:
    with full_house.sign_in(Role.MANAGER, login=login).engine.connect() as connection:
        asked = "COPY parterre.tickets (id, barcode) TO STDOUT"
        with driver_of(connection).cursor() as cursor, cursor.copy(asked) as copy:
            assert any(copy) is copied


@pytest.mark.parametrize(("login", "told"), [("u_manager", "P0001"), ("u_manager_b", "")])
def test_a_talkative_function_hears_of_one_s_own_rows_only(
    above: Connection, login: str, told: str
) -> None:
    above.execute(text(TALKATIVE))
    above.execute(text(f"SET SESSION AUTHORIZATION {login}"))

    assert said(above, "SELECT 1 FROM parterre.tickets WHERE parterre_api.tell(barcode)") == told


def test_a_login_of_another_database_finds_nothing_in_this_one(
    full_house: TestDatabase, fresh_database: TestDatabase, new_login: str
) -> None:
    add_newcomer(fresh_database, new_login, Role.MANAGER)
    engine = create_engine(full_house.url_for(new_login), poolclass=NullPool)
    with engine.connect() as connection:
        assert rows(connection, "SELECT 1 FROM parterre.events") == 0
        assert said(connection, DENIED_TO_A_CLERK["make an account by function"]) == DENIED
        assert said(connection, "INSERT INTO parterre.event_categories (name) VALUES ('x')") != ""


def test_nobody_else_hears_the_channel(full_house: TestDatabase) -> None:
    channels = {
        person.engine.connect().scalar(text("SELECT parterre_api.notice_channel()"))
        for person in (
            full_house.sign_in(Role.DOOR),
            full_house.sign_in(Role.DOOR, login="u_door_b"),
        )
    }

    assert len(channels) == 2


def test_a_group_can_not_sign_in(full_house: TestDatabase) -> None:
    engine = create_engine(full_house.url_for("parterre_manager", "x"), poolclass=NullPool)
    with pytest.raises(Exception, match="authentication failed"):
        engine.connect()


def test_another_database_of_the_cluster_is_closed(full_house: TestDatabase) -> None:
    url = full_house.server.url("postgres", "u_manager", "correct horse")
    with pytest.raises(Exception, match="permission denied for database"):
        create_engine(url, poolclass=NullPool).connect()
