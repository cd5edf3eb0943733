"""`parterre staff`: who may sign in, and as what."""

from enum import StrEnum

import typer

from cli.saying import SpeakingGroup
from core.domain.loading import load
from core.domain.staff import Role

_WORK = "cli.staff"

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    short_help="Who may sign in, and as what.",
    help="Who may sign in, and as what. A manager looks after the people of the own agency: "
    "PARTERRE_LOGIN and PARTERRE_PASSWORD. Without these it is the database's administrator: "
    "on a server by the login in PARTERRE_DATABASE_URL, on this computer by being there.",
)


class Job(StrEnum):
    """A role as the command line writes it; its name is the role's."""

    MANAGER = "manager"
    BUYER = "buyer"
    BOX_OFFICE = "box-office"
    DOOR = "door"
    WEB = "web"
    WORKER = "worker"


_login = typer.Argument(..., metavar="LOGIN", help="u_ and 3 to 40 small letters, digits or _.")
_agency = typer.Option(None, "--agency", metavar="NAME", help="Which agency, if there are several.")


@app.command()
def add(
    login: str = _login,
    role: Job = typer.Option(
        ..., "--role", help="What they do. Only the administrator adds web and worker."
    ),
    name: str | None = typer.Option(None, "--name", help="What screens and papers call them."),
    agency: str | None = _agency,
) -> None:
    """Let somebody sign in.

    Prints a first password, unless PARTERRE_NEW_PASSWORD has one; a person has to change it at the
    first sign-in. The web shop's and a worker's password stays.
    """
    load(_WORK).add(login, name, Role[role.name], agency)


@app.command("list")
def list_(agency: str | None = _agency) -> None:
    """List who may sign in; the administrator sees services too."""
    load(_WORK).tell_staff(agency)


@app.command()
def password(login: str = _login) -> None:
    """Give somebody a new first password, who forgot theirs.

    Prints it, unless PARTERRE_NEW_PASSWORD has one.
    """
    load(_WORK).give_password(login)


@app.command()
def off(login: str = _login) -> None:
    """Keep somebody out from now on, and end what they have open. What they did stays."""
    load(_WORK).switch(login, active=False)


@app.command()
def on(login: str = _login) -> None:
    """Let somebody in again who was switched off."""
    load(_WORK).switch(login, active=True)
