"""The matrix of `grants.toml`, read and turned into GRANT statements."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table

MATRIX = Path(__file__).with_name("grants.toml")
JOBS = ("manager", "buyer", "box_office", "door")
GRANTEES = ("staff", *JOBS, "web", "worker")
_ALONG = "updated_at"  # whoever changes a row moves its clock


@dataclass(frozen=True, slots=True)
class TableGrants:
    """What each role may do to one table: role to columns; `remove` holds roles."""

    read: Mapping[str, tuple[str, ...]]
    add: Mapping[str, tuple[str, ...]]
    change: Mapping[str, tuple[str, ...]]
    remove: frozenset[str]


def read_matrix(tables: Mapping[str, Table]) -> dict[str, TableGrants]:
    """Read the matrix for these tables, by table name, each role spelt out (no `staff`).

    Raises KeyError for a table or a column that only one side knows.
    """
    written = tomllib.loads(MATRIX.read_text("utf-8"))
    stamped = frozenset(written.pop("stamped"))
    if unknown := set(written) ^ set(tables):
        raise KeyError(f"Tables that only one of grants.toml and the models knows: {unknown}")
    return {name: _table_grants(written[name], tables[name], stamped) for name in sorted(tables)}


def grant_statements(matrix: Mapping[str, TableGrants]) -> Iterator[str]:
    """Yield the statements that make the database's grants equal to the matrix."""
    everybody = ", ".join(f"parterre_{grantee}" for grantee in GRANTEES)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA parterre FROM {everybody}"
    for name, grants in matrix.items():
        for verb, by_role in (
            ("SELECT", grants.read),
            ("INSERT", grants.add),
            ("UPDATE", grants.change),  # never of a whole table: that would permit LOCK TABLE too
        ):
            for role, columns in by_role.items():
                listed = ", ".join(f'"{column}"' for column in columns)
                yield f"GRANT {verb} ({listed}) ON parterre.{name} TO parterre_{role}"
        for role in sorted(grants.remove):
            yield f"GRANT DELETE ON parterre.{name} TO parterre_{role}"


def _table_grants(written: Mapping[str, Any], table: Table, stamped: frozenset[str]) -> TableGrants:
    every = tuple(column.name for column in table.columns)
    hidden = written.get("hidden", {})
    addable = tuple(name for name in every if name not in stamped)
    return TableGrants(
        read={
            role: tuple(name for name in every if name not in hidden.get(role, ()))
            for role in _roles(written.get("read", ""))
        },
        add=dict.fromkeys(_roles(written.get("add", "")), addable),
        change=_changes(written.get("change", {}), every),
        remove=frozenset(_roles(written.get("remove", ""))),
    )


def _changes(
    written: Mapping[str, list[str]], every: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    granted: dict[str, set[str]] = {}
    for roles, columns in written.items():
        if unknown := set(columns) - set(every):
            raise KeyError(f"grants.toml lets {roles} change {unknown}, which is no column")
        for role in _roles(roles):
            granted.setdefault(role, set()).update(columns, {_ALONG} & set(every))
    return {
        role: tuple(name for name in every if name in columns) for role, columns in granted.items()
    }


def _roles(written: str) -> tuple[str, ...]:
    named = written.split()
    if unknown := set(named) - set(GRANTEES):
        raise KeyError(f"grants.toml names {unknown}, which are no roles")
    spelt = [job for name in named for job in (JOBS if name == "staff" else (name,))]
    return tuple(dict.fromkeys(spelt))
