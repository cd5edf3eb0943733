"""The declarative base: schema, constraint names, column types and the tenant's composite key."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Enum,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Numeric,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.ids import new_id

SCHEMA = "parterre"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _values(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


class Base(DeclarativeBase):
    metadata = MetaData(schema=SCHEMA, naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        datetime: DateTime(timezone=True),
        Decimal: Numeric(12, 2),
        str: Text(),
        dict[str, Any]: JSONB(),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            values_callable=_values,
            validate_strings=True,
        ),
    }


class TenantRow(Base):
    """A row of one agency: the key is `(tenant_id, id)`, the tenant comes from the login."""

    __abstract__ = True

    tenant_id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=text("parterre_sec.current_tenant()"), sort_order=-2
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-1)


class Timed:
    """Mixin: when a row was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now(), sort_order=91
    )


def word_of(enum: type[StrEnum], name: str) -> Enum:
    """Type of a column of an enum whose check is named `name`: for two columns of one enum."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        length=32,
        values_callable=_values,
        validate_strings=True,
    )


def points_to(
    table: str, column: str, *alike: str, name: str | None = None
) -> ForeignKeyConstraint:
    """Reference another row of the same agency: a key across agencies is impossible.

    What both rows have `alike` too, as their currency, the other row has a unique key with.
    """
    theirs = [f"{SCHEMA}.{table}.{each}" for each in ("tenant_id", "id", *alike)]
    return ForeignKeyConstraint(["tenant_id", column, *alike], theirs, name=name)


def of_an_agency() -> ForeignKeyConstraint:
    """Reference the agency itself; only tables that nothing else ties to it need this."""
    return ForeignKeyConstraint(["tenant_id"], [f"{SCHEMA}.tenants.tenant_id"], name=None)


def listed_by(table: str, *columns: str) -> Index:
    """Index led by the tenant, as row security filters by it in every statement."""
    return Index(f"ix_{table}_{'_'.join(columns)}", "tenant_id", *columns)


def listed_where_known(table: str, column: str, *, unique: bool = False) -> Index:
    """The same of a column that most rows lack: those cost the index nothing."""
    return Index(
        f"{'uq' if unique else 'ix'}_{table}_{column}",
        "tenant_id",
        column,
        unique=unique,
        postgresql_where=text(f"{column} IS NOT NULL"),
    )
