"""A place for one tour: an embedded server in a folder of its own, gone when the tour is over."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from cli.touring.day import CURRENCY, ZONE, Day, next_opening
from core.domain.staff import Role
from core.services.staff import sign_in
from core.services.work import wall_clock
from db.agencies import create_agency
from db.embedded import EmbeddedServer
from db.logins import NewLogin, create_login
from db.setup import set_up

DATABASE = "parterre_tour"
AGENCY = "Linden & Quay"
NAMES = {
    Role.MANAGER: "Maeve Doyle",
    Role.BUYER: "Anton Reyes",
    Role.BOX_OFFICE: "Priya Nair",
    Role.DOOR: "Joe Keane",
    Role.WORKER: "The clean-up",
}


@contextmanager
def day_of_its_own(out: Path, console: Console) -> Iterator[Day]:
    """Start the server, make the agency and its people, and remove everything at the end."""
    folder = Path(tempfile.mkdtemp(prefix="parterre-tour-"))
    folder.chmod(0o755)  # for root the server runs as another account, which has to get in
    console.print("[bold]One broker day[/bold], on a fresh database of its own.\n")
    try:
        with EmbeddedServer.open(folder) as server, ExitStack() as stack:
            yield _day(server, folder, out, console, stack)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _day(
    server: EmbeddedServer, folder: Path, out: Path, console: Console, stack: ExitStack
) -> Day:
    password = secrets.token_urlsafe(12)
    day = Day(
        out=out,
        keys=folder / "keys",
        url_for=lambda login, secret: server.url(DATABASE, login, secret),
        people={},
        password=password,
        console=console,
        now=next_opening(wall_clock()),
    )
    with day.step("Set up") as tell:
        url = server.url(DATABASE)
        set_up(url)
        tenant = create_agency(url, AGENCY, currency=CURRENCY, timezone=ZONE)
        for role, name in NAMES.items():
            create_login(
                url,
                tenant,
                NewLogin(
                    login=login_of(role),
                    display_name=name,
                    role=role,
                    password=password,
                ),
            )
        people = {}
        for role in NAMES:
            people[role] = sign_in(day.url_for, login_of(role), password)
            stack.callback(people[role].sign_out)
        day.people = people
        tell(
            f"PostgreSQL {server.version}, {AGENCY}, and five logins: manager, buyer, box office, "
            "door, worker."
        )
    return day


def login_of(role: Role) -> str:
    """The login of the tour's person with this role."""
    return f"u_tour_{role.value.lower()}"
