"""Role by table by verb over real logins: what `grants.toml` says is what the database does."""

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import Connection, text

from core.domain.staff import Role
from db.security.apply import business_tables
from db.security.grants import read_matrix
from tests.databases import TestDatabase
from tests.db.security.asking import DENIED, rows, said
from tests.db.security.full_house import TABLES, empty_tables
from tests.db.security.staying import staying

MATRIX = read_matrix(business_tables())
PURCHASING = {
    "suppliers",
    "ticket_types",
    "purchase_orders",
    "purchase_order_lines",
    "delivery_receipts",
    "delivery_receipt_seats",
    "payables",
}
JOB = {role: role.value.lower() for role in Role}
VERBS = {"SELECT": "read", "INSERT": "add", "UPDATE": "change"}
PRIVILEGES = """
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
       AND NOT a.attisdropped AND has_column_privilege(c.oid, a.attnum, :verb)
"""


@pytest.fixture(scope="session", params=Role, ids=JOB.get)
def role(request: pytest.FixtureRequest) -> Role:
    chosen: Role = request.param
    return chosen


@pytest.fixture(scope="session")
def person(full_house: TestDatabase, role: Role) -> Iterator[Connection]:
    with staying(full_house, role) as connection:
        yield connection


@pytest.fixture(scope="session")
def stranger(full_house: TestDatabase, role: Role) -> Iterator[Connection]:
    """The same job in the other agency."""
    with staying(full_house, role, login=f"u_{JOB[role]}_b") as connection:
        yield connection


def granted(role: Role, verb: str) -> dict[str, tuple[str, ...]]:
    """Table to columns, as the matrix says."""
    by_role: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        table: getattr(grants, VERBS[verb]) for table, grants in MATRIX.items()
    }
    return {table: grants[JOB[role]] for table, grants in by_role.items() if JOB[role] in grants}


def test_every_table_has_an_entry_and_a_row(above: Connection) -> None:
    assert set(MATRIX) == set(TABLES)
    assert empty_tables(above) == []


@pytest.mark.parametrize("verb", VERBS)
def test_columns_granted_are_those_of_the_matrix(person: Connection, role: Role, verb: str) -> None:
    found = {(table, column) for table, column in person.execute(text(PRIVILEGES), {"verb": verb})}
    written = {(table, c) for table, columns in granted(role, verb).items() for c in columns}

    assert found == written


@pytest.mark.parametrize("table", TABLES)
def test_the_database_does_what_the_matrix_says(person: Connection, role: Role, table: str) -> None:
    every = [c.name for c in business_tables()[table].columns if c.computed is None]
    attempts = {
        "read": 'SELECT "{}" FROM parterre.{} LIMIT 1',
        "add": 'EXPLAIN INSERT INTO parterre.{1} ("{0}") VALUES (DEFAULT)',
        "change": 'EXPLAIN UPDATE parterre.{1} SET "{0}" = DEFAULT',
    }
    for verb, statement in attempts.items():
        allowed = getattr(MATRIX[table], verb).get(JOB[role], ())
        refused = [name for name in every if name not in allowed]
        if allowed:
            assert said(person, statement.format(allowed[-1], table)) == "", verb
        if refused:
            assert said(person, statement.format(refused[-1], table)) == DENIED, verb


def test_only_who_may_removes(person: Connection, role: Role) -> None:
    may = {t for t in TABLES if said(person, f"EXPLAIN DELETE FROM parterre.{t}") == ""}

    assert may == {table for table in TABLES if JOB[role] in MATRIX[table].remove}


def test_nobody_truncates_or_locks_out(person: Connection, role: Role) -> None:
    for table in TABLES:
        assert said(person, f"TRUNCATE parterre.{table}") == DENIED
        if JOB[role] not in MATRIX[table].remove:
            assert said(person, f"LOCK TABLE parterre.{table} IN SHARE MODE") == DENIED


def test_strangers_see_nothing(stranger: Connection, role: Role) -> None:
    own = stranger.scalar(text("SELECT parterre_sec.current_tenant()"))
    seen = {
        table: rows(stranger, f"SELECT 1 FROM parterre.{table} WHERE tenant_id <> :own", own=own)
        for table in granted(role, "SELECT")
    }

    assert own is not None
    assert set(seen.values()) == {0}


def test_strangers_change_nothing(stranger: Connection, above: Connection, role: Role) -> None:
    foreign = above.scalar(text("SELECT tenant_id FROM parterre.events LIMIT 1"))
    for table, columns in granted(role, "UPDATE").items():
        change = f'UPDATE parterre.{table} SET "{columns[-1]}" = "{columns[-1]}"'
        assert rows(stranger, f"{change} WHERE tenant_id = :t", t=foreign) == 0, table


def test_strangers_add_nothing_to_another_agency(stranger: Connection, above: Connection) -> None:
    foreign = above.scalar(text("SELECT tenant_id FROM parterre.events LIMIT 1"))
    for table in TABLES:
        add = f"INSERT INTO parterre.{table} (tenant_id) VALUES (:t)"
        assert said(stranger, add, t=foreign) == DENIED, table


@pytest.mark.parametrize(
    ("job", "tables"),
    [
        (Role.DOOR, {"customers", "parties", "addresses", "bookings", "payments", "suppliers"}),
        (Role.BOX_OFFICE, {*PURCHASING, "audit_log"}),
        (Role.WEB, {*PURCHASING, "audit_log", "till_shifts"}),
        (Role.BUYER, {"audit_log"}),
    ],
)
def test_what_a_job_has_no_business_with(
    full_house: TestDatabase, job: Role, tables: set[str]
) -> None:
    with full_house.sign_in(job).engine.connect() as connection:
        for table in tables:
            assert said(connection, f"SELECT 1 FROM parterre.{table}") == DENIED, table
