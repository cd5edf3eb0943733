"""Migrations from nothing make what the models say, once, whoever asks at the same time."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from uuid import uuid4

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from db.embedded import EmbeddedServer
from db.migrate import newest_version, upgrade
from db.revisions import alembic_config
from db.security import apply_before_tables
from db.setup import create_database
from migrations.frozen import tables_sql
from tests.databases import TestDatabase, run_as_super

SHAPE = """
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'parterre'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'parterre'
    UNION ALL
    SELECT attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
           || attnotnull || coalesce(pg_get_expr(adbin, adrelid), '') || attgenerated::text
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attrelid IN (SELECT oid FROM pg_class
                         WHERE relnamespace = 'parterre'::regnamespace AND relkind = 'r')
       AND attnum > 0
"""


@pytest.fixture
def empty(server: EmbeddedServer) -> Iterator[str]:
    name = f"parterre_{uuid4().hex[:12]}"
    create_database(server.url(name), name)
    yield server.url(name)
    run_as_super(server, f"DROP DATABASE {name} WITH (FORCE)")


def shape(url: str) -> set[str]:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return set(connection.exec_driver_sql(SHAPE).scalars())


def test_migrations_make_the_tables_of_the_models(database: TestDatabase, empty: str) -> None:
    with create_engine(empty, poolclass=NullPool).begin() as connection:
        apply_before_tables(connection)
        connection.exec_driver_sql(tables_sql().replace("%", "%%"))

    assert shape(database.super_url) == shape(empty)


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")  # it has no class for it
def test_alembic_finds_nothing_to_add(database: TestDatabase) -> None:
    with create_engine(database.super_url, poolclass=NullPool).connect() as connection:
        command.check(alembic_config(connection))


def test_the_newest_version_is_alembic_s_head(database: TestDatabase) -> None:
    with create_engine(database.super_url, poolclass=NullPool).connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))

    assert scripts.get_heads() == [newest_version()]


def test_a_second_run_has_nothing_to_do(empty: str) -> None:
    assert upgrade(empty)
    assert not upgrade(empty)


def test_two_programs_at_once_migrate_once(empty: str) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(upgrade, [empty] * 2))

    assert any(done)
    with create_engine(empty, poolclass=NullPool).connect() as connection:
        versions = connection.scalars(text("SELECT version_num FROM parterre_sec.alembic_version"))
        assert len(versions.all()) == 1
