"""Trying to leave something broken at commit: what the database says then."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.db.security.asking import sqlstate


def at_commit(
    session: Session, *changes: str, also: Callable[[], object] | None = None, **values: Any
) -> str:
    """Make the changes in a savepoint and ask all invariants; the SQLSTATE, or "" for peace."""
    session.flush()
    savepoint = session.begin_nested()
    try:
        for change in changes:
            session.execute(text(change), values)
        if also is not None:
            also()
        session.flush()
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    except DBAPIError as error:
        return sqlstate(error)
    finally:
        savepoint.rollback()
    return ""
