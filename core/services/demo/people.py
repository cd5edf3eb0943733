"""Who works at the demo's agency: known before anything of the season is read."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import resources.demo
from core.domain.staff import Role

AGENCY = Path(resources.demo.__file__).parent / "season" / "agency.toml"


@dataclass(frozen=True, slots=True)
class StaffLogin:
    """A login of the demo, with the password that everybody may know."""

    login: str
    password: str = field(repr=False)
    name: str
    job: str
    role: Role


@lru_cache(maxsize=1)
def read_staff() -> tuple[StaffLogin, ...]:
    """Read the agency's staff, the worker's login among them."""
    return tuple(_person(one) for one in tomllib.loads(AGENCY.read_text("utf-8"))["staff"])


def person_of(role: Role) -> StaffLogin:
    """The demo's person of a role."""
    return next(person for person in read_staff() if person.role is role)


def desk_people() -> tuple[StaffLogin, ...]:
    """Those who sign in at a desk: everybody but the worker."""
    return tuple(person for person in read_staff() if person.role is not Role.WORKER)


def _person(one: dict[str, Any]) -> StaffLogin:
    return StaffLogin(one["login"], one["password"], one["name"], one["job"], Role(one["role"]))
