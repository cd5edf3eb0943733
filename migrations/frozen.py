"""The models' tables as SQL: `python -m migrations.frozen` prints what a first revision holds."""

import sys

from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from db.models import Tenant


def tables_sql() -> str:
    """Return CREATE TABLE and CREATE INDEX for all tables, parents first."""
    postgresql = dialect()  # type: ignore[no-untyped-call]
    statements = []
    for table in Tenant.metadata.sorted_tables:
        statements.append(CreateTable(table).compile(dialect=postgresql))
        by_name = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [CreateIndex(index).compile(dialect=postgresql) for index in by_name]
    lines = [f"{str(statement).strip()};".replace("\t", "  ") for statement in statements]
    return "\n\n".join("\n".join(line.rstrip() for line in s.splitlines()) for s in lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(tables_sql())
