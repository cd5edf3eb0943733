"""The queue's connection under row security."""

from typing import Any

from procrastinate import PsycopgConnector
from procrastinate.exceptions import UniqueViolation
from psycopg import errors


class QueueConnector(PsycopgConnector):
    """Tells that a job is in the queue already, where PostgreSQL says no more than that.

    Under row security the server keeps the key of a doubled row to itself. The library reads the
    key there and fails where it finds none, which would end the worker; nobody needs it.
    """

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        """One row; raises UniqueViolation where the library would have failed at its words."""
        try:
            row: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
        except (AssertionError, TypeError) as error:
            doubled = error.__context__
            if not isinstance(doubled, errors.UniqueViolation):
                raise
            raise UniqueViolation(
                constraint_name=doubled.diag.constraint_name, queueing_lock=None
            ) from doubled
        return row
