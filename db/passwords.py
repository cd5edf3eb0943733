"""Passwords: hashed on this side, so that they never travel and never reach a log."""

from sqlalchemy import Connection

from db.wire import driver_of


def scram_verifier(connection: Connection, login: str, password: str) -> str:
    """Make the SCRAM-SHA-256 verifier that PostgreSQL keeps."""
    driver = driver_of(connection)
    hashed = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return hashed.decode("ascii")
