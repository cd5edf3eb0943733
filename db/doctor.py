"""The doctor: is the boundary as this program ships it, and do the books agree with each other?

Three examinations of a live database, all read-only: the catalogue against the checked-in snapshot,
lint queries that must return no row, and reconciliations of rows that tell the same thing twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from db.wire import driver_of

_FOLDER = Path(__file__).parent / "security"
SNAPSHOT = _FOLDER / "catalogue.txt"
_QUERIES = _FOLDER / "doctor"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: which examination, what it found, where."""

    examination: str
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.examination}: {self.what}: {self.where}"


def examine(super_url: str) -> list[Finding]:
    """Run all examinations as a superuser; an empty list means health."""
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        return [
            *compare_catalogue(connection),
            *_ask(connection, "lints"),
            *_ask(connection, "reconciliations"),
        ]


def read_catalogue(connection: Connection) -> list[str]:
    """Describe everything that Alembic can't see, a line a fact, in a stable order."""
    query = (_QUERIES / "catalogue.sql").read_text("utf-8")
    return sorted(_column(connection, query))


def compare_catalogue(connection: Connection) -> Iterator[Finding]:
    """Find every line that only the database or only the snapshot has."""
    found = set(read_catalogue(connection))
    shipped = set(SNAPSHOT.read_text("utf-8").splitlines())
    for line in sorted(found - shipped):
        yield Finding("catalogue", "not as shipped", line)
    for line in sorted(shipped - found):
        yield Finding("catalogue", "missing", line)


def questions(examination: str) -> dict[str, str]:
    """The queries of `lints` or `reconciliations`: what each finds, and its SQL."""
    parts = (_QUERIES / f"{examination}.sql").read_text("utf-8").split("\n\n-- ")[1:]
    return {title: query for title, _, query in (part.partition("\n") for part in parts)}


def _ask(connection: Connection, examination: str) -> Iterator[Finding]:
    for what, query in questions(examination).items():
        for where in _column(connection, query):
            yield Finding(examination, what, where)


def _column(connection: Connection, query: str) -> list[str]:
    # The driver's own execute: colons and percent signs are SQL's here, not parameters.
    return [str(row[0]) for row in driver_of(connection).execute(query.encode()).fetchall()]
