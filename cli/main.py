"""`parterre`: the command line. A command loads the module that does its work when it is given."""

from pathlib import Path

import typer

from cli.commands import agency, demo, keys, staff, venue
from cli.commands.scan import scan
from cli.commands.service import backup_login, doctor, migrate, worker
from cli.display import NO_DISPLAY, has_display
from cli.saying import SpeakingGroup, err
from core.domain.loading import load

HELP = """The back office of a ticket broker.

The database is an embedded PostgreSQL server in your data folder (PARTERRE_DATA_DIR), made with a
demo season by the first run or demo load, or with an agency of your own by agency create; or any
PostgreSQL 16 and newer: PARTERRE_DATABASE_URL, such as postgresql://server.example.org/parterre.

Commands that read or change business act as one person: PARTERRE_LOGIN and PARTERRE_PASSWORD. On
the demo of this computer that is its manager unless you say otherwise. Commands that look after a
server's database (agency, staff, migrate, demo, doctor) need the administrator's login inside the
URL; a manager uses staff as themselves.

Refused by a rule: exit code 1. Failed: 2.
"""

app = typer.Typer(
    name="parterre",
    help=HELP,
    cls=SpeakingGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def run() -> None:
    """Open Parterre: sets up on the first start, then asks who you are.

    Where there is no display it says so and takes the tour instead, into ./parterre-tour.
    """
    if has_display():
        raise typer.Exit(load("cli.ready").show_window())
    err.print(NO_DISPLAY)
    tour(Path("parterre-tour"))


@app.command()
def tour(
    out: Path = typer.Option(..., "--out", metavar="DIR", help="Folder for what it writes."),
) -> None:
    """Take one broker day from buying seats to the door, on a database of its own, windowless.

    Writes summary.json, tickets.pdf, receipt.pdf and a picture of each screen.
    """
    load("cli.touring").take_tour(out)


app.command()(worker)
app.command()(migrate)
app.command()(doctor)
app.command(name="backup-login")(backup_login)
app.command()(scan)
app.add_typer(agency.app, name="agency")
app.add_typer(staff.app, name="staff")
app.add_typer(keys.app, name="keys")
app.add_typer(demo.app, name="demo")
app.add_typer(venue.app, name="venue")

if __name__ == "__main__":
    app()
