"""An agency to measure on: an embedded server with fsync on, and people who sign in for real."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import UUID

from core.domain.staff import Role
from core.domain.venues.plan_csv import read_plan_csv
from core.services.staff import SignedIn, sign_in
from core.services.venues.creating import create_venue
from core.services.work import Work, new_key
from db.agencies import create_agency
from db.embedded import EmbeddedServer
from db.logins import NewLogin, create_login
from db.setup import set_up

PASSWORD = "measured horse"  # noqa: S105 - of a server that lives for one run
DATABASE = "parterre_bench"


@dataclass(frozen=True)
class Agency:
    """One migrated database with a login a role; `signed_in` closes with it."""

    server: EmbeddedServer
    tenant_id: UUID
    signed_in: list[SignedIn] = field(default_factory=list)

    @property
    def super_url(self) -> str:
        """The URL of the server's superuser, for limits without row security."""
        return self.server.url(DATABASE)

    def url_for(self, login: str, password: str) -> str:
        """The URL of a person's login."""
        return self.server.url(DATABASE, login, password)

    def sign_in(self, role: Role, *, pool_size: int = 5) -> SignedIn:
        """Sign in over the role's own login."""
        person = sign_in(self.url_for, login_of(role), PASSWORD, pool_size=pool_size)
        self.signed_in.append(person)
        return person


def login_of(role: Role) -> str:
    """The login of the role's person."""
    return f"u_bench_{role.value.lower()}"


@contextmanager
def agency() -> Iterator[Agency]:
    """Start a server in a folder of its own, make the agency, and remove both at the end."""
    folder = Path(tempfile.mkdtemp(prefix="parterre-bench-"))
    folder.chmod(0o755)
    try:
        with EmbeddedServer.open(folder) as server:
            url = server.url(DATABASE)
            set_up(url)
            tenant_id = create_agency(url, "Bench", currency="EUR", timezone="Europe/Berlin")
            for role in Role:
                create_login(
                    url,
                    tenant_id,
                    NewLogin(
                        login=login_of(role),
                        display_name=role.value.title(),
                        role=role,
                        password=PASSWORD,
                    ),
                )
            made = Agency(server, tenant_id)
            try:
                yield made
            finally:
                for person in made.signed_in:
                    person.sign_out()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def grid_csv(seats: int, *, row_length: int = 50, rows: int = 20) -> str:
    """A flat seat list: sections of `rows` × `row_length` seats until there are enough."""
    lines = ["section,row,seat,x,y,type"]
    for rank in range(seats):
        row, seat = divmod(rank, row_length)
        section, row_of_section = divmod(row, rows)
        x, y = section % 10 * 700 + seat * 12, section // 10 * 400 + row_of_section * 14
        lines.append(f"S{section:03d},{row_of_section + 1},{seat + 1},{x},{y},STANDARD")
    return "\n".join(lines)


def grid_venue(work: Work, seats: int, name: str) -> UUID:
    """Create a venue of this many seats."""
    return create_venue(work, read_plan_csv(grid_csv(seats), name), key=new_key()).id


def milliseconds(job: Callable[[], object], *, times: int = 5) -> float:
    """The median time of a job over some runs after a first one that is not counted."""
    job()
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        samples.append((time.perf_counter() - start) * 1000)
    return median(samples)
