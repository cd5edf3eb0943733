"""`parterre demo`: load the demo season, or begin it anew."""

import typer

from cli.saying import SpeakingGroup
from core.domain.loading import load as loaded

_WORK = "cli.demo"

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
    loaded(_WORK).load_new()


@app.command()
def reset(
    yes: bool = typer.Option(False, "--yes", "-y", help="Don't ask."),
) -> None:
    """Remove the demo with everything that was tried on it, and load it anew.

    Refuses a database that holds anything but a demo.
    """
    loaded(_WORK).begin_anew(asked=yes)
