"""Passwords: hashed on this side, so that they never travel and never reach a log."""

from typing import Any

import psycopg
from sqlalchemy import Connection


def scram_verifier(connection: Connection, login: str, password: str) -> str:
    """Make the SCRAM-SHA-256 verifier that PostgreSQL keeps."""
    driver = driver_of(connection)
    hashed = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return hashed.decode("ascii")


def driver_of(connection: Connection) -> psycopg.Connection[Any]:
    """Give the psycopg connection under SQLAlchemy's; raises TypeError for another driver."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"A psycopg connection is needed, not {type(driver)}.")
    return driver
