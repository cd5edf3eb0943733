"""Who works in the background of this computer: a worker for each agency in its database."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cli.opening import Opened
from core.domain.staff import Role
from core.services.accounts import NoAgencyYet
from core.services.demo.databases import DEMO_MARK
from core.services.demo.people import person_of
from db.administering import as_superuser, at_logins
from db.agencies import read_agencies
from db.embedded import EmbeddedServer
from db.logins import NewLogin, make_login, read_logins, set_password

_KEPT_IN = "worker-password"


@dataclass(frozen=True, slots=True)
class WorkingHere:
    """The logins of this computer's workers with their password, and whether the demo is here."""

    demo: bool
    workers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def working_here(opened: Opened, server: EmbeddedServer) -> WorkingHere:
    """Read which agencies are on this computer, and see that each has its worker.

    Refuses `NoAgencyYet`.
    """
    with as_superuser(opened.admin_url) as connection:
        agencies = read_agencies(connection)
        there = {row.login for row in read_logins(connection) if row.exists}
    if not agencies:
        raise NoAgencyYet
    own = {
        _worker_of(one.tenant_id): one.tenant_id
        for one in agencies
        if DEMO_MARK not in one.settings
    }
    file = server.data_folder / _KEPT_IN
    if own and (not file.exists() or not own.keys() <= there):
        with opened.administered.alone():
            _make_workers(opened, file, own)
    workers = [(login, file.read_text("ascii")) for login in own]
    demo = len(own) < len(agencies)
    if demo:
        person = person_of(Role.WORKER)
        workers.append((person.login, person.password))
    return WorkingHere(demo, tuple(workers))


def _make_workers(opened: Opened, file: Path, wanted: dict[str, UUID]) -> None:
    if not file.exists():
        _make_password(file)
    password = file.read_text("ascii")
    with at_logins(opened.admin_url) as connection:
        rows = {row.login: row for row in read_logins(connection)}
        for login, agency in wanted.items():
            if login in rows:
                set_password(connection, rows[login], password)
            else:
                new = NewLogin(login, "This computer", Role.WORKER, password)
                make_login(connection, agency, new)


def _make_password(file: Path) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    unfinished.write_text(secrets.token_urlsafe(32), "ascii")
    unfinished.replace(file)


def _worker_of(agency: UUID) -> str:
    return f"u_worker_{agency.hex[-12:]}"
