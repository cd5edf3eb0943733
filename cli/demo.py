"""`parterre demo`: load the demo season, or begin it anew."""

import typer

from cli.opening import open_database, outages_told
from cli.ready import load_with_bar, summary
from cli.saying import SpeakingGroup, out
from core.services.demo.databases import DemoLoadedAlready, NotADemo, holds_demo, is_replaceable

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    help="The demo season: a believable agency to try everything on.",
)


@app.command()
def load() -> None:
    """Load the demo season into a database that is missing or empty.

    On a server it needs the administrator's login in PARTERRE_DATABASE_URL.
    """
    with open_database() as opened, outages_told(), opened.administered.alone():
        place = opened.administered
        if holds_demo(place, opened.database):
            raise DemoLoadedAlready(opened.database)
        out.print(summary(load_with_bar(place, opened.database)))


@app.command()
def reset(
    yes: bool = typer.Option(False, "--yes", "-y", help="Don't ask."),
) -> None:
    """Remove the demo with everything that was tried on it, and load it anew.

    Refuses a database that holds anything but a demo.
    """
    with open_database() as opened, outages_told(), opened.administered.alone():
        place = opened.administered
        if not is_replaceable(place, opened.database):
            raise NotADemo(opened.database)
        if not yes:
            typer.confirm("Remove everything in the demo and load it anew?", abort=True)
        out.print(summary(load_with_bar(place, opened.database)))
