"""`parterre agency`: an agency of one's own, and which ones there are."""

import typer

from cli.saying import SpeakingGroup
from core.domain.loading import load

_WORK = "cli.agency"

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    help="An agency of your own, instead of the demo season.",
)


@app.command()
def create(  # noqa: PLR0913, PLR0917 - each of them is an option of the command
    name: str = typer.Argument(..., metavar="NAME", help="What the agency is called."),
    currency: str | None = typer.Option(
        None, "--currency", metavar="CODE", help="The currency of its books, such as EUR."
    ),
    timezone: str | None = typer.Option(
        None, "--timezone", metavar="ZONE", help="Where its clocks are, such as Europe/Berlin."
    ),
    legal_name: str | None = typer.Option(
        None, "--legal-name", metavar="NAME", help="The name on papers, if it is another."
    ),
    manager: str | None = typer.Option(
        None, "--manager", metavar="NAME", help="The first manager's name."
    ),
    login: str | None = typer.Option(
        None, "--login", help="The first manager's login: u_ and 3 to 40 letters, digits or _."
    ),
    replace_demo: bool = typer.Option(
        False, "--replace-demo", help="Remove the demo season and everything tried on it."
    ),
) -> None:
    """Make an agency and its first manager, and the database if there is none.

    Asks for what is not said. The password is asked for too, or taken from PARTERRE_NEW_PASSWORD.
    On a server it needs the administrator's login in PARTERRE_DATABASE_URL; on this computer
    nothing.
    """
    work = load(_WORK)
    told = work.Told(name.strip(), currency, timezone, legal_name, manager, login)
    work.create(told, replace_demo=replace_demo)


@app.command("list")
def list_() -> None:
    """List the agencies of the database with how many people may sign in to each.

    On a server it needs the administrator's login in PARTERRE_DATABASE_URL.
    """
    load(_WORK).tell_agencies()
