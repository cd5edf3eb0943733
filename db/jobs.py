"""The job queue's tables: procrastinate's own schema, in a schema of its own.

The library brings its SQL along, and an older one can't be told from its name: a migration installs
what the installed version brings, and the schema's comment says which version that was. A later
version of the library comes with a migration that runs the library's own steps from there.
"""

from importlib.metadata import version
from typing import Any

from procrastinate.schema import SchemaManager

JOBS_SCHEMA = "parterre_jobs"


def install_queue(driver: Any) -> None:
    """Make the queue's tables as the current role; `driver` is a psycopg connection."""
    before = driver.execute("SELECT current_setting('search_path')").fetchone()[0]
    driver.execute(f"SET LOCAL search_path = {JOBS_SCHEMA}")
    driver.execute(SchemaManager.get_schema())
    driver.execute("SELECT set_config('search_path', %s, true)", [before])
    driver.execute(f"COMMENT ON SCHEMA {JOBS_SCHEMA} IS 'procrastinate {version('procrastinate')}'")
