"""Asking the database for something, and what it says: nothing, or an SQLSTATE."""

from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

DENIED = "42501"


def sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", ""))


def said(connection: Connection, statement: str, **values: Any) -> str:
    """Run a statement in a savepoint that is rolled back; its SQLSTATE, or "" where it ran."""
    savepoint = connection.begin_nested()
    try:
        connection.execute(text(statement), values)
    except DBAPIError as error:
        return sqlstate(error)
    finally:
        savepoint.rollback()
    return ""


def rows(connection: Connection, statement: str, **values: Any) -> int:
    """How many rows a statement touched, in a savepoint that is rolled back."""
    savepoint = connection.begin_nested()
    try:
        return connection.execute(text(statement), values).rowcount
    finally:
        savepoint.rollback()
