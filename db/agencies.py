"""The agencies of a database, as its administrator sees and makes them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from db.administering import as_superuser
from db.ids import new_id


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency with how many people may sign in."""

    tenant_id: UUID
    name: str
    currency: str
    timezone: str
    people: int
    settings: Mapping[str, Any]


def create_agency(
    super_url: str,
    name: str,
    *,
    currency: str,
    timezone: str,
    settings: Mapping[str, Any] = MappingProxyType({}),
) -> UUID:
    """Add an agency with the default settings but for those given, and return its key."""
    with as_superuser(super_url) as connection:
        tenant_id = add_agency(connection, name, currency=currency, timezone=timezone)
        if settings:
            said = json.dumps(dict(settings))
            connection.execute(_SET, {"tenant_id": tenant_id, "settings": said})
    return tenant_id


def add_agency(
    connection: Connection,
    name: str,
    *,
    currency: str,
    timezone: str,
    legal_name: str | None = None,
) -> UUID:
    """The same within the caller's transaction."""
    tenant_id = new_id()
    connection.execute(
        _ADD,
        {
            "tenant_id": tenant_id,
            "name": name,
            "legal_name": legal_name,
            "currency": currency,
            "timezone": timezone,
        },
    )
    return tenant_id


def read_agencies(connection: Connection) -> Sequence[AgencyLine]:
    """Every agency, by name; none in a database that is not set up."""
    if connection.scalar(_NOT_SET_UP):
        return []
    return [AgencyLine(*row) for row in connection.execute(_READ)]


_NOT_SET_UP = text("SELECT to_regclass('parterre.tenants') IS NULL")
_ADD = text(
    "INSERT INTO parterre.tenants (tenant_id, name, legal_name, currency, timezone)"
    " VALUES (:tenant_id, :name, :legal_name, :currency, :timezone)"
)
_SET = text(
    "UPDATE parterre.tenants SET settings = settings || CAST(:settings AS jsonb)"
    " WHERE tenant_id = :tenant_id"
)
_READ = text(
    "SELECT t.tenant_id, t.name, t.currency, t.timezone,"
    "       (SELECT count(*) FROM parterre.staff s WHERE s.tenant_id = t.tenant_id"
    "           AND s.is_active AND s.role NOT IN ('WEB', 'WORKER')),"
    "       t.settings"
    "  FROM parterre.tenants t ORDER BY lower(t.name), t.tenant_id"
)
