"""What an administrator is told whose work the server refuses: nobody else talks to it so early."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import InsufficientPrivilege, InvalidSchemaName
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from core.domain.errors import Outage, Refusal
from core.services.work import crowded, wrong_password

_NO_DATABASE = re.compile(r'database "(.+)" does not exist')


class NoDatabase(Refusal):
    """The server runs, but has no such database."""

    def __init__(self, database: str) -> None:
        self.database = database
        super().__init__(
            f"The server has no database {database} yet. “parterre agency create” makes it with "
            "an agency of yours, “parterre demo load” with the demo season, “parterre migrate” "
            "empty."
        )


class NotOurs(Refusal):
    """The database exists, but was never set up."""

    def __init__(self) -> None:
        super().__init__("The database has no tables of ours yet. “parterre migrate” makes them.")


class NoSuperuser(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Looking after the database needs a superuser of the server: roles, policies and "
            "their owners are made by it. Daily work never does."
        )


class WrongAdministrator(Refusal):
    def __init__(self) -> None:
        super().__init__("The administrator's login and password in the address don't match.")


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell in a sentence why the server let the administrator's work not begin.

    Refuses `NoDatabase`, `NotOurs`, `NoSuperuser`, `WrongAdministrator`; raises `Outage`.
    """
    try:
        yield
    except OperationalError as error:
        raise _why(error) from error
    except ProgrammingError as error:
        if isinstance(error.orig, InsufficientPrivilege):
            raise NoSuperuser from error
        raise
    except InvalidSchemaName as error:  # the doctor asks the driver itself
        raise NotOurs from error


def _why(error: DBAPIError) -> Refusal | Outage:
    """By the words of it: libpq gives no code while connecting."""
    said = str(error.orig)
    if missing := _NO_DATABASE.search(said):
        return NoDatabase(missing[1])
    if wrong_password(error):
        return WrongAdministrator()
    if "permission denied for database" in said:
        return NoSuperuser()
    away = Outage("The database can't be reached. Check that the server is running.")
    return crowded(error) or away
